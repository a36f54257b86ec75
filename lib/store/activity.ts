import { type ActivityEntry, activityOf } from '../outbox/activity.ts';
import type { Upload } from '../outbox/upload.ts';
import { database, written } from './database.ts';
import { keyOf } from './keys.ts';
import { sealText, unsealText } from './seal.ts';

/** How often it is looked for what is too old, in milliseconds. */
const hour = 60 * 60_000;

interface Means {
  name?: string;
  /** How long a line is kept, in milliseconds. */
  keptFor(): Promise<number>;
  now?: () => number;
}

/**
 * Writes down what has come of uploads, sealed like them and kept longer than they are: each outcome once, whoever
 * asks and how often. Drops what is older than it is kept for.
 */
export function activityNotes({ name = 'attach-for-biot', keptFor, now = Date.now }: Means) {
  const connect = database(name);
  /** What stands there already: most looks at the uploads find nothing new. */
  let known: Set<string> | null = null;
  let tidied = Number.NEGATIVE_INFINITY;

  async function write(entries: readonly ActivityEntry[]): Promise<void> {
    const db = await connect();
    known ??= new Set(await db.getAllKeys('activity'));
    const oldest = now() - (await keptFor());
    const fresh = entries.filter(({ id, at }) => at >= oldest && !known?.has(id));
    if (fresh.length === 0 && now() - tidied < hour) return;
    tidied = now();
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
  return (uploads: readonly Upload[]): Promise<void> => {
    const entries = uploads.flatMap((upload) => activityOf(upload) ?? []);
    turn = turn.catch(() => undefined).then(() => write(entries)); // Its own caller has heard of a failure.
    return turn;
  };
}

/** The log as far as it can be opened, newest first. */
export async function readActivity({
  name = 'attach-for-biot',
  keptFor,
  now = Date.now,
}: Means): Promise<ActivityEntry[]> {
  const db = await database(name)();
  try {
    const oldest = now() - (await keptFor());
    const rows = await db.getAllFromIndex('activity', 'at', IDBKeyRange.lowerBound(oldest));
    const key = await keyOf(db);
    const texts = await Promise.all(rows.map(({ id, sealed }) => unsealText(key, labelOf(id), sealed)));
    // What opens with our key is what we sealed.
    return texts.flatMap((text) => (text === null ? [] : (JSON.parse(text) as ActivityEntry))).toReversed();
  } finally {
    db.close();
  }
}

/** No line of the log opens as an upload's record. */
const labelOf = (id: string): string => `activity ${id}`;
