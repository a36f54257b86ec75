import { describe, expect, it } from 'vitest';
import { createBiotClient } from '../../../lib/biot/client.ts';

const credentials = { api: 'https://api.dev.sandbox.biot-med.com', token: () => 'a.b.c', language: 'en-us' };
const parts = [{ partNumber: 1, etag: '"e1"' }];

/** A client whose every call is answered so, and what it has asked. */
function answered(status: number, body: object | null) {
  const asked: { method: string; path: string; body: unknown }[] = [];
  const client = createBiotClient(credentials, async (request) => {
    const text = await request.text();
    asked.push({
      method: request.method,
      path: new URL(request.url).pathname,
      body: text ? JSON.parse(text) : null,
    });
    return body === null ? new Response(null, { status }) : Response.json(body, { status });
  });
  return { client, asked };
}

describe('an upload in parts', () => {
  it('is asked for by the contract’s calls', async () => {
    const upload = {
      id: 'f1',
      name: 'scan.bin',
      signedUrls: [{ partNumber: 1, signedUrl: 'https://s3.amazonaws.com/b/f1' }],
    };
    const { client, asked } = answered(200, upload);
    expect(await client.createParts('scan.bin', 'image/png', 3)).toMatchObject({
      ok: true,
      value: { id: 'f1' },
    });
    await client.signParts('f1', { fromPart: 4, toPart: 6 });
    await client.completeParts('f1', parts);
    const path = '/file/v1/files/upload/parts';
    expect(asked).toEqual([
      { method: 'POST', path, body: { name: 'scan.bin', mimeType: 'image/png', parts: 3 } },
      { method: 'POST', path: `${path}/f1`, body: { fromPart: 4, toPart: 6 } },
      { method: 'POST', path: `${path}/f1/complete`, body: { parts } },
    ]);
    const cancel = answered(204, null);
    expect(await cancel.client.cancelParts('f1')).toMatchObject({ ok: true });
    expect(cancel.asked).toEqual([{ method: 'DELETE', path: `${path}/f1/cancel`, body: null }]);
  });

  it.each([404, 405])('is absent where the platform answers %i', async (status) => {
    const { client } = answered(status, { message: 'Not Found' });
    expect(await client.createParts('scan.bin', 'image/png', 3)).toEqual({ ok: true, value: 'absent' });
  });

  const complete = 'FILE_IS_NOT_UNCOMPLETED_MULTIPLE_PART_UPLOAD';
  it.each([
    [404, 'FILE_ID_NOT_FOUND', 'gone', 'gone'],
    [403, complete, 'gone', 'done'],
    [409, 'MULTIPLE_PART_UPLOAD_HAS_NO_UPLOADED_ETAGS', null, 'gone'],
    [400, 'MULTIPLE_PART_UPLOAD_INVALID_PART_NUMBER', null, 'gone'],
    [403, 'ACCESS_DENIED', null, null],
    [503, 'SERVICE_UNAVAILABLE', null, null],
  ])('knows what %i %s means', async (status, code, signed, completed) => {
    const { client } = answered(status, { code });
    const value = async (answer: Promise<{ ok: boolean; value?: unknown }>) => (await answer).value ?? null;
    expect(await value(client.signParts('f1', { fromPart: 1, toPart: 1 }))).toBe(signed);
    expect(await value(client.completeParts('f1', parts))).toBe(completed);
  });
});
