import { type Database, type Row, written } from './database.ts';
import { makeKey } from './seal.ts';

/** The keys uploads are sealed with: one lies beside what it seals, the other one goes with the browser. */
export function sealingKeys(sessionKey: () => Promise<CryptoKey>) {
  let lying: { db: Database; key: Promise<CryptoKey> } | null = null;
  let passing: Promise<CryptoKey> | null = null;

  /** Read once a connection: it never changes while one stands. */
  function onDisk(db: Database): Promise<CryptoKey> {
    if (lying?.db !== db) lying = { db, key: keyOf(db) };
    lying.key.catch(() => {
      lying = null;
    });
    return lying.key;
  }

  function inSession(): Promise<CryptoKey> {
    passing ??= sessionKey();
    passing.catch(() => {
      passing = null;
    });
    return passing;
  }

  return {
    onDisk,
    /** The key a row is sealed with. */
    of: (db: Database, { under }: Pick<Row, 'under'>) => (under === 'session' ? inSession() : onDisk(db)),
  };
}

/** The key that lies in the database, made once. Two at the same time may both make one; the one that is stored first counts. */
export async function keyOf(db: Database): Promise<CryptoKey> {
  const stored = await db.get('keys', 'seal');
  if (stored instanceof CryptoKey) return stored;
  const made = await makeKey();
  const tx = db.transaction('keys', 'readwrite', { durability: 'strict' });
  const first = await tx.store.get('seal');
  if (first instanceof CryptoKey) return first;
  await written(tx.store.put(made, 'seal'), tx.done);
  return made;
}
