import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { entityKinds } from '../../../lib/protocol/record.ts';
import { woundPicture } from '../../sandbox/pictures.ts';
import { filesOf, kindOf } from '../../sandbox/records.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { signIn } from './people.ts';

let sandbox: Sandbox;
let nurse: Awaited<ReturnType<typeof signIn>>;

beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(async () => {
  sandbox.reset();
  nurse = await signIn(sandbox, 'nurse');
});
afterAll(() => sandbox.close());

const violations = () => sandbox.violations().map(({ violation }) => violation);
const under = (list: string) => (id: string) => `${list}/${encodeURIComponent(id)}`;
const below = (service: string, kind: string) => (id: string, owner: string) =>
  `${service}/${encodeURIComponent(owner)}/${kind}/${id}`;
const patients = '/organization/v1/users/patients';
const devices = '/device/v1/devices';

/** Where each kind is listed, and one of it. */
const paths = {
  patient: [patients, under(patients)],
  caregiver: ['/organization/v1/users/caregivers', under('/organization/v1/users/caregivers')],
  'organization-user': [
    '/organization/v1/users/organizations',
    under('/organization/v1/users/organizations'),
  ],
  organization: ['/organization/v1/organizations', under('/organization/v1/organizations')],
  'registration-code': ['/organization/v1/registration-codes', under('/organization/v1/registration-codes')],
  device: ['/device/v2/devices', under('/device/v2/devices')],
  'generic-entity': ['/generic-entity/v1/generic-entities', under('/generic-entity/v1/generic-entities')],
  'usage-session': [`${devices}/usage-sessions`, below(devices, 'usage-sessions')],
  'device-alert': [`${devices}/alerts`, below(devices, 'alerts')],
  'patient-alert': [`${patients}/alerts`, below(patients, 'alerts')],
  command: [`${devices}/commands`, below(devices, 'commands')],
} as const satisfies Record<
  (typeof entityKinds)[number],
  readonly [string, (id: string, owner: string) => string]
>;

const ownerOf = (record: Record<string, unknown>) =>
  ((record._device ?? record._patient ?? { id: '' }) as { id: string }).id;

describe.each(entityKinds)('of kind %s', (kind) => {
  const [list, pathOf] = paths[kind];

  it('records are listed to those of their organization, and read by id as listed', async () => {
    const { data } = (await nurse.call('GET', list)).json() as { data: { _id: string }[] };
    const own = sandbox.records.filter(
      (record) => kindOf(record) === kind && record._ownerOrganization.name === 'Northfield Clinic',
    );
    expect(data.map(({ _id }) => _id)).toEqual(own.map(({ _id }) => _id));
    const [first] = data;
    expect(first).toBeDefined();
    const one = await nurse.call('GET', pathOf(first?._id ?? '', ownerOf({ ...first })));
    expect(one.json()).toEqual(first);
    expect(violations()).toEqual([]);
  });

  if (kind === 'command') return;
  it('every file attribute takes a file and is cleared again', async () => {
    const [record] = sandbox.records.filter((one) => kindOf(one) === kind);
    if (!record) throw new Error('There is none');
    const again = {
      'generic-entity': { _name: record._name },
      'usage-session': { _startTime: record._startTime, _state: record._state },
    }[kind as string];
    for (const { name, type, basePath } of filesOf(record)) {
      const [mimeType, bytes] =
        type === 'IMAGE' ? ['image/png', woundPicture(1, 20, 20)] : ['text/csv', Buffer.from('a,b')];
      const { id, signedUrl } = await nurse.create('a-file', mimeType);
      await nurse.put(signedUrl, bytes, mimeType);
      const path = pathOf(record._id, ownerOf(record));
      const isStatus = kind === 'device' && basePath === '_status';
      for (const value of [{ id }, null]) {
        const inner = { [name]: value };
        const body = isStatus ? { data: inner } : { ...again, ...(basePath ? { [basePath]: inner } : inner) };
        const answer = await nurse.call('PATCH', isStatus ? `${path}/status` : path, body);
        expect([name, answer.status, answer.json().code]).toEqual([name, 200, undefined]);
        expect(sandbox.attribute(record._id, name)?.fileId ?? null).toBe(value?.id ?? null);
      }
    }
    expect(violations()).toEqual([]);
  });
});

describe('the platform', () => {
  const specimen = () => sandbox.records.find((one) => kindOf(one) === 'generic-entity');
  const change = { site: 'Foot' };

  it('takes no change of a generic entity without its name, unless it does', async () => {
    const path = paths['generic-entity'][1](specimen()?._id ?? '');
    expect((await nurse.call('PATCH', path, change)).status).toBe(400);
    sandbox.clearLog();
    sandbox.switches.patchNeedsName = false;
    expect((await nurse.call('PATCH', path, change)).status).toBe(200);
    expect(violations()).toEqual([]);
  });

  it('has the newer API of generic entities or not', async () => {
    const path = `/generic-entity/v3/generic-entities/Specimen/${specimen()?._id}`;
    expect((await nurse.call('GET', path)).status).toBe(404);
    sandbox.switches.genericEntity = 'v3';
    expect((await nurse.call('GET', path)).status).toBe(200);
    expect(violations()).toEqual([]);
  });

  it('changes a device’s status at a path of its own and nowhere else', async () => {
    const path = paths.device[1]('PUMP 07/A');
    expect((await nurse.call('PATCH', path, { _status: { screenshot: null } })).status).toBe(400);
    expect((await nurse.call('PATCH', `${path}/status`, { data: { screenshot: null } })).status).toBe(200);
  });

  it.each([
    [patients, { _name: { firstName: 'Ada', lastName: 'Byron' }, mrn: '49999' }, 'Patient', 'Ada Byron'],
    ['/generic-entity/v1/generic-entities', { _name: 'Swab 99' }, 'Specimen', 'Swab 99'],
  ])('adds a record at %s', async (path, fields, template, caption) => {
    const { _template, _ownerOrganization } =
      sandbox.records.find((one) => one._template.name === template) ?? {};
    const added = await nurse.call('POST', path, {
      ...fields,
      _templateId: _template?.id,
      _ownerOrganization: { id: _ownerOrganization?.id },
    });
    expect([added.status, added.json()._caption]).toEqual([201, caption]);
    expect((await nurse.call('GET', `${path}/${added.json()._id}`)).json()).toEqual(added.json());
    expect(violations()).toEqual([]);
  });
});
