import type { FrameReads } from '../../lib/portal/reads.ts';
import type { Journal } from '../../lib/store/journal.ts';
import { isOwn } from '../../lib/uploads/frame-records.ts';
import type { KnownRecord } from '../../lib/uploads/record-view.ts';
import type { Runner } from '../../lib/uploads/runner.ts';
import { savedOver } from '../../lib/uploads/saved-over.ts';
import type { Biot } from './biot.ts';

interface Means {
  journal: Pick<Journal, 'all'>;
  biot: Pick<Biot, 'noticed'>;
  tell: Runner['tell'];
}

/** Looks after each save of a portal's own form whether it has taken a file of ours out again. */
export function watchSaves({ journal, biot, tell }: Means) {
  async function takenOut(frame: FrameReads, { ref, attributes }: KnownRecord) {
    const own = (await journal.all()).uploads.filter(
      ({ owner }) => owner.api === ref.api && isOwn(frame, owner),
    );
    return savedOver(own, { path: ref.path, attributes, now: Date.now() });
  }

  return {
    /** @param record as it was read after the save. */
    async noticed(frame: FrameReads, record: KnownRecord): Promise<void> {
      const suspects = new Set((await takenOut(frame, record)).map(({ id }) => id));
      if (suspects.size === 0) return;
      // They may have been attached since that reading began: only one that comes after both can tell.
      const again = await biot.noticed(frame, record.ref);
      for (const { id } of again ? await takenOut(frame, again) : [])
        if (suspects.has(id)) await tell(id, { type: 'savedOver', now: Date.now() });
    },
  };
}
