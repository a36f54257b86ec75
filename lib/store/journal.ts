import type { Upload } from '../outbox/upload.ts';
import { openBytes, type Reader, readerOf, sealBytes, strict, sweep, wiping } from './bytes.ts';
import { createCommits } from './commits.ts';
import { type Database, database, type Row, written } from './database.ts';
import { sealingKeys } from './keys.ts';
import { type Lost, lostOf, sealName } from './lost.ts';
import { afterWrite, countWrite, type Roll, rollNow } from './roll.ts';
import { chunkSize, makeKey, sealText, unsealText } from './seal.ts';

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
   */
  change(id: string, how: (upload: Upload) => Upload): Promise<Upload | null>;
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

/** How long (ms) the list is believed: another worker's writes are rare, and its own are in it. */
const believed = 200;

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
  const replace = createCommits();
  /** Records as last opened: every look at the queue would unseal its whole history again. */
  const unsealed = new Map<string, { row: Row; upload: Upload }>();
  async function opened(db: Database, row: Row): Promise<Upload | null> {
    const known = unsealed.get(row.id);
    if (known?.row.version === row.version) return known.upload;
    const text = await unsealText(await keys.of(db, row), row.id, row.sealed);
    if (text === null) return null;
    // What opens with our key is what we sealed: no need to decode it as a stranger's.
    const upload = JSON.parse(text) as Upload;
    unsealed.set(row.id, { row, upload });
    return upload;
  }
  const pretended = new Map<string, Upload>();
  const sealingNow = new Set<string>();
  let sweeping: Promise<void> | null = null;
  /** Once a worker's life: what was being sealed when the one before it died is nobody's. */
  function swept(db: Database): Promise<void> {
    sweeping ??= sweep(db, sealingNow);
    return sweeping;
  }
  /** Reading a long list is dear, and it is asked for whenever something has moved. */
  let roll: Roll | null = null;
  let looked = 0;

  async function read(id: string) {
    const db = await connect();
    const row = await db.get('uploads', id);
    const upload = row && (pretended.get(id) ?? (await opened(db, row)));
    return { db, key: await keys.of(db, row ?? {}), row, upload: upload ?? null };
  }

  async function at({ row, upload }: { row: Row; upload: Upload }) {
    const db = await connect();
    return { db, key: await keys.of(db, row), row, upload };
  }

  return {
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
        // From here on it is kept: record and bytes, both or neither.
        const tx = db.transaction(['uploads', 'bytes', 'chunks', 'keys'], 'readwrite', strict);
        const before = countWrite(tx.objectStore('keys'));
        const writes: Promise<unknown>[] = [
          tx.objectStore('uploads').add(row),
          tx.objectStore('bytes').add({ id, count, size: chunkSize }),
          tx.objectStore('chunks').put(last, [id, count - 1]),
        ];
        await written(before, ...writes, tx.done);
        roll = afterWrite(roll, await before, (uploads) => uploads.set(id, upload));
      } catch (cause) {
        sealingNow.delete(id);
        // What cannot be removed now is removed by the next worker.
        await sweep(db, sealingNow).catch(() => undefined);
        throw cause;
      }
      sealingNow.delete(id);
      unsealed.set(id, { row, upload });
    },

    async change(id, how) {
      // As it was last seen: whether that still holds, its version tells when it is written.
      let known = pretended.has(id) ? undefined : unsealed.get(id);
      for (;;) {
        const { db, key, row, upload: before } = await (known ? at(known) : read(id));
        if (row === undefined || before === null) return null;
        const after = how(before);
        const wasKnown = known !== undefined;
        known = undefined;
        if (after === before && wasKnown) continue;
        if (after === before) return before;
        // A transaction would not outlive the sealing: so it comes before, and the version tells if it still holds.
        const sealed = await sealText(key, id, JSON.stringify(after));
        const next = { ...row, version: row.version + 1, sealed };
        const writes = await replace(db, row.version, next);
        if (writes === null) continue;
        pretended.delete(id);
        unsealed.set(id, { row: next, upload: after });
        roll = afterWrite(roll, writes, (uploads) => uploads.set(id, after));
        return after;
      }
    },

    async pretend(id, how) {
      const { upload: before } = await read(id);
      if (before === null) return null;
      const after = how(before);
      if (after !== before) pretended.set(id, after);
      return after;
    },

    async get(id) {
      return (await read(id)).upload;
    },

    async all() {
      const db = await connect();
      await swept(db);
      // Whoever asks many times a second is told what own writes have made of it meanwhile.
      const isFresh = roll !== null && now() - looked < believed && now() >= looked;
      if (!isFresh) {
        roll = await rollNow(db, roll, (row) => opened(db, row));
        looked = now();
      }
      const results = [...(roll?.uploads ?? [])].map(([id, upload]) => ({
        id,
        upload: pretended.get(id) ?? upload,
      }));
      return {
        uploads: results.flatMap(({ upload }) => upload ?? []),
        unreadable: results.flatMap(({ id, upload }) => (upload ? [] : [id])),
      };
    },

    async bytes(id) {
      const { db, key, upload } = await read(id);
      return upload && openBytes(db, key, id, upload.file.type);
    },

    async reader(id) {
      const { db, key, upload } = await read(id);
      return upload && readerOf(db, key, id);
    },

    async lost(ids) {
      const db = await connect();
      return lostOf(db, await keys.onDisk(db), ids);
    },

    async wipeBytes(...ids) {
      const db = await connect();
      // Of a long list, as a worker sees it first, most are gone.
      const kept = ids.length > few ? new Set(await db.getAllKeys('bytes')) : new Set(ids);
      const left = ids.filter((id) => kept.has(id));
      if (left.length === 0) return;
      const tx = db.transaction(['bytes', 'chunks'], 'readwrite', strict);
      const stores = { bytes: tx.objectStore('bytes'), chunks: tx.objectStore('chunks') };
      await written(...wiping(stores, left), tx.done);
    },

    async forget(...ids) {
      const db = await connect();
      for (const id of ids) for (const map of [pretended, unsealed]) map.delete(id);
      const tx = db.transaction(['uploads', 'bytes', 'chunks', 'keys'], 'readwrite', strict);
      const records = tx.objectStore('uploads');
      const stores = { bytes: tx.objectStore('bytes'), chunks: tx.objectStore('chunks') };
      const before = countWrite(tx.objectStore('keys'));
      const writes = [...ids.map((id) => records.delete(id)), ...wiping(stores, ids)];
      await written(before, ...writes, tx.done);
      roll = afterWrite(roll, await before, (uploads) => {
        for (const id of ids) uploads.delete(id);
      });
    },
  };
}
