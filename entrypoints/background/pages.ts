import * as v from 'valibot';
import { kept } from '../../lib/browser/session-area.ts';
import { tellFrame, tellPages } from '../../lib/browser/transport.ts';
import type { FrameReads } from '../../lib/portal/reads.ts';
import type { PageSnapshot } from '../../lib/protocol/requests.ts';
import type { Journal } from '../../lib/store/journal.ts';
import { coalesced } from '../../lib/uploads/coalesced.ts';
import { isOwn, recordsOf, wantedBy } from '../../lib/uploads/frame-records.ts';
import type { Records } from '../../lib/uploads/records.ts';
import { createRetrieval } from '../../lib/uploads/retrieval.ts';
import type { Portals } from './portals.ts';
import type { Progress } from './progress.ts';
import type { Reach } from './reach.ts';
import { viewsOf } from './views.ts';

interface Sources {
  portals: Portals;
  records: Records;
  journal: Journal;
  progress: Progress;
  reach: Reach;
}

/** How long (ms) a reborn background tells no page anything, for it knows no record before it has read them anew. */
const rebirth = 5_000;

/** Draws the whole picture for a page, and tells the pages when it changes. */
export function createPages({ portals, records, journal, progress, reach }: Sources) {
  const last = kept<string | null>('last-attribute', v.nullable(v.string()), null);
  const retrieval = createRetrieval(records, () => void changed());
  let reborn: Promise<void> | null = null;

  /** What open pages show is known again, or will be later: zones must not vanish because a worker has died. */
  async function recover(): Promise<void> {
    const sessions = await portals.sessions();
    const wanted = (await portals.frames()).flatMap((frame) => wantedBy(frame, sessions));
    await retrieval.settled(wanted, rebirth);
  }

  async function snapshot(frame: FrameReads | undefined): Promise<PageSnapshot> {
    // What cannot be recovered is retrieved below, like everything else.
    reborn ??= recover().catch((cause: unknown) => {
      console.error('Attach for BioT: nothing was recovered', cause instanceof Error ? cause.name : '');
    });
    await reborn;
    const lastAttribute = await last.read();
    const wanted = wantedBy(frame, await portals.sessions());
    retrieval.want(wanted);
    const reaches = await reach();
    const paths = new Set(wanted.map(({ ref }) => ref.api + ref.path));
    // Read last and sent at once: snapshots arrive in the order in which uploads moved.
    const uploads = (await journal.all()).uploads.filter(
      ({ owner, target }) => frame && isOwn(frame, owner) && paths.has(owner.api + target.path),
    );
    return {
      ...recordsOf(wanted, records.peek, frame && portals.asking(frame)),
      listedAt: frame?.listedAt ?? 0,
      createdAt: frame?.createdAt ?? 0,
      uploads: viewsOf(uploads, { progress, reaches }),
      lastAttribute,
    };
  }

  async function tellAll(): Promise<void> {
    const told = (await portals.frames())
      .filter((frame) => frame.reads.length > 0 || frame.listedAt > 0)
      .map(async (frame) => tellFrame(frame, { news: 'page', snapshot: await snapshot(frame) }));
    await Promise.all([...told, tellPages({ news: 'uploads' })]);
  }

  /** Tells every page; what changes before it has begun is told with it. */
  const changed = coalesced(() => Promise.resolve().then(tellAll));

  return {
    snapshot,
    changed,
    async attachedLastTo(attribute: string): Promise<void> {
      await last.change(() => attribute);
    },
    isObserved: async (tab: number) => (await portals.frames()).some((frame) => frame.tab === tab),
    /** Pages that are no longer ours to help are left as they were. */
    async left(frames: readonly FrameReads[]): Promise<void> {
      await Promise.all(frames.map((frame) => tellFrame(frame, { news: 'leave' })));
      await changed();
    },
  };
}
export type Pages = ReturnType<typeof createPages>;
