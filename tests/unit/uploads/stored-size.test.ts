import { describe, expect, it } from 'vitest';
import { storedSize } from '../../../lib/uploads/stored-size.ts';
import { platform, troubles } from './platform.ts';

const answering = (status: number, headers: HeadersInit = {}) => {
  const asked: string[] = [];
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    asked.push(`${String(input)} ${new Headers(init?.headers).get('range')} ${init?.credentials}`);
    return new Response(null, { status, headers });
  };
  return { fetch, asked };
};

describe('what a store holds of a file', () => {
  it.each([
    ['a range', 206, { 'content-range': 'bytes 0-0/1234' }, { size: 1234 }],
    ['the whole, by a store without ranges', 200, { 'content-length': '1234' }, { size: 1234 }],
    ['a range of unknown length', 206, { 'content-range': 'bytes 0-0/*' }, { size: null }],
    ['nothing to be read', 206, {}, { size: null }],
    ['no first byte', 416, {}, { size: 0 }],
    ['no object', 404, {}, { size: 0 }],
    ['an error', 503, {}, { trouble: troubles.server }],
  ])('is read from %s', async (_, status, headers, size) => {
    const { client } = platform();
    const { fetch, asked } = answering(status, headers);
    expect(await storedSize(client, 'f1', fetch)).toEqual(size);
    expect(asked).toEqual(['https://s3.amazonaws.com/b/f bytes=0-0 omit']);
  });

  it('is not asked for at an address that is not of a store', async () => {
    const biot = platform();
    biot.file.signedUrl = 'https://elsewhere.example/f';
    const { fetch, asked } = answering(206);
    expect(await storedSize(biot.client, 'f1', fetch)).toEqual({ size: null });
    expect(asked).toEqual([]);
  });

  it('is asked for again where BioT or the store has not answered', async () => {
    const biot = platform();
    const silent = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await storedSize(biot.client, 'f1', silent)).toEqual({ trouble: troubles.network });
    biot.refusing.set('download', troubles.session);
    expect(await storedSize(biot.client, 'f1', silent)).toEqual({ trouble: troubles.session });
  });

  it('is nobody’s to see who may not read files', async () => {
    const biot = platform();
    biot.refusing.set('download', troubles.denied);
    expect(await storedSize(biot.client, 'f1', answering(206).fetch)).toEqual({ size: null });
  });
});
