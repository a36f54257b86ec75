import type { UploadEvent } from '../outbox/event.ts';
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
  async function takenOut(frame: FrameReads, { ref, attributes }: KnownRecord) {
    const own = (await journal.all()).uploads.filter(
      ({ owner }) => owner.api === ref.api && isOwn(frame, owner),
    );
    return savedOver(own, { path: ref.path, attributes, now: now() });
  }

  return {
    /** @param record as it was read after the save. */
    async noticed(frame: FrameReads, record: KnownRecord): Promise<void> {
      const suspects = new Set((await takenOut(frame, record)).map(({ id }) => id));
      if (suspects.size === 0) return;
      // They may have been attached since that reading began: only one that comes after both can tell.
      const again = await renew(frame, record.ref);
      for (const { id } of again ? await takenOut(frame, again) : [])
        if (suspects.has(id)) await tell(id, { type: 'savedOver', now: now() });
    },
  };
}
