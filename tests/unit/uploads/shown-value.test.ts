import { describe, expect, it } from 'vitest';
import { openedValue, shownValue } from '../../../lib/uploads/shown-value.ts';
import { platform, troubles } from './platform.ts';

const mib = 1024 ** 2;
const picture = { name: 'wound.png', mimeType: 'image/png' };
const report = { name: 'analysis.pdf', mimeType: 'application/pdf' };

/** A store that answers everything with one answer, and what it was asked. */
function store(answer: () => Response = () => new Response('bytes')) {
  const asked: { url: string; init: RequestInit | undefined }[] = [];
  const fetch = async (url: unknown, init?: RequestInit) => {
    asked.push({ url: String(url), init });
    return answer();
  };
  return { asked, fetch };
}

function biotWith(file: Partial<ReturnType<typeof platform>['file']>) {
  const biot = platform();
  Object.assign(biot.file, file);
  return biot;
}

describe('a value', () => {
  it('that is a picture is fetched from the store, with nobody’s name on it', async () => {
    const biot = biotWith(picture);
    const { asked, fetch } = store();
    const value = await shownValue(biot.client, { id: 'f1' }, fetch);
    expect(value).toMatchObject({ found: true, name: 'wound.png', type: 'image/png', size: 5 });
    const shown = value.found ? value.picture : null;
    expect([shown?.type, await shown?.text()]).toEqual(['image/png', 'bytes']);
    expect(biot.calls).toEqual(['download f1']);
    expect(asked).toEqual([
      {
        url: biot.file.signedUrl,
        init: { credentials: 'omit', redirect: 'error', cache: 'no-store', headers: {} },
      },
    ]);
  });

  it('is of the type that BioT names, whatever the store calls it', async () => {
    const { fetch } = store(() => new Response('<html>', { headers: { 'content-type': 'text/html' } }));
    const value = await shownValue(biotWith(picture).client, { id: 'f1' }, fetch);
    expect(value.found && value.picture?.type).toBe('image/png');
  });

  it('that is none and whose size is known costs no fetch', async () => {
    const { asked, fetch } = store();
    const value = await shownValue(biotWith(report).client, { id: 'f1', size: 7 }, fetch);
    expect(value).toEqual({
      found: true,
      name: 'analysis.pdf',
      type: 'application/pdf',
      size: 7,
      picture: null,
    });
    expect(asked).toEqual([]);
  });

  it.each([
    ['bytes 0-0/1204000', 1_204_000],
    ['bytes 0-0/*', null],
    [null, null],
  ])('that is none tells its size by one byte: %j', async (range, size) => {
    const headers = range === null ? {} : { 'content-range': range };
    const { asked, fetch } = store(() => new Response('b', { status: 206, headers }));
    const value = await shownValue(biotWith(report).client, { id: 'f1' }, fetch);
    expect(value).toMatchObject({ found: true, size, picture: null });
    expect(asked[0]?.init).toMatchObject({ headers: { range: 'bytes=0-0' } });
  });

  it('that is a large picture is not fetched', async () => {
    const { asked, fetch } = store();
    const value = await shownValue(biotWith(picture).client, { id: 'f1', size: 32 * mib + 1 }, fetch);
    expect(value).toMatchObject({ found: true, size: 32 * mib + 1, picture: null });
    expect(asked).toEqual([]);
  });

  it('that turns out to be a large picture is left where it is', async () => {
    const left: unknown[] = [];
    const body = new ReadableStream({ cancel: (why) => void left.push(why) });
    const headers = { 'content-length': String(32 * mib + 1) };
    const { fetch } = store(() => new Response(body, { headers }));
    const value = await shownValue(biotWith(picture).client, { id: 'f1' }, fetch);
    expect(value).toMatchObject({ found: true, size: 32 * mib + 1, picture: null });
    expect(left).toHaveLength(1);
  });

  it.each([
    ['refuses', () => new Response('no', { status: 403 })],
    ['does not answer', () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('is told without its picture when the store %s', async (_, answer) => {
    const fetch = async () => answer();
    const value = await shownValue(biotWith(picture).client, { id: 'f1', size: 5 }, fetch);
    expect(value).toMatchObject({ found: true, name: 'wound.png', size: 5, picture: null });
  });

  it('is fetched from no address but the store’s', async () => {
    const { asked, fetch } = store();
    const biot = biotWith({ ...picture, signedUrl: 'https://amazonaws.com.evil.example/f1' });
    expect(await shownValue(biot.client, { id: 'f1' }, fetch)).toEqual({
      found: false,
      reason: 'storage-refused',
    });
    expect(asked).toEqual([]);
  });

  it.each([
    [troubles.session, 'no-session'],
    [troubles.server, 'server'],
    [troubles.network, 'unreachable'],
    [troubles.denied, 'access-denied'],
    [{ is: 'refused', reason: 'record-gone' }, 'record-gone'],
  ] as const)('is not found, and it is said why: %j', async (trouble, reason) => {
    const biot = platform();
    biot.refusing.set('download', trouble);
    const { asked, fetch } = store();
    expect(await shownValue(biot.client, { id: 'f1' }, fetch)).toEqual({ found: false, reason });
    expect(asked).toEqual([]);
  });
});

describe('a value that is opened', () => {
  const shower = () => {
    const shown: string[] = [];
    return { shown, show: async (address: string) => void shown.push(address) };
  };

  it('is shown at its address in the store', async () => {
    const biot = biotWith(report);
    const { shown, show } = shower();
    expect(await openedValue(biot.client, 'f1', show)).toEqual({ opened: true });
    expect([biot.calls, shown]).toEqual([['download f1'], [biot.file.signedUrl]]);
  });

  it.each(['https://evil.example/f1', 'http://s3.amazonaws.com/b/f', 'https://ec2-1-2-3-4.amazonaws.com/f'])(
    'is shown at no other: %s',
    async (signedUrl) => {
      const { shown, show } = shower();
      const opened = await openedValue(biotWith({ signedUrl }).client, 'f1', show);
      expect([opened, shown]).toEqual([{ opened: false, reason: 'storage-refused' }, []]);
    },
  );

  it.each([
    [troubles.session, 'no-session'],
    [troubles.network, 'unreachable'],
    [troubles.denied, 'access-denied'],
  ] as const)('is not, and it is said why: %j', async (trouble, reason) => {
    const biot = platform();
    biot.refusing.set('download', trouble);
    const { shown, show } = shower();
    expect(await openedValue(biot.client, 'f1', show)).toEqual({ opened: false, reason });
    expect(shown).toEqual([]);
  });
});
