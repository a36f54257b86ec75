import { type Database, written } from './database.ts';
import { chunkSize, type SealedSlice, sealChunk, unsealFile } from './seal.ts';

/** Chromium's default gives a promise before the disk has the data; ours is that nothing is lost. */
export const strict = { durability: 'strict' } as const;

/** Of files that were sealed before it was written down, in bytes. */
const formerSize = 8 * 1024 * 1024;

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

/** The file; null where it is not kept, was changed, or cannot be opened with this key. */
export async function openBytes(
  db: Database,
  key: CryptoKey,
  id: string,
  type: string,
): Promise<Blob | null> {
  const tx = db.transaction(['bytes', 'chunks']);
  const [kept, lying] = await Promise.all([
    tx.objectStore('bytes').get(id),
    tx.objectStore('chunks').getAll(chunksOf(id)),
  ]);
  if (!kept) return null;
  const chunks = 'chunks' in kept ? kept.chunks : lying;
  // Each says of how many it is one: where some are missing, none can be opened.
  return unsealFile(key, id, chunks, type);
}

/** The bytes from `from` up to `to`; where they are sealed, to be opened by `unsealSlice` where they are needed. */
export type Reader = (range: { from: number; to: number }) => Promise<SealedSlice | Blob>;

/** A way to the file piece by piece; null where it is not kept. A piece whose chunks are missing cannot be opened. */
export async function readerOf(db: Database, key: CryptoKey, id: string): Promise<Reader | null> {
  const kept = await db.get('bytes', id);
  if (!kept) return null;
  const { size = formerSize } = kept;
  const count = 'chunks' in kept ? kept.chunks.length : kept.count;
  return async ({ from, to }) => {
    const [first, end] = [Math.floor(from / size), Math.ceil(to / size)];
    // Handles of all chunks of a large file would be many: a browser needs some 30 kB for each.
    const chunks =
      'chunks' in kept
        ? kept.chunks.slice(first, end)
        : await db.getAll('chunks', IDBKeyRange.bound([id, first], [id, end - 1]));
    return { key, id, chunks, first, count, size, from, to };
  };
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
