import { browser } from 'wxt/browser';
import { equip } from '../../lib/browser/injection.ts';
import { openTab } from '../../lib/browser/tabs.ts';
import type { Handlers, Sender } from '../../lib/browser/transport.ts';
import type { UploadEvent } from '../../lib/outbox/event.ts';
import { isFinished } from '../../lib/outbox/phase.ts';
import type { FrameReads } from '../../lib/portal/reads.ts';
import { type EntityRef, sameEntity } from '../../lib/protocol/record.ts';
import type { Requests } from '../../lib/protocol/requests.ts';
import type { FailReason } from '../../lib/protocol/upload.ts';
import { type Journal, StoreFull } from '../../lib/store/journal.ts';
import { admit, inspect } from '../../lib/uploads/intake.ts';
import type { Runner } from '../../lib/uploads/runner.ts';
import { shownValue } from '../../lib/uploads/shown-value.ts';
import { uploadView } from '../../lib/uploads/upload-view.ts';
import type { Biot } from './biot.ts';
import { type Pages, sessionFor } from './pages.ts';
import type { Portals } from './portals.ts';
import type { Progress } from './progress.ts';

interface Parts {
  journal: Journal;
  portals: Portals;
  biot: Biot;
  runner: Runner;
  pages: Pages;
  progress: Progress;
  changed(): Promise<void>;
}

/** What the background answers to its pages. A tab may ask only about records that its own frame has read. */
export function answers({
  journal,
  portals,
  biot,
  runner,
  pages,
  progress,
  changed,
}: Parts): Handlers<Requests> {
  const frameOf = async (from: Sender): Promise<FrameReads | undefined> =>
    (await portals.frames()).find(
      (one) => one.tab === from.tab && one.frame === from.frame && one.portal === from.origin,
    );

  /** The record a frame speaks of, if it has read it, with the session that read it. */
  async function readBy(from: Sender, ref: EntityRef) {
    const frame = await frameOf(from);
    const read = frame?.reads.find((one) => sameEntity(one.ref, ref));
    const session = frame ? sessionFor(await portals.sessions(), frame.portal, ref.api) : null;
    const record = read && session ? await biot.records.get(read.ref, session) : null;
    return { session, record };
  }

  /** Does to an upload what a person asked for; a tab may do so only to uploads of its own portal. */
  async function tell(from: Sender, id: string, event: UploadEvent): Promise<undefined> {
    const upload = await journal.get(id);
    if (upload && (from.page === 'extension' || upload.owner.portal === from.origin))
      await runner.tell(id, event);
    return undefined;
  }
  const now = () => Date.now();

  return {
    'page.snapshot': async (_, from) => pages.snapshot(await frameOf(from)),
    'page.equip': async (_, from) => {
      if (from.page === 'tab') await equip(from.tab, from.frame);
      return undefined;
    },
    'files.inspect': async ({ file, name, ref }, from) => {
      const { record } = await readBy(from, ref);
      return inspect(file, name, record?.attributes ?? []);
    },
    'upload.add': async (upload, from) => {
      if (!(upload.file instanceof Blob)) return { accepted: false, reason: 'unreadable' };
      const { session, record } = await readBy(from, upload.ref);
      const admitted = await admit({ upload, session, record, now: new Date(), id: crypto.randomUUID() });
      if (!admitted.ok) return { accepted: false, reason: admitted.reason };
      const kept = await journal.add(admitted.upload, upload.file).then(
        () => null,
        (cause: unknown): FailReason => {
          if (cause instanceof StoreFull) return 'store-full';
          return cause instanceof DOMException && cause.name === 'NotReadableError'
            ? 'unreadable'
            : 'not-kept';
        },
      );
      if (kept !== null) return { accepted: false, reason: kept };
      await pages.attachedLastTo(upload.attribute);
      void runner.wake().then(changed);
      return { accepted: true, id: admitted.upload.id };
    },
    'upload.cancel': ({ id }, from) => tell(from, id, { type: 'cancelled', now: now() }),
    'upload.retry': ({ id }, from) => tell(from, id, { type: 'retried', now: now() }),
    'upload.undo': ({ id }, from) => tell(from, id, { type: 'undoAsked', now: now() }),
    'upload.settle': ({ id, keep }, from) => tell(from, id, { type: 'settled', keep, now: now() }),
    'upload.dismiss': async ({ id }, from) => {
      const upload = await journal.get(id);
      const over = upload && ['attached', 'undone', 'cancelled', 'failed'].includes(upload.state.at);
      if (over && (from.page === 'extension' || upload.owner.portal === from.origin))
        await journal.forget(id);
      await changed();
      return undefined;
    },
    'uploads.clear': async (_, from) => {
      if (from.page === 'tab') return undefined;
      const { uploads } = await journal.all();
      for (const { id } of uploads.filter(isFinished)) await journal.forget(id);
      await changed();
      return undefined;
    },
    'value.show': async ({ ref, attribute }, from) => {
      const { session, record } = await readBy(from, ref);
      const value = record?.attributes.find((one) => one.name === attribute)?.value;
      if (!session || !value) return { found: false, reason: 'record-unknown' };
      return shownValue(biot.clientOf(session), value);
    },
    'value.open': async ({ ref, attribute }, from) => {
      const { session, record } = await readBy(from, ref);
      const value = record?.attributes.find((one) => one.name === attribute)?.value;
      const answer = session && value ? await biot.clientOf(session).download(value.id) : null;
      if (answer?.ok) await openTab(answer.value.signedUrl, from.tab);
      return undefined;
    },
    'overview.read': async () => {
      const { uploads } = await journal.all();
      const shown = uploads.toSorted((a, b) => b.createdAt - a.createdAt);
      return {
        uploads: shown.map((one) =>
          uploadView(one, progress.sent('fileId' in one.state ? one.state.fileId : null)),
        ),
        tab: await pages.tabInFront(),
      };
    },
    'portals.read': async () => {
      const { origins = [] } = await browser.permissions.getAll();
      const people = (await portals.sessions()).map(async (session) => {
        const self = await biot.clientOf(session).readSelf();
        const { user, organization } = self.ok ? self.value : { user: null, organization: null };
        return { origin: session.portal, api: session.api, user, organization };
      });
      return { patterns: origins, portals: await Promise.all(people) };
    },
    'tab.reload': async () => {
      await browser.tabs.reload();
      return undefined;
    },
    'carrier.progress': ({ fileId, sent }, from) => {
      if (from.page === 'extension') progress.hear(fileId, sent);
      return undefined;
    },
  };
}
