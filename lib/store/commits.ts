import { strict, wiping } from './bytes.ts';
import { type Database, type Kept, type Row, written } from './database.ts';

/** An upload that comes in, with the last chunk of its file; those before lie on the disk already. */
interface Add {
  is: 'add';
  row: Row;
  kept: Kept;
  last: { index: number; chunk: Blob };
}

interface Change {
  is: 'change';
  /** What it was when it was read: a row of another version has been changed or removed by somebody. */
  version: number;
  row: Row;
  /** Its bytes are needed no more. */
  wipes: boolean;
}
export type Write = Add | Change;

interface Waiting {
  write: Write;
  /** How many writes there were before it; null where somebody was faster. */
  done(before: number | null): void;
  failed(cause: unknown): void;
}

/**
 * Writes uploads. Each is on the disk before it is told; those that come while others are being written go
 * together, because each going to the disk takes long, and no two go there side by side.
 */
export function createCommits() {
  const waiting = new Map<Database, Waiting[]>();

  async function commit(db: Database, all: readonly Waiting[]): Promise<void> {
    const tx = db.transaction(['uploads', 'bytes', 'chunks', 'keys'], 'readwrite', strict);
    const [uploads, keys] = [tx.objectStore('uploads'), tx.objectStore('keys')];
    const stores = { bytes: tx.objectStore('bytes'), chunks: tx.objectStore('chunks') };
    const reading = [
      keys.get('writes'),
      ...all.map(({ write }) => (write.is === 'change' ? uploads.get(write.row.id) : undefined)),
    ] as const;
    const [writes, ...present] = await Promise.all(reading);
    let count = typeof writes === 'number' ? writes : 0;
    const taken = new Set<string>();
    const befores = all.map(({ write }, index): number | null => {
      const current = present[index] as Row | undefined;
      // Of two changes of one row the second has not seen the first: it is made anew.
      if (write.is === 'change' && (current?.version !== write.version || taken.has(write.row.id)))
        return null;
      taken.add(write.row.id);
      count += 1;
      return count - 1;
    });
    const putting = all.flatMap(({ write }, index): Promise<unknown>[] => {
      if (befores[index] === null) return [];
      const { id } = write.row;
      if (write.is === 'change')
        return [uploads.put(write.row), ...(write.wipes ? wiping(stores, [id]) : [])];
      const { kept, last } = write;
      return [
        uploads.add(write.row),
        stores.bytes.add(kept),
        stores.chunks.put(last.chunk, [id, last.index]),
      ];
    });
    await written(...(putting.length > 0 ? [keys.put(count, 'writes'), ...putting] : []), tx.done);
    for (const [index, { done }] of all.entries()) done(befores[index] ?? null);
  }

  /** What cannot be written, like a file for which there is no room, keeps nothing else from being written. */
  async function apart(db: Database, all: readonly Waiting[]): Promise<void> {
    for (const one of all) await commit(db, [one]).catch(one.failed);
  }

  async function work(db: Database, queue: Waiting[]): Promise<void> {
    while (queue.length > 0) {
      const all = queue.splice(0);
      await commit(db, all).catch((cause: unknown) => {
        if (all.length > 1) return apart(db, all);
        all[0]?.failed(cause);
      });
    }
    waiting.delete(db);
  }

  return (db: Database, write: Write): Promise<number | null> =>
    new Promise((done, failed) => {
      const queue = waiting.get(db) ?? [];
      queue.push({ write, done, failed });
      if (waiting.has(db)) return;
      waiting.set(db, queue);
      void work(db, queue);
    });
}
