import { strict } from './bytes.ts';
import { type Database, database, type WaitingRow, written } from './database.ts';
import type { Sealing } from './journal.ts';
import { sealingKeys } from './keys.ts';
import { makeKey, sealFile, sealText, unsealFile, unsealText } from './seal.ts';

/** How long (ms) a file that nobody has sent yet is kept: who comes back to it does so soon. */
export const waitsFor = 60 * 60_000;

/** A file that was chosen while nobody was signed in. It is nobody's, and not named until it is opened. */
export interface WaitingFile {
  id: string;
  /** Milliseconds since the epoch. */
  at: number;
}

/** What is kept beside the bytes; the rest of a `File` is its type. */
interface About {
  name: string;
  type: string;
  more: unknown;
}

/** Files that wait for somebody to sign in and to say where they go; sealed, for an hour. */
export interface WaitingFiles {
  /** Rejects with `StoreFull`. @param more plain data that comes back with the file. */
  keep(id: string, file: File, more: unknown): Promise<void>;
  /** Oldest first. Those of which the time is over are wiped. */
  all(): Promise<WaitingFile[]>;
  /** Null where it is gone, or its key is. */
  open(id: string): Promise<{ file: File; more: unknown } | null>;
  forget(...ids: string[]): Promise<void>;
}

interface Options {
  name?: string;
  sealing: () => Promise<Pick<Sealing, 'recovery'>>;
  /** The key that goes with the browser. */
  sessionKey?: () => Promise<CryptoKey>;
  now?: () => number;
}

export function openWaiting({
  name = 'attach-for-biot',
  sealing,
  sessionKey = makeKey,
  now = Date.now,
}: Options): WaitingFiles {
  const connect = database(name);
  const keys = sealingKeys(sessionKey);

  async function remove(db: Database, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const tx = db.transaction('waiting', 'readwrite', strict);
    await written(...ids.map((id) => tx.store.delete(id)), tx.done);
  }

  return {
    async keep(id, file, more) {
      const db = await connect();
      const under = (await sealing()).recovery === 'session' ? ({ under: 'session' } as const) : {};
      const key = await keys.of(db, under);
      const about: About = { name: file.name, type: file.type, more };
      const sealed = await sealText(key, id, JSON.stringify(about));
      const row: WaitingRow = { id, at: now(), sealed, chunks: await sealFile(key, id, file), ...under };
      const tx = db.transaction('waiting', 'readwrite', strict);
      await written(tx.store.put(row), tx.done);
    },
    async all() {
      const db = await connect();
      const rows = await db.getAll('waiting');
      const isOver = ({ at }: WaitingRow) => now() - at >= waitsFor;
      await remove(
        db,
        rows.filter(isOver).map(({ id }) => id),
      );
      const left = rows.filter((row) => !isOver(row)).toSorted((a, b) => a.at - b.at);
      return left.map(({ id, at }) => ({ id, at }));
    },
    async open(id) {
      const db = await connect();
      const row = await db.get('waiting', id);
      if (!row || now() - row.at >= waitsFor) return null;
      const key = await keys.of(db, row);
      const text = await unsealText(key, id, row.sealed);
      if (text === null) return null;
      // What opens with our key is what we sealed.
      const about = JSON.parse(text) as About;
      const bytes = await unsealFile(key, id, row.chunks, about.type);
      return bytes && { file: new File([bytes], about.name, { type: about.type }), more: about.more };
    },
    async forget(...ids) {
      await remove(await connect(), ids);
    },
  };
}
