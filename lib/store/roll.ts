import type { IDBPObjectStore } from 'idb';
import type { Upload } from '../outbox/upload.ts';
import type { Database, Row, Schema } from './database.ts';

type Keys = Pick<IDBPObjectStore<Schema, 'keys'[], 'keys', 'readwrite'>, 'get' | 'put'>;

/** What the whole list was when it was read, and what own writes have made of it since. */
export interface Roll {
  /** How many writes the database has seen by then: one more is somebody else's. */
  writes: number;
  /** By id; null for those that cannot be opened. */
  uploads: Map<string, Upload | null>;
}

/**
 * The list as it stands; the one that is known where nobody has written since it was read.
 * @param opened unseals a row; null where it cannot be opened.
 */
export async function rollNow(
  db: Database,
  known: Roll | null,
  opened: (row: Row) => Promise<Upload | null>,
): Promise<Roll> {
  const tx = db.transaction(['uploads', 'keys']);
  const [writes = 0, count] = await Promise.all([
    tx.objectStore('keys').get('writes'),
    tx.objectStore('uploads').count(),
  ]);
  if (known?.writes === writes && known.uploads.size === count) return known;
  const rows = await tx.objectStore('uploads').getAll();
  const found = rows.map(async (row) => [row.id, await opened(row)] as const);
  return { writes: Number(writes), uploads: new Map(await Promise.all(found)) };
}

/** Counts a write within its transaction; how many there were before it. */
export async function countWrite(keys: Keys): Promise<number> {
  const before = await keys.get('writes');
  const count = typeof before === 'number' ? before : 0;
  await keys.put(count + 1, 'writes');
  return count;
}

/**
 * The list after a write of our own that was the next one after it; null where somebody else has written in between,
 * and it has to be read again.
 */
export function afterWrite(
  roll: Roll | null,
  before: number,
  change: (uploads: Map<string, Upload | null>) => void,
): Roll | null {
  if (roll?.writes !== before) return null;
  change(roll.uploads);
  return { ...roll, writes: before + 1 };
}
