import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { openJournal } from '../../../lib/store/journal.ts';
import { makeKey, sealFile, sealText } from '../../../lib/store/seal.ts';
import { example } from '../outbox/example.ts';

/** As the first version made it, with an upload on its way. */
async function firstVersion(name: string): Promise<void> {
  const db = await openDB(name, 1, {
    upgrade(first) {
      first.createObjectStore('uploads', { keyPath: 'id' });
      first.createObjectStore('bytes', { keyPath: 'id' });
      first.createObjectStore('keys');
    },
  });
  const [key, { id }] = [await makeKey(), example()];
  await db.put('keys', key, 'seal');
  await db.put('uploads', { id, version: 1, sealed: await sealText(key, id, JSON.stringify(example())) });
  await db.put('bytes', { id, chunks: await sealFile(key, id, new Blob(['bytes'])) });
  db.close();
}

describe('a database', () => {
  it('of the first version is taken over with all that is on its way', async () => {
    const name = crypto.randomUUID();
    await firstVersion(name);
    const journal = openJournal({ name });
    expect(await journal.all()).toEqual({ uploads: [example()], unreadable: [] });
    expect(await (await journal.bytes(example().id))?.text()).toBe('bytes');
  });

  it('of a version to come is left as it is', async () => {
    const name = crypto.randomUUID();
    await firstVersion(name);
    (await openDB(name, 99)).close();
    await expect(openJournal({ name }).all()).rejects.toThrow();
    const db = await openDB(name);
    expect([db.version, await db.count('uploads'), await db.count('bytes')]).toEqual([99, 1, 1]);
    db.close();
  });
});
