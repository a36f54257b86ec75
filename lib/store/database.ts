import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** An upload's record. Names and captions lie in `sealed`; `version` grows with every change. */
export interface Row {
  id: string;
  version: number;
  sealed: Uint8Array<ArrayBuffer>;
  /** Sealed with the key that goes with the browser; with the one that lies here where nothing is said. */
  under?: 'session';
  /** What may be told of it when that key is gone, sealed with the one that lies here. */
  name?: Uint8Array<ArrayBuffer>;
}

/** A line of the activity log: all but its time lies in `sealed`. */
interface LogRow {
  id: string;
  /** Milliseconds since the epoch. */
  at: number;
  sealed: Uint8Array<ArrayBuffer>;
}

/** How many chunks there are; what version 2 of the database and those before it have written holds them itself. */
export type Kept = { id: string } & ({ count: number } | { chunks: Blob[] }) & {
    /** Bytes of each chunk but the last when it is open; 8 MiB where nothing is said. */
    size?: number;
  };

/** A file that nobody has sent yet: all but its time and its size lies in `sealed` and `chunks`. */
export interface WaitingRow extends Pick<Row, 'id' | 'sealed' | 'under'> {
  /** Milliseconds since the epoch. */
  at: number;
  chunks: Blob[];
}

export interface Schema extends DBSchema {
  uploads: { key: string; value: Row };
  /** An upload's file, under the same id: it is kept if this says so. */
  bytes: { key: string; value: Kept };
  /** Its sealed chunks, each under the upload's id and its own number. */
  chunks: { key: [id: string, index: number]; value: Blob };
  /**
   * `seal`: the one key that opens both; it cannot be exported. `writes`: how often uploads were written, so that who
   * has read them all sees whether somebody else has changed one since.
   */
  keys: { key: 'seal' | 'writes'; value: CryptoKey | number };
  activity: { key: string; value: LogRow; indexes: { at: number } };
  waiting: { key: string; value: WaitingRow };
}
export type Database = IDBPDatabase<Schema>;

/**
 * A way to the database: opened at the first call, and again after the browser has closed it under us,
 * as it does when somebody clears the site's data.
 */
export function database(name: string): () => Promise<Database> {
  let open: Promise<Database> | null = null;
  const forget = () => {
    open = null;
  };
  return () => {
    open ??= openDB<Schema>(name, 4, {
      upgrade(db) {
        // By what is there, not by the version: an older database gets what it lacks and keeps what it has.
        const has = db.objectStoreNames;
        if (!has.contains('uploads')) db.createObjectStore('uploads', { keyPath: 'id' });
        if (!has.contains('bytes')) db.createObjectStore('bytes', { keyPath: 'id' });
        if (!has.contains('chunks')) db.createObjectStore('chunks');
        if (!has.contains('keys')) db.createObjectStore('keys');
        if (!has.contains('waiting')) db.createObjectStore('waiting', { keyPath: 'id' });
        if (!has.contains('activity'))
          db.createObjectStore('activity', { keyPath: 'id' }).createIndex('at', 'at');
      },
      blocking(_current, _blocked, event) {
        (event.target as IDBDatabase).close();
        forget();
      },
      terminated: forget,
    });
    open.catch(forget);
    return open;
  };
}

/** The disk, or the share of it the browser grants us, is full. */
export class StoreFull extends Error {
  override name = 'StoreFull';
}

/**
 * Waits for the writes of a transaction and for its end. A full disk becomes `StoreFull`: the browser tells
 * it of the transaction, while each write in it hears only that it was aborted.
 */
export async function written(...writes: Promise<unknown>[]): Promise<void> {
  const results = await Promise.allSettled(writes);
  const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  const full = errors.find((error) => error instanceof Error && error.name === 'QuotaExceededError');
  if (full) throw new StoreFull('No room to keep the file', { cause: full });
  if (errors.length > 0) throw errors[0];
}
