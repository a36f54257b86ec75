import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { makeKey } from '../../../lib/store/seal.ts';
import { openWaiting, waitsFor } from '../../../lib/store/waiting.ts';

const file = new File(['CANARY-CONTENT'], 'heel.png', { type: 'image/png' });

/** A store in one worker's life; others may open the same one by its name. */
function open(recovery: 'disk' | 'session' = 'disk', name = crypto.randomUUID(), key = makeKey()) {
  let now = 1_000_000;
  const store = openWaiting({
    name,
    sealing: async () => ({ recovery }),
    sessionKey: () => key,
    now: () => now,
  });
  return {
    store,
    name,
    later: (ms: number) => {
      now += ms;
    },
  };
}

describe('a file that waits for somebody to sign in', () => {
  it('comes back as it was, with what is to be known of it', async () => {
    const { store, name } = open();
    await store.keep('a', file, { manner: 'original' });
    const next = open('disk', name).store;
    expect(await next.all()).toEqual([{ id: 'a', at: 1_000_000 }]);
    const got = await next.open('a');
    expect([got?.file.name, got?.file.type, await got?.file.text()]).toEqual([
      'heel.png',
      'image/png',
      'CANARY-CONTENT',
    ]);
    expect(got?.more).toEqual({ manner: 'original' });
  });

  it('is gone after an hour, and when it was sent', async () => {
    const { store, later } = open();
    await store.keep('a', file, null);
    later(1);
    await store.keep('b', file, null);
    later(waitsFor - 1);
    expect(await store.open('a')).toBeNull();
    expect((await store.all()).map(({ id }) => id)).toEqual(['b']);
    await store.forget('b');
    expect(await store.all()).toEqual([]);
  });

  it('is opened by no later browser where the key goes with this one', async () => {
    const { store, name } = open('session');
    await store.keep('a', file, null);
    expect(await open('session', name, makeKey()).store.open('a')).toBeNull();
  });
});
