import { describe, expect, it } from 'vitest';
import { type Host, hostedCarrier } from '../../../lib/uploads/hosted-carrier.ts';
import type { Timer } from '../../../lib/uploads/timer.ts';

const job = (id: string) => ({ id, url: 'https://s3.amazonaws.com/b', type: 'image/png', body: new Blob() });
const { signal } = new AbortController();

/** A browser with room for one document, whose script answers from its `knocks`th knock on. */
function browser({ exists = false, knocks = 1 } = {}) {
  const did: string[] = [];
  const state = { exists, knocks };
  let waited = 0;
  const host: Host = {
    exists: async () => state.exists,
    async create() {
      did.push('create');
      if (state.exists) throw new Error('Only a single offscreen document may be created');
      // It is there from now on, long before this is answered.
      state.exists = true;
      await Promise.resolve();
    },
    async close() {
      did.push('close');
      state.exists = false;
    },
    async ask(request, of) {
      if (request === 'carrier.knock') state.knocks -= 1;
      else did.push(of && 'id' in of ? `${request} ${of.id}` : request);
      if (state.knocks > 0) throw new Error('Nobody there');
      return request === 'carrier.put' || request === 'carrier.join' ? { is: 'stored' } : undefined;
    },
  };
  const timer: Timer = (ms, ring) => {
    waited += ms;
    queueMicrotask(ring);
    return () => undefined;
  };
  return { carrier: hostedCarrier(host, timer), did, state, waited: () => waited };
}

describe('a carrier in a document of its own', () => {
  it('opens it for the first file, once for all that come together', async () => {
    const { carrier, did } = browser();
    await Promise.all(['f1', 'f2', 'f3'].map((id) => carrier.put(job(id), signal)));
    expect(did).toEqual(['create', 'carrier.put f1', 'carrier.put f2', 'carrier.put f3']);
  });

  it('hands over nothing to a document that still loads, which another worker may have opened', async () => {
    const { carrier, did } = browser({ exists: true, knocks: 4 });
    expect(await carrier.put(job('f1'), signal)).toEqual({ is: 'stored' });
    expect(did).toEqual(['carrier.put f1']);
  });

  it('lets the second file wait for the document that the first one opens', async () => {
    const { carrier, did, state } = browser({ knocks: 3 });
    const first = carrier.put(job('f1'), signal);
    while (!state.exists) await Promise.resolve();
    const second = carrier.put(job('f2'), signal);
    expect(await Promise.all([first, second])).toEqual([{ is: 'stored' }, { is: 'stored' }]);
    expect(did[0]).toBe('create');
  });

  it('closes a document that does not answer within ten seconds or so, and opens another at the next try', async () => {
    const { carrier, did, state, waited } = browser({ exists: true, knocks: 1_000 });
    await expect(carrier.put(job('f1'), signal)).rejects.toThrow();
    expect(waited()).toBeGreaterThanOrEqual(9_000);
    expect(waited()).toBeLessThanOrEqual(15_000);
    expect(did).toEqual(['close']);
    state.knocks = 0;
    expect(await carrier.put(job('f1'), signal)).toEqual({ is: 'stored' });
    expect(did).toEqual(['close', 'create', 'carrier.put f1']);
  });

  it('joins where there is a document, as soon as it answers', async () => {
    const { carrier, did } = browser({ exists: true, knocks: 2 });
    expect(await carrier.join('f1')).toEqual({ is: 'stored' });
    expect(did).toEqual(['carrier.join f1']);
  });

  it('opens none to join or to cancel what cannot be in it', async () => {
    const { carrier, did } = browser();
    expect(await carrier.join('f1')).toEqual({ is: 'unknown' });
    await carrier.cancel('f1');
    expect(did).toEqual([]);
  });

  it('hands over nothing that was cancelled while the document opened', async () => {
    const { carrier, did } = browser({ knocks: 3 });
    const abort = new AbortController();
    const put = carrier.put(job('f1'), abort.signal);
    abort.abort();
    expect(await put).toEqual({ is: 'cancelled' });
    expect(did).toEqual(['create']);
  });

  it('passes a cancel on', async () => {
    const { carrier, did } = browser({ exists: true });
    await carrier.cancel('f1');
    expect(did).toEqual(['carrier.cancel f1']);
  });
});
