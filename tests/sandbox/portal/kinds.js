const headings = {
  _dateOfBirth: 'Date of birth',
  mrn: 'MRN',
  ward: 'Ward',
  _employeeId: 'Employee ID',
  _email: 'Email',
  _timezone: 'Time zone',
  _code: 'Code',
  _id: 'Device ID',
  _name: 'Label',
  _startTime: 'Started',
  _state: 'State',
  _severity: 'Severity',
};

/** What a list's column is called. */
export const headingOf = (name) => headings[name] ?? name;

const nested = (service, kind) => (key) => {
  // The owner's id may hold a slash, the record's own never does.
  const at = key.lastIndexOf('/');
  return `${service}/${encodeURIComponent(key.slice(0, at))}/${kind}/${key.slice(at + 1)}`;
};
const under = (list) => (id) => `${list}/${encodeURIComponent(id)}`;
const plain = (slug, title, list, columns = []) => ({ slug, title, list, columns, path: under(list) });

const patients = '/organization/v1/users/patients';
const devices = '/device/v1/devices';
const ofDevice = (slug, title, kind, columns) => ({
  slug,
  title,
  list: `${devices}/${kind}`,
  columns,
  path: nested(devices, kind),
  owner: '_device',
});

/**
 * The kinds of records, a tab each: where they are listed, and the path of one. A record that hangs at another
 * one is known by both ids, `owner/id`.
 */
export function kindsOf({ genericEntity }) {
  const entities = '/generic-entity/v1/generic-entities';
  const byTemplate = '/generic-entity/v3/generic-entities/Specimen';
  return [
    plain('patients', 'Patients', patients, ['_dateOfBirth', 'mrn', 'ward']),
    plain('caregivers', 'Caregivers', '/organization/v1/users/caregivers', ['_employeeId']),
    plain('users', 'Users', '/organization/v1/users/organizations', ['_email']),
    plain('organizations', 'Organizations', '/organization/v1/organizations', ['_timezone']),
    plain('codes', 'Registration codes', '/organization/v1/registration-codes', ['_code']),
    plain('devices', 'Devices', '/device/v2/devices', ['_id']),
    plain('specimens', 'Specimens', genericEntity === 'v3' ? byTemplate : entities, ['_name']),
    ofDevice('sessions', 'Usage sessions', 'usage-sessions', ['_startTime', '_state']),
    ofDevice('device-alerts', 'Device alerts', 'alerts', ['_severity', '_state']),
    {
      slug: 'patient-alerts',
      title: 'Patient alerts',
      list: `${patients}/alerts`,
      columns: ['_severity', '_state'],
      path: nested(patients, 'alerts'),
      owner: '_patient',
    },
    ofDevice('commands', 'Commands', 'commands', ['_startTime', '_state']),
  ].map((kind) => ({
    ...kind,
    key: (record) => (kind.owner ? `${record[kind.owner].id}/${record._id}` : record._id),
  }));
}
