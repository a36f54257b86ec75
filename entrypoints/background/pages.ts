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

/** The session under which a frame's portal speaks to an API. */
export const sessionFor = (sessions: readonly Session[], portal: string, api: string): Session | null =>
  sessions.find((one) => one.portal === portal && one.api === api) ?? null;

/** Draws the whole picture for a page, and tells the pages when it changes. */
export function createPages({ portals, records, journal, progress }: Sources) {
  const last = kept<string | null>('last-attribute', v.nullable(v.string()), null);

  async function snapshot(frame: FrameReads | undefined): Promise<PageSnapshot> {
    const [sessions, lastAttribute] = [await portals.sessions(), await last.read()];
    const portal = frame?.portal ?? '';
    const shown = (frame?.reads ?? []).flatMap(({ ref, at }): RecordView[] => {
      const session = sessionFor(sessions, portal, ref.api);
      if (!session) return [];
      const view = records.peek(ref, session);
      if (!view) void records.get(ref, session).then((read) => read && changed());
      return view ? [{ ...view, readAt: at }] : [];
    });
    // Read last and sent at once: snapshots arrive in the order in which uploads moved.
    const paths = new Set(shown.map((one) => one.ref.api + one.ref.path));
    const uploads = (await journal.all()).uploads.filter(
      ({ owner, target }) =>
        paths.has(owner.api + target.path) && sessions.some((session) => belongs(session, owner)),
    );
    return {
      records: shown,
      pending: [],
      listedAt: frame?.listedAt ?? 0,
      uploads: uploads.map((upload) =>
        uploadView(upload, progress.sent('fileId' in upload.state ? upload.state.fileId : null)),
      ),
      lastAttribute,
    };
  }

  async function tellAll(): Promise<void> {
    const told = (await portals.frames())
      .filter((frame) => frame.reads.length > 0)
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
      if (tab?.origin == null) return 'elsewhere';
      const observed = (await portals.frames()).some((frame) => frame.tab === tab.id);
      return observed ? 'observed' : 'silent';
    },
  };
}
export type Pages = ReturnType<typeof createPages>;
