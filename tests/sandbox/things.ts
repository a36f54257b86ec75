import type { EntityKind } from '../../lib/protocol/record.ts';
import type { Organization, SeededFile } from './data.ts';
import { uuidOf } from './ids.ts';
import { csv, ecgPicture, pdf, woundPicture } from './pictures.ts';
import type { SandboxRecord } from './records.ts';
import { fileAttributesOf, templateAt, templateRefOf } from './template.ts';

type Ids = { id: string; name: string };

/** The invented world of one organization, its patients apart. */
interface Stock {
  people: { caregiver: readonly string[]; 'organization-user': readonly string[] };
  codes: readonly string[];
  /** Ids as people give them: with a space, with a slash. */
  devices: readonly string[];
  specimens: readonly string[];
  sessions: readonly string[];
  deviceAlerts: readonly string[];
  patientAlerts: readonly string[];
  commands: readonly string[];
}

const stocks: readonly [Stock, Stock] = [
  {
    people: {
      caregiver: ['Hanna Weiss', 'Omar Haddad', 'Lucía Ferrer'],
      'organization-user': ['Nils Andersen', 'Petra Kovac', 'Dana Shalev'],
    },
    codes: ['NF-2026-0101', 'NF-2026-0102', 'NF-2026-0103'],
    devices: ['PUMP 07/A', 'PUMP 08/A', 'ECG-2231', 'מד-לחץ 5'],
    specimens: ['Biopsy left heel', 'Swab 14', 'דגימת דם 3', 'Biopsy right heel'],
    sessions: ['Night therapy', 'Morning therapy', 'Night therapy'],
    deviceAlerts: ['Low battery', 'Occlusion', 'Low battery'],
    patientAlerts: ['Fever', 'Missed dose', 'Fall'],
    commands: ['Self-test', 'Full self-test'],
  },
  {
    people: { caregiver: ['Astrid Berg', 'Hanna Weiss'], 'organization-user': ['Tom Okoro', 'Eva Lind'] },
    codes: ['SB-2026-0001', 'SB-2026-0002'],
    devices: ['PUMP 11/B', 'TREADMILL 2'],
    specimens: ['Swab 14', 'Gait sample 2'],
    sessions: ['Gait session', 'Balance session'],
    deviceAlerts: ['Low battery', 'Belt stopped'],
    patientAlerts: ['Dizziness', 'Fall'],
    commands: ['Self-test', 'Calibration'],
  },
];

const day = (index: number, hour = 9) =>
  `2026-02-${String(index + 2).padStart(2, '0')}T${String(hour).padStart(2, '0')}:30:00.000Z`;

/** Records of every kind but patients; those that hang at a patient hang at these. */
export function inventThings(
  organizations: readonly Organization[],
  patients: readonly SandboxRecord[],
): SandboxRecord[] {
  return organizations.flatMap((organization, index) => {
    const stock = stocks[index];
    const own = patients.filter(({ _ownerOrganization }) => _ownerOrganization.id === organization.id);
    return stock ? stocked(stock, organization, own) : [];
  });
}

function stocked(stock: Stock, organization: Organization, patients: readonly SandboxRecord[]) {
  const record = (
    kind: EntityKind,
    caption: string,
    index: number,
    more: object,
    id = uuidOf(`${kind} ${organization.name} ${caption} ${index}`),
  ): SandboxRecord => ({
    _id: id,
    _caption: caption,
    _ownerOrganization: { ...organization },
    _template: templateRefOf(kind),
    _creationTime: day(index, 7),
    _lastModifiedTime: day(index, 7),
    ...more,
  });
  const referenceTo = (all: readonly SandboxRecord[], index: number): Ids => {
    const one = all[index % all.length];
    return { id: one?._id ?? '', name: one?._caption ?? '' };
  };

  const persons = (['caregiver', 'organization-user'] as const).flatMap((kind) =>
    stock.people[kind].map((caption, index) => {
      const [firstName = '', lastName = ''] = caption.split(' ');
      return record(kind, caption, index, {
        _name: { firstName, lastName },
        _email: `${firstName}.${lastName}@staff.example`.toLowerCase(),
        _employeeId: `${kind === 'caregiver' ? 'C' : 'U'}-${String(310 + index * 7)}`,
        _invitationAccepted: true,
        _enabled: 'ENABLED',
      });
    }),
  );
  const devices = stock.devices.map((id, index) =>
    record(
      'device',
      id,
      index,
      {
        _description: `Ward pump no. ${String(index + 1)}`,
        _patient: referenceTo(patients, index * 3),
        _configuration: {},
        _status: {
          _fwVersion: `1.${String(index)}.2`,
          _certificateStatus: 'PERMANENT',
          _connection: { _connected: index % 2 === 0 },
        },
      },
      id,
    ),
  );
  const ofDevice = (index: number) => ({ _device: referenceTo(devices, index) });
  const alert = (name: string, index: number) => ({
    _name: name,
    _severity: index % 2 === 0 ? 'MAJOR' : 'MINOR',
    _state: 'ACTIVE',
    _setDateTime: day(index, 11),
  });
  return [
    ...persons,
    record(
      'organization',
      organization.name,
      0,
      {
        _name: organization.name,
        _timezone: 'Europe/London',
        _primaryAdministrator: { id: persons.at(-1)?._id, name: persons.at(-1)?._caption },
        _branding: {},
      },
      organization.id,
    ),
    ...stock.codes.map((code, index) => record('registration-code', code, index, { _code: code })),
    ...devices,
    ...stock.specimens.map((name, index) =>
      record('generic-entity', name, index, { _name: name, site: index % 2 === 0 ? 'Heel' : 'Arm' }),
    ),
    ...stock.sessions.map((name, index) =>
      record('usage-session', name, index, {
        ...ofDevice(index % 2),
        _patient: referenceTo(patients, index),
        _name: name,
        _startTime: day(index, 20),
        _state: index === 0 ? 'ACTIVE' : 'DONE',
        _initiator: 'EXTERNAL',
        _requiredMeasurementIntervalMilliseconds: 1000,
        _sessionContext: `context-${String(index)}`,
        _configuration: {},
        _summary: {},
      }),
    ),
    ...stock.deviceAlerts.map((name, index) =>
      record('device-alert', name, index, { ...ofDevice(0), ...alert(name, index) }),
    ),
    ...stock.patientAlerts.map((name, index) =>
      record('patient-alert', name, index, { _patient: referenceTo(patients, index), ...alert(name, index) }),
    ),
    ...stock.commands.map((name, index) =>
      record('command', name, index, {
        ...ofDevice(index),
        _name: name,
        _startTime: day(index, 14),
        _state: 'COMPLETED',
        _supportStop: false,
        _timeoutInSeconds: 60,
        _configuration: {},
        _summary: {},
        _status: {},
      }),
    ),
  ];
}

/** Files on some of them: every second record holds one, a command all of its. */
export function filesOfThings(things: readonly SandboxRecord[]): SeededFile[] {
  return things.flatMap(({ _id: recordId, _template }, index) => {
    const { kind, ...template } = templateAt(_template.id);
    const attributes = fileAttributesOf({ kind, ...template });
    const given = kind === 'command' ? attributes : attributes.slice(-1).filter(() => index % 2 === 1);
    return given.map(({ name: attribute, type, supportedMimeTypes }): SeededFile => {
      const at = { recordId, attribute };
      if (type === 'IMAGE') {
        const bytes = index % 2 === 0 ? ecgPicture(index) : woundPicture(index);
        return { ...at, name: `${attribute}.png`, mimeType: 'image/png', bytes };
      }
      return index % 3 === 0 && supportedMimeTypes
        ? { ...at, name: `${attribute}.csv`, mimeType: 'text/csv', bytes: csv(index) }
        : { ...at, name: `${attribute}.pdf`, mimeType: 'application/pdf', bytes: pdf(attribute) };
    });
  });
}
