import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { type IDBPDatabase, openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openJournal } from '../../../lib/store/journal.ts';
import { chunkSize, sealFile, unsealSlice } from '../../../lib/store/seal.ts';
import { example } from '../outbox/example.ts';

const { id } = example();
/** Of three chunks, the last one of a few bytes; each begins with its number. */
const large = new Blob(
  [0, 1].map((number) => new Uint8Array(chunkSize).fill(number)).concat(new Uint8Array([2, 2])),
);

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});

async function raw<T>(look: (db: IDBPDatabase) => Promise<T>): Promise<T> {
  const db = await openDB('attach-for-biot');
  const seen = await look(db);
  db.close();
  return seen;
}
const chunks = () => raw((db) => db.getAllKeys('chunks'));

describe('a large file', () => {
  it('is written down chunk by chunk, and read back whole and by ranges', async () => {
    await openJournal().add(example(), large);
    expect(await chunks()).toEqual([0, 1, 2].map((index) => [id, index]));
    const journal = openJournal();
    const bytes = await journal.bytes(id);
    expect(bytes?.size).toBe(large.size);
    const read = await journal.reader(id);
    const slice = await read?.({ from: chunkSize - 2, to: chunkSize + 2 });
    const piece = slice && (slice instanceof Blob ? slice : await unsealSlice(slice));
    expect([...new Uint8Array((await piece?.arrayBuffer()) ?? [])]).toEqual([0, 0, 1, 1]);
    await journal.wipeBytes(id);
    expect(await chunks()).toEqual([]);
  });

  it('that goes away while it is read leaves nothing', async () => {
    const gone = new Blob([large]);
    const slice = gone.slice.bind(gone);
    gone.slice = (from = 0, to = 0) =>
      from < chunkSize * 2
        ? slice(from, to)
        : Object.assign(new Blob(), {
            arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')),
          });
    const journal = openJournal();
    await expect(journal.add(example(), gone)).rejects.toMatchObject({ name: 'NotReadableError' });
    expect(await chunks()).toEqual([]);
    expect(await journal.all()).toEqual({ uploads: [], unreadable: [] });
  });

  it('whose worker has died half-way is not kept, and what is there of it is removed by the next one', async () => {
    await openJournal().add(example(), large);
    await openJournal().add(example({ id: 'half' }), large);
    await raw(async (db) => {
      await db.delete('uploads', 'half');
      await db.delete('bytes', 'half');
    });
    expect(await chunks()).toHaveLength(6);
    await openJournal().all();
    expect(await chunks()).toEqual([0, 1, 2].map((index) => [id, index]));
    expect((await openJournal().bytes(id))?.size).toBe(large.size);
  });

  it('of which a chunk is missing cannot be opened', async () => {
    const journal = openJournal();
    await journal.add(example(), large);
    await raw((db) => db.delete('chunks', [id, 2]));
    expect(await journal.bytes(id)).toBeNull();
  });

  it('that was sealed in larger chunks, before their size was written down, is read by ranges as well', async () => {
    const journal = openJournal();
    await journal.add(example(), large);
    await raw(async (db) => {
      const key = await db.get('keys', 'seal');
      const former = await sealFile(key, id, large, 8 * 1024 ** 2);
      await db.delete('chunks', IDBKeyRange.bound([id], [id, []]));
      for (const [index, chunk] of former.entries()) await db.put('chunks', chunk, [id, index]);
      await db.put('bytes', { id, count: former.length });
    });
    const slice = await (await journal.reader(id))?.({ from: chunkSize * 2 - 2, to: chunkSize * 2 + 2 });
    const piece = slice && (slice instanceof Blob ? slice : await unsealSlice(slice));
    expect([...new Uint8Array((await piece?.arrayBuffer()) ?? [])]).toEqual([1, 1, 2, 2]);
  });

  it('is not swept while it is being sealed', async () => {
    const journal = openJournal();
    const adding = journal.add(example(), large);
    await Promise.all([adding, journal.all()]);
    expect((await journal.bytes(id))?.size).toBe(large.size);
  });
});
