import type { Upload } from '../outbox/upload.ts';
import { type Journal, StoreFull } from './journal.ts';

/** Null once it is needed no more. */
type Held = { upload: Upload; file: Blob | null };

/**
 * A journal that keeps in this worker's memory what the disk has no room for, and what comes marked `inMemory`
 * because it is not to be on the disk. It goes on like everything else, stays marked, would not outlive the worker,
 * and whoever shows it says so.
 * @param told hears how many files are in memory alone, before anybody hears that one of them was accepted.
 */
export function withMemory(journal: Journal, told: (files: number) => Promise<void>): Journal {
  const held = new Map<string, Held>();
  const count = () => [...held.values()].filter(({ file }) => file !== null).length;
  const ours = (ids: readonly string[]) => ids.filter((id) => held.has(id));
  const others = (ids: readonly string[]) => ids.filter((id) => !held.has(id));

  function changed(one: Held, how: (upload: Upload) => Upload): Upload {
    one.upload = how(one.upload);
    return one.upload;
  }

  return {
    async add(upload, file) {
      try {
        if (upload.inMemory !== true) return await journal.add(upload, file);
      } catch (cause) {
        if (!(cause instanceof StoreFull)) throw cause;
      }
      held.set(upload.id, { upload: { ...upload, inMemory: true }, file });
      await told(count());
    },
    async change(id, how) {
      const one = held.get(id);
      return one ? changed(one, how) : journal.change(id, how);
    },
    async note(id, how) {
      const one = held.get(id);
      return one ? changed(one, how) : journal.note(id, how);
    },
    async pretend(id, how) {
      const one = held.get(id);
      return one ? changed(one, how) : journal.pretend(id, how);
    },
    get: async (id) => held.get(id)?.upload ?? journal.get(id),
    async all() {
      const { uploads, unreadable } = await journal.all();
      return { uploads: [...uploads, ...[...held.values()].map(({ upload }) => upload)], unreadable };
    },
    async bytes(id) {
      const one = held.get(id);
      return one ? (one.file?.slice(0, one.file.size, one.upload.file.type) ?? null) : journal.bytes(id);
    },
    async reader(id) {
      const one = held.get(id);
      if (!one) return journal.reader(id);
      const { file } = one;
      return file && (async ({ from, to }) => file.slice(from, to));
    },
    lost: (ids) => journal.lost(ids),
    async wipeBytes(...ids) {
      const before = count();
      for (const id of ours(ids)) Object.assign(held.get(id) ?? {}, { file: null });
      if (count() !== before) await told(count());
      await journal.wipeBytes(...others(ids));
    },
    async forget(...ids) {
      const before = count();
      for (const id of ours(ids)) held.delete(id);
      if (count() !== before) await told(count());
      await journal.forget(...others(ids));
    },
  };
}
