import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { signIn } from './people.ts';

const partSize = 5 * 1024 * 1024;
const whole = Buffer.alloc(partSize + 1000, 'attach');
const path = '/file/v1/files/upload/parts';
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

interface Begun {
  id: string;
  signedUrls: { signedUrl: string; partNumber: number }[];
}

const begin = async () =>
  (
    await nurse.call('POST', path, { name: 'gait.mp4', mimeType: 'video/mp4', parts: 2 })
  ).json() as unknown as Begun;

it('An upload in parts becomes one file', async () => {
  const { id, signedUrls } = await begin();
  const parts = [];
  for (const { signedUrl, partNumber } of signedUrls) {
    const bytes = whole.subarray((partNumber - 1) * partSize, partNumber * partSize);
    const { headers } = await nurse.put(signedUrl, bytes, 'video/mp4');
    parts.push({ partNumber, etag: String(headers.etag) });
  }
  expect((await nurse.call('PUT', `${path}/${id}`, { parts: parts.slice(0, 1) })).status).toBe(200);
  expect((await nurse.call('POST', `${path}/${id}/complete`, { parts: parts.slice(1) })).status).toBe(200);
  expect(sandbox.file(id)?.sha256).toBe(createHash('sha256').update(whole).digest('hex'));
  expect(sandbox.violations()).toEqual([]);
});

it('An upload in parts is not complete without ETags', async () => {
  const { id } = await begin();
  const answer = await nurse.call('POST', `${path}/${id}/complete`);
  expect([answer.status, answer.json().code]).toEqual([409, 'MULTIPLE_PART_UPLOAD_HAS_NO_UPLOADED_ETAGS']);
});

it('A cancelled upload in parts is gone', async () => {
  const { id } = await begin();
  expect((await nurse.call('DELETE', `${path}/${id}/cancel`)).status).toBe(204);
  expect((await nurse.call('POST', `${path}/${id}/complete`)).json().code).toBe('FILE_ID_NOT_FOUND');
});

it('Older platforms know nothing of parts', async () => {
  sandbox.switches.multipart = 'absent';
  const answer = await nurse.call('POST', path, { name: 'gait.mp4', mimeType: 'video/mp4', parts: 2 });
  expect(answer.status).toBe(404);
  expect(sandbox.violations()).toEqual([]);
});
