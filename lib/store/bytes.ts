import { type Database, written } from './database.ts';
import { chunkSize, sealChunk, unsealFile } from './seal.ts';

/** Chromium's default gives a promise before the disk has the data; ours is that nothing is lost. */
export const strict = { durability: 'strict' } as const;

const chunksOf = (id: string) => IDBKeyRange.bound([id], [id, []]);

/** A file that is ready to be kept: all of its chunks but the last lie on the disk already. */
export interface Sealed {
  count: number;
  last: Blob;
}

/**
 * Seals a file and writes it down chunk by chunk, so that one chunk of it is in memory and not the whole. It is kept
 * only once `bytes` says how many there are: the last one is written together with that.
 * Rejects with `StoreFull`, or with the browser's `NotReadableError` if the file went away.
 */
export async function sealBytes(db: Database, key: CryptoKey, id: string, file: Blob): Promise<Sealed> {
  const count = Math.max(1, Math.ceil(file.size / chunkSize));
  for (let index = 0; index < count - 1; index += 1) {
    const chunk = await sealChunk(key, id, file, { index, count });
    const tx = db.transaction('chunks', 'readwrite', strict);
    await written(tx.store.put(chunk, [id, index]), tx.done);
  }
  return { count, last: await sealChunk(key, id, file, { index: count - 1, count }) };
}

/** A file's sealed chunks, as handles; null where it is not kept. */
export async function chunksIn(db: Database, id: string): Promise<Blob[] | null> {
  const row = await db.get('bytes', id);
  if (!row) return null;
  if ('chunks' in row) return row.chunks;
  const chunks = await db.getAll('chunks', chunksOf(id));
  return chunks.length === row.count ? chunks : [];
}

/** The file; null where it is not kept, was changed, or cannot be opened with this key. */
export async function openBytes(
  db: Database,
  key: CryptoKey,
  id: string,
  type: string,
): Promise<Blob | null> {
  const chunks = await chunksIn(db, id);
  return chunks && unsealFile(key, id, chunks, type);
}

interface Stores {
  bytes: { delete(key: string): Promise<void> };
  chunks: { delete(key: IDBKeyRange): Promise<void> };
}

/** Removes everything of these files, within a transaction of the caller's. */
export const wiping = ({ bytes, chunks }: Stores, ids: readonly string[]): Promise<void>[] =>
  ids.flatMap((id) => [bytes.delete(id), chunks.delete(chunksOf(id))]);

/** Removes what was written down of files that are not kept, because a worker has died or a disk was full. */
export async function sweep(db: Database, sealing: ReadonlySet<string>): Promise<void> {
  const [chunks, kept] = await Promise.all([db.getAllKeys('chunks'), db.getAllKeys('bytes')]);
  const whole = new Set(kept);
  const left = new Set(chunks.map(([id]) => id).filter((id) => !whole.has(id) && !sealing.has(id)));
  for (const id of left) await db.delete('chunks', chunksOf(id));
}
