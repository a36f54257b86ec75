import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { openJournal } from '../../../lib/store/journal.ts';
import { makeKey } from '../../../lib/store/seal.ts';
import { example } from '../outbox/example.ts';

const file = new Blob(['CANARY-CONTENT']);
const { id, owner } = example();

/** One browser's life: its key goes with it. */
const life = (name: string, namesAfterCrash = false, recovery: 'disk' | 'session' = 'session') => {
  const key = makeKey();
  return () =>
    openJournal({
      name,
      sealing: async () => ({ recovery, namesAfterCrash }),
      sessionKey: () => key,
    });
};

describe('an upload that is sealed with the key of the session', () => {
  it('outlives the worker and not the browser: then only its number is known', async () => {
    const name = crypto.randomUUID();
    const worker = life(name);
    await worker().add(example(), file);
    const next = worker();
    const moved = await next.change(id, (one) => ({ ...one, attempts: 3 }));
    expect(await worker().get(id)).toEqual(moved);
    expect(await (await worker().bytes(id))?.text()).toBe('CANARY-CONTENT');

    const after = life(name)();
    expect(await after.all()).toEqual({ uploads: [], unreadable: [id] });
    expect(await after.bytes(id)).toBeNull();
    expect(await after.lost([id])).toEqual({ count: 1, named: [] });
  });

  it('leaves its name behind where that is wanted, and nothing of what is over', async () => {
    const name = crypto.randomUUID();
    const before = life(name, true)();
    await before.add(example(), file);
    await before.add(example({ id: 'over' }), file);
    await before.wipeBytes('over');
    const after = life(name)();
    const named = [{ name: example().file.name, owner }];
    expect(await after.lost([id, 'over'])).toEqual({ count: 1, named });
    const db = await openDB(name);
    expect(new TextDecoder().decode((await db.get('uploads', id)).name)).not.toContain(example().file.name);
    db.close();
  });

  it('stays as it is when the choice is another one by now', async () => {
    const name = crypto.randomUUID();
    const worker = life(name);
    await worker().add(example(), file);
    await life(name, false, 'disk')().add(example({ id: 'kept' }), file);
    await worker().change('kept', (one) => ({ ...one, attempts: 2 }));
    expect((await worker().all()).unreadable).toEqual([]);
    const after = life(name)();
    expect(await after.get('kept')).toMatchObject({ attempts: 2 });
    expect((await after.all()).unreadable).toEqual([id]);
  });
});
