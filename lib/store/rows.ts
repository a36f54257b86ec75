import { isFinished } from '../outbox/phase.ts';
import type { Upload } from '../outbox/upload.ts';
import { createCommits, type Write } from './commits.ts';
import type { Database, Row } from './database.ts';
import type { sealingKeys } from './keys.ts';
import { afterWrite, type Roll, rollNow } from './roll.ts';
import { sealText, unsealText } from './seal.ts';

/** How long (ms) the list is believed: another worker's writes are rare, and its own are in it. */
const believed = 200;

/** How long (ms) a note waits for a change to go with: a small file is mostly sent by then. */
const rest = 500;

interface Options {
  connect: () => Promise<Database>;
  keys: ReturnType<typeof sealingKeys>;
  now: () => number;
}

/** What is known of uploads, as their rows say it and as own changes have made it since. */
export function createRows({ connect, keys, now }: Options) {
  const commit = createCommits();
  /** Records as last opened: every look at the queue would unseal its whole history again. */
  const unsealed = new Map<string, { row: Row; upload: Upload }>();
  const pretended = new Map<string, Upload>();
  /** Changes on their way to the disk: what is noted of such an upload would be missing in them. */
  const changing = new Set<{ id: string }>();
  const isChanging = (id: string) => [...changing].some((one) => one.id === id);
  /** Uploads whose bytes have gone with what was written last. */
  const wiped = new Set<string>();
  /** Reading a long list is dear, and it is asked for whenever something has moved. */
  let roll: Roll | null = null;
  let looked = 0;

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

  /** What a write of our own makes of the list; its count tells whether somebody else has written meanwhile. */
  function saw(before: number, change: (uploads: Roll['uploads']) => void): void {
    roll = afterWrite(roll, before, change);
    if (roll) looked = now();
  }

  /** False where somebody was faster. */
  async function write(db: Database, what: Write, upload: Upload): Promise<boolean> {
    const before = await commit(db, what);
    if (before === null) return false;
    const { id } = what.row;
    pretended.delete(id);
    unsealed.set(id, { row: what.row, upload });
    saw(before, (uploads) => uploads.set(id, upload));
    return true;
  }

  async function change(id: string, how: (upload: Upload) => Upload): Promise<Upload | null> {
    const mine = { id };
    changing.add(mine);
    return written(id, how).finally(() => changing.delete(mine));
  }

  async function written(id: string, how: (upload: Upload) => Upload): Promise<Upload | null> {
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
      const wipes = isFinished(after) && !wiped.has(id);
      if (!(await write(db, { is: 'change', version: row.version, row: next, wipes }, after))) continue;
      if (wipes) wiped.add(id);
      return after;
    }
  }

  /** Writes down what was noted, where nothing has come since. */
  function settle(id: string, noted: Upload): void {
    if (unsealed.get(id)?.upload !== noted) return;
    change(id, (upload) => ({ ...upload })).catch((cause: unknown) => {
      // The next change says it as well, and whoever waits for that one is told.
      console.warn('Attach for BioT: a note was not written', cause instanceof Error ? cause.name : '');
    });
  }

  return {
    read,
    write,
    change,
    saw,
    wiped,

    async note(id: string, how: (upload: Upload) => Upload): Promise<Upload | null> {
      const known = pretended.has(id) || isChanging(id) ? undefined : unsealed.get(id);
      if (!known) return change(id, how);
      const upload = how(known.upload);
      unsealed.set(id, { row: known.row, upload });
      roll?.uploads.set(id, upload);
      setTimeout(() => settle(id, upload), rest);
      return upload;
    },

    async pretend(id: string, how: (upload: Upload) => Upload): Promise<Upload | null> {
      const { upload: before } = await read(id);
      if (before === null) return null;
      const after = how(before);
      if (after !== before) pretended.set(id, after);
      return after;
    },

    async all(): Promise<{ uploads: Upload[]; unreadable: string[] }> {
      const db = await connect();
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

    forget(ids: readonly string[]): void {
      for (const id of ids) for (const known of [pretended, unsealed, wiped]) known.delete(id);
    },
  };
}
