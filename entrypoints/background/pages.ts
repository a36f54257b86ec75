import * as v from 'valibot';
import { kept } from '../../lib/browser/session-area.ts';
import { tabInFront } from '../../lib/browser/tabs.ts';
import { tellFrame, tellPages } from '../../lib/browser/transport.ts';
import type { FrameReads } from '../../lib/portal/reads.ts';
import type { RecordView } from '../../lib/protocol/record.ts';
import type { Overview, PageSnapshot } from '../../lib/protocol/requests.ts';
import { belongs, type Session } from '../../lib/session/sessions.ts';
import type { Journal } from '../../lib/store/journal.ts';
import type { Records } from '../../lib/uploads/records.ts';
import { uploadView } from '../../lib/uploads/upload-view.ts';
import type { Portals } from './portals.ts';
import type { Progress } from './progress.ts';

interface Sources {
  portals: Portals;
  records: Records;
  journal: Journal;
  progress: Progress;
}

/** The session under which a frame speaks to an API: of the person whose token its own calls carry. */
export const sessionFor = (
  sessions: readonly Session[],
  { portal, user, organization }: FrameReads,
  api: string,
): Session | null => sessions.find((one) => belongs(one, { portal, api, user, organization })) ?? null;

/** A snapshot waits so long (ms) for what is not known yet, so that zones neither vanish nor name the wrong one. */
const patience = 1_000;

/** Draws the whole picture for a page, and tells the pages when it changes. */
export function createPages({ portals, records, journal, progress }: Sources) {
  const last = kept<string | null>('last-attribute', v.nullable(v.string()), null);

  async function snapshot(frame: FrameReads | undefined): Promise<PageSnapshot> {
    const [sessions, lastAttribute] = [await portals.sessions(), await last.read()];
    const reads = (frame?.reads ?? []).flatMap((read) => {
      const session = frame && sessionFor(sessions, frame, read.ref.api);
      return session ? { ...read, session } : [];
    });
    const loads = reads
      .filter(({ ref, session }) => !records.peek(ref, session))
      .map(({ ref, session }) => records.get(ref, session).catch(() => null));
    if (loads.length > 0) {
      const loaded = Promise.all(loads);
      const late = await Promise.race([
        loaded.then(() => false),
        new Promise<boolean>((resolve) => setTimeout(() => resolve(true), patience)),
      ]);
      if (late) void loaded.then(() => changed());
    }
    const shown = reads.flatMap(({ ref, at, session }): RecordView[] => {
      const view = records.peek(ref, session);
      return view ? [{ ...view, readAt: at }] : [];
    });
    const pending = reads.filter(({ ref, session }) => !records.peek(ref, session));
    // Read last and sent at once: snapshots arrive in the order in which uploads moved.
    const paths = new Set(shown.map((one) => one.ref.api + one.ref.path));
    const uploads = (await journal.all()).uploads.filter(
      ({ owner, target }) =>
        paths.has(owner.api + target.path) && reads.some(({ session }) => belongs(session, owner)),
    );
    return {
      records: shown,
      pending: pending.map(({ ref, at }) => ({ ref, readAt: at })),
      listedAt: frame?.listedAt ?? 0,
      uploads: uploads.map((upload) =>
        uploadView(upload, progress.sent('fileId' in upload.state ? upload.state.fileId : null)),
      ),
      lastAttribute,
    };
  }

  async function tellAll(): Promise<void> {
    const told = (await portals.frames())
      .filter((frame) => frame.reads.length > 0 || frame.listedAt > 0)
      .map(async (frame) =>
        tellFrame(frame.tab, frame.frame, { news: 'page', snapshot: await snapshot(frame) }),
      );
    await Promise.all([...told, tellPages({ news: 'uploads' })]);
  }

  let coming: Promise<void> | null = null;
  /** Tells every page; what changes before it has begun is told with it. */
  function changed(): Promise<void> {
    coming ??= Promise.resolve().then(() => {
      coming = null;
      return tellAll();
    });
    return coming;
  }

  return {
    snapshot,
    changed,
    async attachedLastTo(attribute: string): Promise<void> {
      await last.change(() => attribute);
    },
    /** What the popup says of the tab in front. */
    async tabInFront(): Promise<Overview['tab']> {
      const tab = await tabInFront();
      if (tab?.origin == null || new URL(tab.origin).hostname.endsWith('.amazonaws.com')) return 'elsewhere';
      const observed = (await portals.frames()).some((frame) => frame.tab === tab.id);
      return observed ? 'observed' : 'silent';
    },
  };
}
export type Pages = ReturnType<typeof createPages>;
