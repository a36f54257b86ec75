import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { woundPicture } from '../../sandbox/pictures.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { signIn } from './people.ts';
import { ask } from './proxied.ts';

const picture = woundPicture(1, 40, 30);
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

describe('the object store', () => {
  it('takes bytes whose address is signed, and answers their MD5 as ETag', async () => {
    const { id, signedUrl } = await nurse.create('heel.png', 'image/png');
    const answer = await nurse.put(signedUrl, picture, 'image/png');
    expect(answer.status).toBe(200);
    expect(answer.headers.etag).toBe(`"${createHash('md5').update(picture).digest('hex')}"`);
    expect(sandbox.file(id)?.bytes).toEqual(picture);
  });

  it.each([
    ['cuts short', { truncateBody: 5 }, (sent: Buffer) => sent.subarray(0, 5)],
    [
      'spoils',
      { corruptByte: 5 },
      (sent: Buffer) =>
        Buffer.concat([sent.subarray(0, 5), Buffer.of((sent[5] ?? 0) ^ 0xff), sent.subarray(6)]),
    ],
  ])('keeps what a fault %s, and answers the ETag of that', async (_, fault, held) => {
    sandbox.fault({ on: 'put', ...fault });
    const { id, signedUrl } = await nurse.create('heel.png', 'image/png');
    const answer = await nurse.put(signedUrl, picture, 'image/png');
    const kept = held(Buffer.from(picture));
    expect(answer.status).toBe(200);
    expect(answer.headers.etag).toBe(`"${createHash('md5').update(kept).digest('hex')}"`);
    expect(sandbox.file(id)?.bytes).toEqual(kept);
  });

  it('puts its keys in the shape of two ids', async () => {
    const { signedUrl } = await nurse.create('heel.png', 'image/png');
    expect(new URL(signedUrl).pathname).toMatch(/^\/[\da-f-]{36}\/[\da-f-]{36}$/);
  });

  it.each<[string, (address: string) => string]>([
    ['another key', (address) => address.replace(/\/[\da-f]{8}-/, '/00000000-')],
    ['a longer life', (address) => address.replace('X-Amz-Expires=900', 'X-Amz-Expires=9000')],
    [
      'another signature',
      (address) => address.replace(/(Signature=)(.)/, (_, name, c) => name + (c === '0' ? '1' : '0')),
    ],
    ['a further parameter', (address) => `${address}&x=1`],
  ])('refuses an address with %s', async (_, tamper) => {
    const { signedUrl } = await nurse.create('heel.png', 'image/png');
    const answer = await nurse.put(tamper(signedUrl), picture, 'image/png');
    expect(answer.status).toBe(403);
    expect(answer.body.toString()).toContain('<Code>SignatureDoesNotMatch</Code>');
  });

  it('refuses an address without a signature', async () => {
    const { signedUrl } = await nurse.create('heel.png', 'image/png');
    const answer = await nurse.put(signedUrl.split('?')[0] ?? '', picture, 'image/png');
    expect(answer.body.toString()).toContain('<Code>AccessDenied</Code>');
  });

  it('refuses an address whose time is over', async () => {
    const { signedUrl } = await nurse.create('heel.png', 'image/png');
    sandbox.switches.clockSkewMs = 901_000;
    const answer = await nurse.put(signedUrl, picture, 'image/png');
    expect(answer.status).toBe(403);
    expect(answer.body.toString()).toContain('Request has expired');
  });

  it('refuses another content type where it is signed', async () => {
    const { signedUrl } = await nurse.create('heel.png', 'image/png');
    expect((await nurse.put(signedUrl, picture, 'image/jpeg')).status).toBe(403);
  });

  it('takes any content type where it is not signed', async () => {
    sandbox.switches.signedContentType = 'lax';
    const { signedUrl } = await nurse.create('heel.png', 'image/png');
    expect((await nurse.put(signedUrl, picture, 'image/jpeg')).status).toBe(200);
  });

  it.each([
    ['Authorization', { authorization: 'Bearer anything' }],
    ['Cookie', { cookie: 'a=b' }],
  ])('calls a header %s a violation', async (name, more) => {
    const { signedUrl } = await nurse.create('heel.png', 'image/png');
    expect((await nurse.put(signedUrl, picture, 'image/png', more)).status).toBe(400);
    expect(sandbox.violations().map(({ violation }) => violation)).toEqual([`${name} header at the store`]);
    expect(JSON.stringify(sandbox.log)).not.toContain('anything');
  });

  it('gives a range of the bytes, under the name they were created with', async () => {
    const { id, signedUrl } = await nurse.create('heel 1.png', 'image/png');
    await nurse.put(signedUrl, picture, 'image/png');
    const download = (
      await nurse.call('GET', `/file/v1/files/${id}/download?contentDisposition=ATTACHMENT`)
    ).json();
    const part = await ask(sandbox.proxyPort, String(download.signedUrl), {
      headers: { range: 'bytes=1-3' },
    });
    expect(part.status).toBe(206);
    expect(part.body.toString()).toBe('PNG');
    expect(part.headers['content-range']).toBe(`bytes 1-3/${picture.length}`);
    expect(part.headers['content-disposition']).toBe("attachment; filename*=UTF-8''heel%201.png");
  });

  it('cuts the connection after so many bytes when a fault asks for it, and stores nothing', async () => {
    const { id, signedUrl } = await nurse.create('heel.png', 'image/png');
    sandbox.fault({ on: 'put', resetAfterBytes: 10 });
    await expect(nurse.put(signedUrl, picture, 'image/png')).rejects.toThrow();
    expect((await sandbox.wait(({ op }) => op === 'put')).lost).toBe(true);
    expect(sandbox.file(id)?.bytes).toBeNull();
    expect((await nurse.put(signedUrl, picture, 'image/png')).status).toBe(200);
  });
});
