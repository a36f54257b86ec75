import { strict } from './bytes.ts';
import { type Database, type Row, written } from './database.ts';

interface Change {
  /** What it was when it was read: a row of another version has been changed or removed by somebody. */
  version: number;
  row: Row;
  /** How many writes there were before it; null where somebody was faster. */
  done(before: number | null): void;
  failed(cause: unknown): void;
}

/**
 * Writes changes of rows. Each is on the disk before it is told; those that come while others are being written go
 * together, because it is the going to the disk that takes long.
 */
export function createCommits() {
  const waiting = new Map<Database, Change[]>();

  async function commit(db: Database, changes: readonly Change[]): Promise<void> {
    const tx = db.transaction(['uploads', 'keys'], 'readwrite', strict);
    const [uploads, keys] = [tx.objectStore('uploads'), tx.objectStore('keys')];
    const reading = [keys.get('writes'), ...changes.map(({ row }) => uploads.get(row.id))] as const;
    const [writes, ...present] = await Promise.all(reading);
    let count = typeof writes === 'number' ? writes : 0;
    const taken = new Set<string>();
    const befores = changes.map(({ version, row }, index): number | null => {
      const current = present[index] as Row | undefined;
      // Of two changes of one row the second has not seen the first: it is made anew.
      if (current?.version !== version || taken.has(row.id)) return null;
      taken.add(row.id);
      count += 1;
      return count - 1;
    });
    const putting = changes.flatMap(({ row }, index) => (befores[index] === null ? [] : [uploads.put(row)]));
    await written(...(putting.length > 0 ? [keys.put(count, 'writes'), ...putting] : []), tx.done);
    for (const [index, { done }] of changes.entries()) done(befores[index] ?? null);
  }

  async function work(db: Database, queue: Change[]): Promise<void> {
    while (queue.length > 0) {
      const changes = queue.splice(0);
      await commit(db, changes).catch((cause: unknown) => {
        for (const { failed } of changes) failed(cause);
      });
    }
    waiting.delete(db);
  }

  return (db: Database, version: number, row: Row): Promise<number | null> =>
    new Promise((done, failed) => {
      const queue = waiting.get(db) ?? [];
      queue.push({ version, row, done, failed });
      if (waiting.has(db)) return;
      waiting.set(db, queue);
      void work(db, queue);
    });
}
