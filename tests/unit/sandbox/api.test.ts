import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pdf, woundPicture } from '../../sandbox/pictures.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { signIn } from './people.ts';
import { ask, tunnel } from './proxied.ts';

const picture = woundPicture(1, 40, 30);
const files = '/file/v1/files/upload';
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

const patientId = (mrn: string) => sandbox.patients.find((patient) => patient.mrn === mrn)?._id ?? '';
const violations = () => sandbox.violations().map(({ violation }) => violation);

async function stored(name = 'heel.png', type = 'image/png', bytes = picture): Promise<string> {
  const { id, signedUrl } = await nurse.create(name, type);
  await nurse.put(signedUrl, bytes, type);
  return id;
}

describe('the three steps of an upload', () => {
  it('hang a file at the attribute, and the log tells which', async () => {
    const id = await stored();
    const answer = await nurse.attach(patientId('40017'), { wound_photo: { id } });
    expect(answer.status).toBe(200);
    const value = { id, name: 'heel.png', size: picture.length, mimeType: 'image/png' };
    expect(answer.json()).toMatchObject({ _caption: 'Mary Jones', wound_photo: value });
    expect(sandbox.attribute(patientId('40017'), 'wound_photo')?.file?.bytes).toEqual(picture);
    expect(await sandbox.wait(({ op }) => op === 'attach')).toMatchObject({
      user: 'nurse@northfield.example',
      attribute: 'wound_photo',
      fileId: id,
      sha256: sandbox.file(id)?.sha256,
    });
    expect(violations()).toEqual([]);
  });

  it('move the time of the last change on', async () => {
    const before = sandbox.patient(patientId('40017'))._lastModifiedTime;
    await nurse.attach(patientId('40017'), { wound_photo: { id: await stored() } });
    expect(sandbox.patient(patientId('40017'))._lastModifiedTime > before).toBe(true);
  });

  it('end with a bare id on older platforms', async () => {
    sandbox.switches.fileValue = 'id-only';
    const id = await stored();
    expect((await nurse.attach(patientId('40017'), { wound_photo: { id } })).json().wound_photo).toEqual({
      id,
    });
  });
});

describe('an attach is refused', () => {
  const codeOf = async (mrn: string, value: Record<string, unknown>) => {
    const answer = await nurse.attach(patientId(mrn), value);
    return [answer.status, answer.json().code];
  };

  it('for an attribute the template does not know', async () => {
    expect(await codeOf('40017', { elbow: { id: await stored() } })).toEqual([
      400,
      'ATTRIBUTE_NOT_VALID_FOR_TEMPLATE',
    ]);
  });
  it('for a file that nobody created', async () => {
    const id = '00000000-0000-4000-8000-000000000000';
    expect(await codeOf('40017', { wound_photo: { id } })).toEqual([403, 'ACCESS_DENIED']);
  });
  it('for a file whose bytes were never put', async () => {
    const { id } = await nurse.create('heel.png', 'image/png');
    expect((await codeOf('40017', { wound_photo: { id } }))[0]).toBe(400);
  });
  it('for a file of another organization', async () => {
    const clinician = await signIn(sandbox, 'clinician');
    const { id } = await clinician.create('heel.png', 'image/png');
    expect(await codeOf('40017', { wound_photo: { id } })).toEqual([403, 'ACCESS_DENIED']);
  });
  it('for a record of another organization', async () => {
    expect(await codeOf('70001', { wound_photo: { id: await stored() } })).toEqual([403, 'ACCESS_DENIED']);
  });
  it('for a type the attribute does not take', async () => {
    const id = await stored('report.pdf', 'application/pdf', pdf('Report'));
    expect((await codeOf('40017', { ecg_strip: { id } }))[0]).toBe(400);
    expect((await codeOf('40017', { consent_form: { id } }))[0]).toBe(200);
  });
  it('for nothing where something is mandatory', async () => {
    sandbox.switches.mandatory = ['wound_photo'];
    expect(await codeOf('40017', { wound_photo: null })).toEqual([400, 'ATTRIBUTE_IS_MANDATORY']);
  });
  it('for somebody who may only read', async () => {
    const observer = await signIn(sandbox, 'observer');
    const answer = await observer.attach(patientId('40017'), { wound_photo: { id: await stored() } });
    expect([answer.status, answer.json().code]).toEqual([403, 'ACCESS_DENIED']);
  });
  it('for a file that hung nowhere for too long', async () => {
    const id = await stored();
    sandbox.switches.sweepUnattachedAfter = 60;
    sandbox.switches.clockSkewMs = 61_000;
    expect(await codeOf('40017', { wound_photo: { id } })).toEqual([403, 'ACCESS_DENIED']);
  });
  it('for a second place, where the platform wants it so', async () => {
    const id = await stored();
    sandbox.switches.attachTwice = 'refused';
    expect((await codeOf('40017', { wound_photo: { id } }))[0]).toBe(200);
    expect((await codeOf('51220', { wound_photo: { id } }))[0]).toBe(403);
  });
});

describe('in front of the API', () => {
  it('a foreign origin is refused before the token is looked at', async () => {
    const answer = await ask(sandbox.proxyPort, `${sandbox.api}/organization/v1/users/self`, {
      headers: { origin: 'chrome-extension://abc' },
    });
    expect([answer.status, answer.body.toString()]).toEqual([403, 'Invalid CORS request']);
    expect(violations()).toEqual(['foreign Origin chrome-extension://abc']);
  });

  it('a foreign origin passes where the platform does not care', async () => {
    sandbox.switches.foreignOrigin = 'accepted';
    const answer = await nurse.call('GET', '/organization/v1/users/self', undefined, {
      origin: 'chrome-extension://abc',
    });
    expect(answer.status).toBe(200);
  });

  it.each(['<img src=x>.png', '../heel.png', '<script>'])(
    'the firewall stops the file name %s',
    async (name) => {
      const answer = await nurse.call('POST', files, { name, mimeType: 'image/png' });
      expect(answer.status).toBe(403);
      expect(answer.headers['content-type']).toBe('text/html');
    },
  );

  it('the firewall stops a search that looks like markup', async () => {
    const search = encodeURIComponent(JSON.stringify({ freeTextSearch: '<b>' }));
    const answer = await nurse.call('GET', `/organization/v1/users/patients?searchRequest=${search}`);
    expect(answer.headers['content-type']).toBe('text/html');
  });

  it('a request beside the contract answers 400 and is a violation', async () => {
    const answer = await nurse.call('POST', files, { name: 'x'.repeat(129), mimeType: 'image/png' });
    expect(answer.status).toBe(400);
    expect(violations()).toEqual(['body/name must NOT have more than 128 characters']);
  });

  it('a host that is not ours is refused and logged', async () => {
    expect(await tunnel(sandbox.proxyPort, 'tracker.example:443')).toBe(403);
    expect(violations()).toEqual(['foreign host tracker.example:443']);
  });
});

describe('tokens', () => {
  it('end when all are expired, and a refresh brings a new one', async () => {
    sandbox.expireTokens();
    const answer = await nurse.call('GET', '/organization/v1/users/self');
    expect([answer.status, answer.json().code]).toEqual([401, 'TOKEN_NOT_VALID']);
    const renewed = await nurse.call('POST', '/ums/v2/users/token/refresh', {
      refreshToken: nurse.refreshToken,
    });
    expect(renewed.status).toBe(200);
  });

  it('refresh once only, where refreshing rotates', async () => {
    const again = () =>
      nurse.call('POST', '/ums/v2/users/token/refresh', { refreshToken: nurse.refreshToken });
    expect((await again()).status).toBe(200);
    expect((await again()).json().code).toBe('REFRESH_TOKEN_NOT_VALID');
  });

  it('never stand in the log', async () => {
    await nurse.attach(patientId('40017'), { wound_photo: { id: await stored() } });
    const log = JSON.stringify(sandbox.log);
    for (const secret of ['eyJ', 'Bearer', 'X-Amz', 'Signature']) expect(log).not.toContain(secret);
  });
});

describe('faults', () => {
  it('answer what they are told, once', async () => {
    const fault = sandbox.fault({ on: 'read', status: 503 });
    const path = `/organization/v1/users/patients/${patientId('40017')}`;
    expect((await nurse.call('GET', path)).status).toBe(503);
    expect((await nurse.call('GET', path)).status).toBe(200);
    expect(fault.used()).toBe(1);
  });

  it('lose an answer after the deed', async () => {
    const id = await stored();
    sandbox.fault({ on: 'attach', loseAnswer: true });
    await expect(nurse.attach(patientId('40017'), { wound_photo: { id } })).rejects.toThrow();
    expect(sandbox.attribute(patientId('40017'), 'wound_photo')?.fileId).toBe(id);
    expect(await sandbox.wait(({ op }) => op === 'attach')).toMatchObject({ committed: true, lost: true });
  });

  it('hold an answer until it is released', async () => {
    const id = await stored();
    const fault = sandbox.fault({ on: 'attach', hold: 'after' });
    const answer = nurse.attach(patientId('40017'), { wound_photo: { id } });
    await sandbox.wait(({ op, committed }) => op === 'attach' && committed === true, { at: 'arrival' });
    expect(sandbox.log.some(({ op }) => op === 'attach')).toBe(false);
    fault.release();
    expect((await answer).status).toBe(200);
  });
});
