import type { Owner, Upload } from '../outbox/upload.ts';
import type { Database } from './database.ts';
import { sealText, unsealText } from './seal.ts';

/** Uploads that were not finished and cannot be opened any more. */
export interface Lost {
  count: number;
  /** Those of which the name may be told, to their owners. */
  named: readonly Named[];
}

export interface Named {
  name: string;
  owner: Owner;
}

/** The name of a file and its owner, sealed with the key that lies on the disk. */
export function sealName(key: CryptoKey, { id, file, owner }: Upload): Promise<Uint8Array<ArrayBuffer>> {
  const told: Named = { name: file.name, owner };
  return sealText(key, labelOf(id), JSON.stringify(told));
}

/** Of uploads that cannot be opened any more, those that have their bytes still: they were not finished. */
export async function lostOf(db: Database, key: CryptoKey, ids: readonly string[]): Promise<Lost> {
  const kept = new Set(await db.getAllKeys('bytes'));
  const unfinished = ids.filter((id) => kept.has(id));
  const named = unfinished.map(async (id): Promise<Named | null> => {
    const row = await db.get('uploads', id);
    const text = row?.name ? await unsealText(key, labelOf(id), row.name) : null;
    // What opens with our key is what we sealed.
    return text === null ? null : (JSON.parse(text) as Named);
  });
  const told = (await Promise.all(named)).filter((one) => one !== null);
  return { count: unfinished.length, named: told };
}

/** No name opens as an upload's record. */
const labelOf = (id: string): string => `name ${id}`;
