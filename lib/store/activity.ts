import { type ActivityEntry, activityOf } from '../outbox/activity.ts';
import type { Upload } from '../outbox/upload.ts';
import { database, written } from './database.ts';
import { keyOf } from './journal.ts';
import { sealText, unsealText } from './seal.ts';

/** What has come of uploads, kept longer than they are and sealed like them. */
export interface Activity {
  /** Writes down what has come of these since, each outcome once, and drops what is older than it is kept for. */
  note(uploads: readonly Upload[]): Promise<void>;
  /** Everything that can be opened, newest first. */
  all(): Promise<ActivityEntry[]>;
}

interface Means {
  name?: string;
  /** How long a line is kept, in milliseconds. */
  keptFor(): Promise<number>;
  now?: () => number;
}

export function openActivity({ name = 'attach-for-biot', keptFor, now = Date.now }: Means): Activity {
  const connect = database(name);
  /** What stands there already: most looks at the uploads find nothing new. */
  let known: Set<string> | null = null;

  async function write(entries: readonly ActivityEntry[]): Promise<void> {
    const db = await connect();
    known ??= new Set(await db.getAllKeys('activity'));
    const oldest = now() - (await keptFor());
    const fresh = entries.filter(({ id, at }) => at >= oldest && !known?.has(id));
    const old = await db.getAllKeysFromIndex('activity', 'at', IDBKeyRange.upperBound(oldest, true));
    if (fresh.length === 0 && old.length === 0) return;
    const key = await keyOf(db);
    const rows = await Promise.all(
      fresh.map(async (entry) => {
        const sealed = await sealText(key, labelOf(entry.id), JSON.stringify(entry));
        return { id: entry.id, at: entry.at, sealed };
      }),
    );
    const tx = db.transaction('activity', 'readwrite');
    await written(...rows.map((row) => tx.store.put(row)), ...old.map((id) => tx.store.delete(id)), tx.done);
    for (const { id } of rows) known.add(id);
    for (const id of old) known.delete(id);
  }

  let turn: Promise<void> = Promise.resolve();
  return {
    note(uploads) {
      const entries = uploads.flatMap((upload) => activityOf(upload) ?? []);
      turn = turn.catch(() => undefined).then(() => write(entries)); // Its own caller has heard of a failure.
      return turn;
    },
    async all() {
      const db = await connect();
      const [rows, oldest] = [await db.getAllFromIndex('activity', 'at'), now() - (await keptFor())];
      const key = await keyOf(db);
      const texts = await Promise.all(
        rows.filter(({ at }) => at >= oldest).map(({ id, sealed }) => unsealText(key, labelOf(id), sealed)),
      );
      // What opens with our key is what we sealed.
      return texts.flatMap((text) => (text === null ? [] : (JSON.parse(text) as ActivityEntry))).toReversed();
    },
  };
}

/** No line of the log opens as an upload's record. */
const labelOf = (id: string): string => `activity ${id}`;
