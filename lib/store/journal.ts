import type { Upload } from '../outbox/upload.ts';
import { type Database, database, type Row, written } from './database.ts';
import {
  makeKey,
  type SealedSlice,
  sealedSlice,
  sealFile,
  sealText,
  unsealFile,
  unsealText,
} from './seal.ts';

export { StoreFull } from './database.ts';

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
  /** How many of these have their bytes here still. */
  holding(ids: readonly string[]): Promise<number>;
  /** Removes the bytes of these; writes nothing where they are gone already. */
  wipeBytes(...ids: string[]): Promise<void>;
  /** Removes record and bytes. */
  forget(...ids: string[]): Promise<void>;
}

/** The bytes from `from` up to `to`, to be opened by `unsealSlice` where they are needed. */
export type Reader = (range: { from: number; to: number }) => SealedSlice;

/** Chromium's default gives a promise before the disk has the data; ours is that nothing is lost. */
const strict = { durability: 'strict' } as const;

export function openJournal({ name = 'attach-for-biot' } = {}): Journal {
  const connect = database(name);
  let keyed: { db: Database; key: Promise<CryptoKey> } | null = null;
  const open = async () => {
    const db = await connect();
    // Read once a connection: the key never changes while one stands.
    if (keyed?.db !== db) keyed = { db, key: keyOf(db) };
    const { key } = keyed;
    key.catch(() => {
      keyed = null;
    });
    return { db, key: await key };
  };
  /** Records as last opened: every look at the queue would unseal its whole history again. */
  const unsealed = new Map<string, { version: number; upload: Upload }>();
  async function opened(key: CryptoKey, row: Row): Promise<Upload | null> {
    const known = unsealed.get(row.id);
    if (known?.version === row.version) return known.upload;
    const text = await unsealText(key, row.id, row.sealed);
    if (text === null) return null;
    // What opens with our key is what we sealed: no need to decode it as a stranger's.
    const upload = JSON.parse(text) as Upload;
    unsealed.set(row.id, { version: row.version, upload });
    return upload;
  }
  const pretended = new Map<string, Upload>();

  async function read(id: string) {
    const { db, key } = await open();
    const row = await db.get('uploads', id);
    const upload = row && (pretended.get(id) ?? (await opened(key, row)));
    return { db, key, version: row?.version, upload: upload ?? null };
  }

  return {
    async add(upload, file) {
      const { db, key } = await open();
      const { id } = upload;
      const sealed = await sealText(key, id, JSON.stringify(upload));
      const chunks = await sealFile(key, id, file);
      const tx = db.transaction(['uploads', 'bytes'], 'readwrite', strict);
      await written(
        tx.objectStore('uploads').add({ id, version: 1, sealed }),
        tx.objectStore('bytes').add({ id, chunks }),
        tx.done,
      );
    },

    async change(id, how) {
      for (;;) {
        const { db, key, version, upload: before } = await read(id);
        if (version === undefined || before === null) return null;
        const after = how(before);
        if (after === before) return before;
        // A transaction would not outlive the sealing: so it comes before, and the version tells if it still holds.
        const sealed = await sealText(key, id, JSON.stringify(after));
        if (!(await replaced(db, version, { id, version: version + 1, sealed }))) continue;
        pretended.delete(id);
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
      const { db, key } = await open();
      const rows = await db.getAll('uploads');
      const results = await Promise.all(
        rows.map(async (row) => ({ id: row.id, upload: pretended.get(row.id) ?? (await opened(key, row)) })),
      );
      return {
        uploads: results.flatMap(({ upload }) => upload ?? []),
        unreadable: results.flatMap(({ id, upload }) => (upload ? [] : [id])),
      };
    },

    async bytes(id) {
      const { db, key, upload } = await read(id);
      const row = upload && (await db.get('bytes', id));
      return row ? unsealFile(key, id, row.chunks, upload.file.type) : null;
    },

    async reader(id) {
      const { db, key, upload } = await read(id);
      const row = upload && (await db.get('bytes', id));
      return row ? (range) => sealedSlice(key, id, row.chunks, range) : null;
    },

    async holding(ids) {
      const kept = new Set(await (await open()).db.getAllKeys('bytes'));
      return ids.filter((id) => kept.has(id)).length;
    },

    async wipeBytes(...ids) {
      const { db } = await open();
      const kept = new Set(await db.getAllKeys('bytes'));
      const left = ids.filter((id) => kept.has(id));
      if (left.length === 0) return;
      const tx = db.transaction('bytes', 'readwrite', strict);
      await written(...left.map((id) => tx.store.delete(id)), tx.done);
    },

    async forget(...ids) {
      const { db } = await open();
      for (const id of ids) for (const map of [pretended, unsealed]) map.delete(id);
      const tx = db.transaction(['uploads', 'bytes'], 'readwrite', strict);
      const [records, bytes] = [tx.objectStore('uploads'), tx.objectStore('bytes')];
      await written(...ids.flatMap((id) => [records.delete(id), bytes.delete(id)]), tx.done);
    },
  };
}

/** False if somebody has changed or removed the row since `version` was read. */
async function replaced(db: Database, version: number, row: Row): Promise<boolean> {
  const tx = db.transaction('uploads', 'readwrite', strict);
  const current = await tx.store.get(row.id);
  const holds = current?.version === version;
  await written(...(holds ? [tx.store.put(row)] : []), tx.done);
  return holds;
}

/** The key, made once. Two at the same time may both make one; the one that is stored first counts. */
export async function keyOf(db: Database): Promise<CryptoKey> {
  const stored = await db.get('keys', 'seal');
  if (stored instanceof CryptoKey) return stored;
  const made = await makeKey();
  const tx = db.transaction('keys', 'readwrite', strict);
  const first = await tx.store.get('seal');
  if (first instanceof CryptoKey) return first;
  await written(tx.store.put(made, 'seal'), tx.done);
  return made;
}
