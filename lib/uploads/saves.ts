import type { UploadEvent } from '../outbox/event.ts';
import type { Upload } from '../outbox/upload.ts';
import type { FrameReads } from '../portal/reads.ts';
import type { EntityRef } from '../protocol/record.ts';
import type { Journal } from '../store/journal.ts';
import { isOwn } from './frame-records.ts';
import type { KnownRecord } from './record-view.ts';
import { savedOver } from './saved-over.ts';

interface Means {
  journal: Pick<Journal, 'all'>;
  /** Reads a record anew under the person who is at work in a frame. */
  renew(frame: FrameReads, ref: EntityRef): Promise<KnownRecord | null>;
  tell(id: string, event: UploadEvent): Promise<void>;
  now(): number;
}

/** Looks after each save of a portal's own form whether it has taken a file of ours out again. */
export function watchSaves({ journal, renew, tell, now }: Means) {
  /** Saves that came while a file of ours was being written to the same record: who was first is not known yet. */
  const open = new Map<string, { frame: FrameReads; ref: EntityRef }>();

  async function ownTo(frame: FrameReads, { api, path }: EntityRef): Promise<Upload[]> {
    return (await journal.all()).uploads.filter(
      ({ owner, target }) => owner.api === api && target.path === path && isOwn(frame, owner),
    );
  }
  const takenOut = async (frame: FrameReads, { ref, attributes }: KnownRecord) =>
    savedOver(await ownTo(frame, ref), { path: ref.path, attributes, now: now() });

  async function look(frame: FrameReads, record: KnownRecord): Promise<void> {
    const suspects = new Set((await takenOut(frame, record)).map(({ id }) => id));
    if (suspects.size === 0) return;
    // They may have been attached since that reading began: only one that comes after both can tell.
    const again = await renew(frame, record.ref);
    for (const { id } of again ? await takenOut(frame, again) : [])
      if (suspects.has(id)) await tell(id, { type: 'savedOver', now: now() });
  }

  return {
    /** @param record as it was read after the save. */
    async noticed(frame: FrameReads, record: KnownRecord): Promise<void> {
      const { ref } = record;
      if ((await ownTo(frame, ref)).some(isBeingWritten)) open.set(ref.api + ref.path, { frame, ref });
      await look(frame, record);
    },

    /** Uploads have moved: what was open when a save came may be settled by now. */
    async moved(): Promise<void> {
      for (const [key, { frame, ref }] of open) {
        if ((await ownTo(frame, ref)).some(isBeingWritten) || !open.delete(key)) continue;
        const record = await renew(frame, ref);
        if (record) await look(frame, record);
      }
    },
  };
}

const isBeingWritten = ({ state }: Upload): boolean => state.at === 'attaching' || state.at === 'verifying';
