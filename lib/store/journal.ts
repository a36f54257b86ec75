import type { Upload } from '../outbox/upload.ts';
import { openBytes, type Reader, readerOf, sealBytes, strict, sweep, wiping } from './bytes.ts';
import { type Database, database, type Row, written } from './database.ts';
import { sealingKeys } from './keys.ts';
import { type Lost, lostOf, sealName } from './lost.ts';
import { countWrite } from './roll.ts';
import { createRows } from './rows.ts';
import { chunkSize, makeKey, sealText } from './seal.ts';

export { StoreFull } from './database.ts';
export type { Lost } from './lost.ts';

/** What is known of every upload, and its bytes, sealed and on disk before anybody is told. */
export interface Journal {
  /**
   * Keeps a record and its bytes, both or neither.
   * Rejects with `StoreFull`, or with the browser's `NotReadableError` if the file went away.
   */
  add(upload: Upload, file: Blob): Promise<void>;
  /**
   * Changes what is stored. `how` must be pure, because it may run again if somebody was faster; the same
   * object means no change and no write. Null if there is no such upload, or none that can be opened.
   * Of what is over the bytes go with it.
   */
  change(id: string, how: (upload: Upload) => Upload): Promise<Upload | null>;
  /**
   * The same, and written down with the next change, or in a while where none comes: for steps that a worker who has
   * not seen them does again without harm.
   */
  note(id: string, how: (upload: Upload) => Upload): Promise<Upload | null>;
  /**
   * Changes what is known until the next stored change or the worker's death, for when nothing can be
   * written: a person has to be told even so.
   */
  pretend(id: string, how: (upload: Upload) => Upload): Promise<Upload | null>;
  get(id: string): Promise<Upload | null>;
  /** Every upload, and the ids of those that cannot be opened any more. */
  all(): Promise<{ uploads: Upload[]; unreadable: string[] }>;
  /** The file; null if it was wiped, changed, or cannot be opened any more. */
  bytes(id: string): Promise<Blob | null>;
  /** A way to the file piece by piece, each still sealed; null if it was wiped. */
  reader(id: string): Promise<Reader | null>;
  /** Of those that cannot be opened any more: how many have their bytes here still, and what may be told of them. */
  lost(ids: readonly string[]): Promise<Lost>;
  /** Removes the bytes of these; writes nothing where they are gone already. */
  wipeBytes(...ids: string[]): Promise<void>;
  /** Removes record and bytes. */
  forget(...ids: string[]): Promise<void>;
}

/** With which key an upload that comes in is sealed. */
export interface Sealing {
  /** `disk`: the key lies beside what it seals; `session`: it goes with the browser. */
  recovery: 'disk' | 'session';
  /** Under `session`, the name of the file and its owner are sealed for later as well. */
  namesAfterCrash: boolean;
}

/** So many are removed without a look whether they are there. */
const few = 4;

interface Options {
  name?: string;
  /** Asked for every upload that comes in; what is there already stays as it is. */
  sealing?: () => Promise<Sealing>;
  /** The key that goes with the browser. */
  sessionKey?: () => Promise<CryptoKey>;
  now?: () => number;
}

export function openJournal({
  name = 'attach-for-biot',
  sealing = async () => ({ recovery: 'disk', namesAfterCrash: false }),
  sessionKey = makeKey,
  now = Date.now,
}: Options = {}): Journal {
  const connect = database(name);
  const keys = sealingKeys(sessionKey);
  const rows = createRows({ connect, keys, now });
  const sealingNow = new Set<string>();
  let sweeping: Promise<void> | null = null;
  /** Once a worker's life: what was being sealed when the one before it died is nobody's. */
  function swept(db: Database): Promise<void> {
    sweeping ??= sweep(db, sealingNow);
    return sweeping;
  }

  return {
    change: rows.change,
    note: rows.note,
    pretend: rows.pretend,
    async get(id) {
      return (await rows.read(id)).upload;
    },
    async all() {
      await swept(await connect());
      return rows.all();
    },

    async add(upload, file) {
      const db = await connect();
      const { id } = upload;
      const { recovery, namesAfterCrash } = await sealing();
      const isPassing = recovery === 'session';
      const key = await keys.of(db, isPassing ? { under: 'session' } : {});
      const sealed = await sealText(key, id, JSON.stringify(upload));
      const name = isPassing && namesAfterCrash && (await sealName(await keys.onDisk(db), upload));
      const row: Row = {
        id,
        version: 1,
        sealed,
        ...(isPassing && { under: 'session' }),
        ...(name && { name }),
      };
      sealingNow.add(id);
      try {
        const { count, last } = await sealBytes(db, key, id, file);
        const kept = { id, count, size: chunkSize };
        // From here on it is kept: record and bytes, both or neither.
        await rows.write(db, { is: 'add', row, kept, last: { index: count - 1, chunk: last } }, upload);
      } catch (cause) {
        sealingNow.delete(id);
        // What cannot be removed now is removed by the next worker.
        await sweep(db, sealingNow).catch(() => undefined);
        throw cause;
      }
      sealingNow.delete(id);
    },

    async bytes(id) {
      const { db, key, upload } = await rows.read(id);
      return upload && openBytes(db, key, id, upload.file.type);
    },

    async reader(id) {
      const { db, key, upload } = await rows.read(id);
      return upload && readerOf(db, key, id);
    },

    async lost(ids) {
      const db = await connect();
      return lostOf(db, await keys.onDisk(db), ids);
    },

    async wipeBytes(...ids) {
      const db = await connect();
      // Of a long list, as a worker sees it first, most are gone.
      const some = ids.filter((id) => !rows.wiped.has(id));
      const kept = ids.length > few ? new Set(await db.getAllKeys('bytes')) : new Set(some);
      const left = some.filter((id) => kept.has(id));
      if (left.length === 0) return;
      const tx = db.transaction(['bytes', 'chunks'], 'readwrite', strict);
      const stores = { bytes: tx.objectStore('bytes'), chunks: tx.objectStore('chunks') };
      await written(...wiping(stores, left), tx.done);
      for (const id of left) rows.wiped.add(id);
    },

    async forget(...ids) {
      const db = await connect();
      rows.forget(ids);
      const tx = db.transaction(['uploads', 'bytes', 'chunks', 'keys'], 'readwrite', strict);
      const records = tx.objectStore('uploads');
      const stores = { bytes: tx.objectStore('bytes'), chunks: tx.objectStore('chunks') };
      const before = countWrite(tx.objectStore('keys'));
      const writes = [...ids.map((id) => records.delete(id)), ...wiping(stores, ids)];
      await written(before, ...writes, tx.done);
      rows.saw(await before, (uploads) => {
        for (const id of ids) uploads.delete(id);
      });
    },
  };
}
