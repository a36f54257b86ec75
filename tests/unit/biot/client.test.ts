import { describe, expect, it } from 'vitest';
import { createBiotClient } from '../../../lib/biot/client.ts';

const credentials = { api: 'https://api.dev.sandbox.biot-med.com', token: () => 'a.b.c', language: 'en-us' };
const network = { ok: false, trouble: { is: 'later', why: 'network', retryAfter: null } };
const timeIsUp = () => AbortSignal.abort(new DOMException('', 'TimeoutError'));
const never = () => new AbortController().signal;

/** A platform that never answers, as `fetch` shows one: it ends with its signal, and in no other way. */
const silent = ({ signal }: Request) =>
  new Promise<Response>((_, failed) => {
    if (signal.aborted) failed(signal.reason);
    signal.addEventListener('abort', () => failed(signal.reason));
  });
/** One whose answer begins and never ends. */
const stalled = async ({ signal }: Request) =>
  new Response(
    new ReadableStream({
      start(body) {
        const end = () => body.error(new DOMException('', 'AbortError'));
        if (signal.aborted) end();
        else signal.addEventListener('abort', end);
      },
    }),
  );

describe('a call to BioT', () => {
  const calls = {
    createFile: (client, signal) => client.createFile('wound.png', 'image/png', signal),
    readEntity: (client, signal) => client.readEntity('/organization/v1/users/patients/p1', signal),
    patchEntity: (client, signal) => client.patchEntity('/organization/v1/users/patients/p1', {}, signal),
    createParts: (client, signal) => client.createParts('scan.bin', 'image/png', 3, signal),
    signParts: (client, signal) => client.signParts('f1', { fromPart: 1, toPart: 3 }, signal),
    completeParts: (client, signal) => client.completeParts('f1', [], signal),
    cancelParts: (client) => client.cancelParts('f1'),
    readTemplate: (client) => client.readTemplate('t1'),
    download: (client) => client.download('f1'),
    readSelf: (client) => client.readSelf(),
  } satisfies Record<
    string,
    (client: ReturnType<typeof createBiotClient>, signal: AbortSignal) => Promise<unknown>
  >;
  const each = Object.entries(calls);

  it.each(each)('%s that takes too long is trouble of the network', async (_, call) => {
    for (const fetch of [silent, stalled])
      expect(await call(createBiotClient(credentials, fetch, timeIsUp), never())).toEqual(network);
  });

  it.each(each.slice(0, 6))(
    '%s that its caller gives up is no trouble, but the caller’s own word',
    async (_, call) => {
      const abort = new AbortController();
      const answer = call(createBiotClient(credentials, silent, never), abort.signal);
      abort.abort();
      await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
    },
  );

  it('goes out once, with the token, the language and its body', async () => {
    const requests: Request[] = [];
    const client = createBiotClient(
      credentials,
      async (request) => {
        requests.push(request);
        return Response.json({ id: 'f1', signedUrl: 'https://s3.amazonaws.com/b/f1' });
      },
      never,
    );
    expect(await client.createFile('wound.png', 'image/png')).toMatchObject({
      ok: true,
      value: { id: 'f1' },
    });
    const [request] = requests;
    expect(requests).toHaveLength(1);
    expect(request).toMatchObject({
      method: 'POST',
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
    });
    expect(request?.headers.get('authorization')).toBe('Bearer a.b.c');
    expect(request?.headers.get('accept-language')).toBe('en-us');
    expect(await request?.json()).toEqual({ name: 'wound.png', mimeType: 'image/png' });
  });
});
