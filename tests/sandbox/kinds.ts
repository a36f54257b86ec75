import type { EntityKind } from '../../lib/protocol/record.ts';

/** How the sandbox answers one kind of entity: its operations in the contract, and what goes with them. */
export interface KindRow {
  kind: EntityKind;
  operations: { read: string; search: string; update?: string; add?: string; remove?: string };
  /** What an entity hangs at: the field that refers to it, and the parameter of the path. */
  owner?: { field: '_device' | '_patient'; parameter: 'deviceId' | 'patientId' };
  notFound: string;
  /** The scope that changes it. */
  writing: string;
}

const userNotFound = 'USER_NOT_FOUND';
const device = { field: '_device', parameter: 'deviceId' } as const;

export const kindRows: readonly KindRow[] = [
  {
    kind: 'patient',
    operations: {
      read: 'getPatient',
      search: 'searchPatients',
      update: 'updatePatient',
      add: 'createPatient',
    },
    notFound: userNotFound,
    writing: 'ORGANIZATION_UPDATE_PATIENT',
  },
  {
    kind: 'caregiver',
    operations: { read: 'getCaregiver', search: 'searchCaregivers', update: 'updateCaregiver' },
    notFound: userNotFound,
    writing: 'ORGANIZATION_UPDATE_CAREGIVER',
  },
  {
    kind: 'organization-user',
    operations: {
      read: 'getOrganizationUser',
      search: 'searchOrganizationUsers',
      update: 'updateOrganizationUser',
    },
    notFound: userNotFound,
    writing: 'ORGANIZATION_UPDATE_ORGANIZATION_USER',
  },
  {
    kind: 'organization',
    operations: { read: 'getOrganization', search: 'searchOrganizations', update: 'updateOrganization' },
    notFound: 'ORGANIZATION_NOT_FOUND',
    writing: 'ORGANIZATION_UPDATE_ORGANIZATION',
  },
  {
    kind: 'registration-code',
    operations: {
      read: 'getRegistrationCode',
      search: 'searchRegistrationCodes',
      update: 'updateRegistrationCode',
    },
    notFound: 'REGISTRATION_CODE_NOT_FOUND',
    writing: 'ORGANIZATION_UPDATE_REGISTRATION_CODE',
  },
  {
    kind: 'device',
    operations: { read: 'getDevice', search: 'searchDevices', update: 'updateDevice' },
    notFound: 'DEVICE_NOT_FOUND',
    writing: 'DEVICE_UPDATE_DEVICE',
  },
  {
    kind: 'generic-entity',
    operations: {
      read: 'getGenericEntity',
      search: 'searchGenericEntities',
      update: 'updateGenericEntity',
      add: 'createGenericEntity',
      remove: 'deleteGenericEntity',
    },
    notFound: 'GENERIC_ENTITY_NOT_FOUND',
    writing: 'GENERIC_ENTITY_UPDATE',
  },
  {
    kind: 'generic-entity',
    operations: {
      read: 'getGenericEntityV3',
      search: 'searchGenericEntitiesV3',
      update: 'updateGenericEntityV3',
      add: 'createGenericEntityV3',
      remove: 'deleteGenericEntityV3',
    },
    notFound: 'GENERIC_ENTITY_NOT_FOUND',
    writing: 'GENERIC_ENTITY_UPDATE',
  },
  {
    kind: 'usage-session',
    operations: { read: 'getSession', search: 'searchSessions', update: 'updateSession' },
    owner: device,
    notFound: 'SESSION_NOT_FOUND',
    writing: 'DEVICE_UPDATE_SESSION',
  },
  {
    kind: 'device-alert',
    operations: { read: 'getAlert_1', search: 'searchAlerts_1', update: 'updateAlert_1' },
    owner: device,
    notFound: 'ALERT_NOT_FOUND',
    writing: 'DEVICE_UPDATE_ALERT',
  },
  {
    kind: 'patient-alert',
    operations: { read: 'getAlert', search: 'searchAlerts', update: 'updateAlert' },
    owner: { field: '_patient', parameter: 'patientId' },
    notFound: 'ALERT_NOT_FOUND',
    writing: 'ORGANIZATION_UPDATE_ALERT',
  },
  {
    kind: 'command',
    operations: { read: 'getCommand', search: 'searchCommands' },
    owner: device,
    notFound: 'COMMAND_NOT_FOUND',
    writing: '',
  },
];
