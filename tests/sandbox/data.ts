import { uuidOf } from './ids.ts';
import { kindRows } from './kinds.ts';
import { northNames, southNames } from './names.ts';
import { csv, ecgPicture, pdf, woundPicture } from './pictures.ts';
import type { SandboxRecord } from './records.ts';
import { templateRefOf } from './template.ts';
import { filesOfThings, inventThings } from './things.ts';

export interface Organization {
  id: string;
  name: string;
}

export interface User {
  id: string;
  username: string;
  password: string;
  firstName: string;
  lastName: string;
  organization: Organization;
  scopes: readonly string[];
}

/** A patient as stored. */
export interface Patient extends SandboxRecord {
  _name: { firstName: string; lastName: string };
  _nationalId: string;
  _dateOfBirth: string;
  _email: string;
  _invitationAccepted: boolean;
  _enabled: 'ENABLED' | 'DISABLED';
  mrn: string;
  ward: string;
  notes?: string;
}

export interface SeededFile {
  recordId: string;
  attribute: string;
  name: string;
  mimeType: string;
  bytes: Buffer;
}

export const north: Organization = { id: uuidOf('organization north'), name: 'Northfield Clinic' };
export const south: Organization = { id: uuidOf('organization south'), name: 'Southbank Rehabilitation' };
export const organizations: readonly Organization[] = [north, south];

const reading = [
  'ORGANIZATION_GET_PATIENT',
  'ORGANIZATION_SEARCH_PATIENT',
  'ORGANIZATION_GET_ORGANIZATION',
  'SETTINGS_GET_TEMPLATE',
  'SETTINGS_SEARCH_TEMPLATE',
  'FILE_DOWNLOAD',
];
export const uploadFiles = 'FILE_UPLOAD';
const writing = [...reading, ...new Set(kindRows.map((row) => row.writing)), uploadFiles];

const user = (
  username: string,
  name: string,
  organization: Organization,
  scopes: readonly string[],
): User => {
  const [firstName = '', lastName = ''] = name.split(' ');
  return {
    id: uuidOf(`user ${username}`),
    username,
    password: username,
    firstName,
    lastName,
    organization,
    scopes,
  };
};

/** Passwords are the names before the @, and good for nothing anywhere else. */
export const users: readonly User[] = [
  { ...user('nurse@northfield.example', 'Nadia Nightingale', north, writing), password: 'nurse' },
  { ...user('observer@northfield.example', 'Oscar Observer', north, reading), password: 'observer' },
  { ...user('clinician@southbank.example', 'Clara Clinician', south, writing), password: 'clinician' },
];

const fixedTime = '2026-02-02T09:30:00.000Z';

/** Fresh records at each call; their files are drawn once, because drawing takes a while. */
export function invent(): { records: SandboxRecord[]; files: readonly SeededFile[] } {
  const people = [
    ...northNames.map((row) => [north, row] as const),
    ...southNames.map((row) => [south, row] as const),
  ];
  const patients = people.map(
    ([organization, [firstName, lastName, born, mrn, ward]], index): Patient => ({
      _id: uuidOf(`patient ${mrn}`),
      _name: { firstName, lastName },
      _caption: `${firstName} ${lastName}`,
      _nationalId: `9${String(10_000_000 + index * 7_919)}`,
      _dateOfBirth: born,
      _email: `patient-${mrn}@mail.example`,
      _ownerOrganization: { ...organization },
      _template: templateRefOf('patient'),
      _creationTime: fixedTime,
      _lastModifiedTime: fixedTime,
      _invitationAccepted: true,
      _enabled: 'ENABLED',
      mrn,
      ward,
      ...(index % 4 === 0 ? { notes: 'Dressing changed every second day.' } : {}),
    }),
  );

  const things = inventThings(organizations, patients);
  drawn ??= [...filesOf(patients), ...filesOfThings(things)];
  return { records: [...patients, ...things], files: drawn };
}

/**
 * So many further patients of the north's, numbered from 600000 on. Every tenth is called as the one before: two
 * people of one name, with numbers of their own.
 */
export function crowd(count: number): Patient[] {
  return Array.from({ length: count }, (_, index): Patient => {
    const mrn = String(600_000 + index);
    const called = index % 10 === 9 ? index - 1 : index;
    const [firstName, lastName] = ['Petra', `Zimmermann${called}`];
    return {
      _id: uuidOf(`patient ${mrn}`),
      _name: { firstName, lastName },
      _caption: `${firstName} ${lastName}`,
      _nationalId: `8${String(10_000_000 + index * 13)}`,
      _dateOfBirth: `19${String(40 + (index % 60)).padStart(2, '0')}-03-1${index % 10}`,
      _email: `patient-${mrn}@mail.example`,
      _ownerOrganization: { ...north },
      _template: templateRefOf('patient'),
      _creationTime: fixedTime,
      _lastModifiedTime: fixedTime,
      _invitationAccepted: true,
      _enabled: 'ENABLED',
      ...{ mrn, ward: 'Crowd' },
    };
  });
}

let drawn: SeededFile[] | null = null;

function filesOf(patients: readonly Patient[]): SeededFile[] {
  return patients.flatMap(({ _id: recordId, mrn }, index): SeededFile[] => {
    const give = (attribute: string, name: string, mimeType: string, bytes: Buffer) => [
      { recordId, attribute, name, mimeType, bytes },
    ];
    return [
      ...(index % 5 === 2
        ? give('wound_photo', 'wound-2026-02-01.png', 'image/png', woundPicture(index))
        : []),
      ...(index % 7 === 1 ? give('ecg_strip', 'lead-ii.png', 'image/png', ecgPicture(index)) : []),
      ...(index % 6 === 4 ? give('analysis_file', `analysis-${mrn}.csv`, 'text/csv', csv(index)) : []),
      ...(index % 6 === 1
        ? give('analysis_file', 'analysis.pdf', 'application/pdf', pdf(`Analysis ${mrn}`))
        : []),
      ...(index % 9 === 3 ? give('consent_form', 'consent.pdf', 'application/pdf', pdf('Consent')) : []),
    ];
  });
}
