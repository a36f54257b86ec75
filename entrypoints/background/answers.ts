import { browser } from 'wxt/browser';
import { equip } from '../../lib/browser/injection.ts';
import type { Kept } from '../../lib/browser/session-area.ts';
import { openTab } from '../../lib/browser/tabs.ts';
import type { Handlers, Sender } from '../../lib/browser/transport.ts';
import type { UploadEvent } from '../../lib/outbox/event.ts';
import { isFinished } from '../../lib/outbox/phase.ts';
import type { Upload } from '../../lib/outbox/upload.ts';
import type { FrameReads } from '../../lib/portal/reads.ts';
import { type EntityRef, sameEntity } from '../../lib/protocol/record.ts';
import type { Requests } from '../../lib/protocol/requests.ts';
import type { FailReason } from '../../lib/protocol/upload.ts';
import { belongs } from '../../lib/session/sessions.ts';
import { type Journal, StoreFull } from '../../lib/store/journal.ts';
import { admit, inspect } from '../../lib/uploads/intake.ts';
import type { Runner } from '../../lib/uploads/runner.ts';
import { shownValue } from '../../lib/uploads/shown-value.ts';
import { isStore } from '../../lib/uploads/store-address.ts';
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
  lost: Kept<number>;
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
  lost,
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
    const session = frame ? sessionFor(await portals.sessions(), frame, ref.api) : null;
    const record = read && session ? await biot.records.get(read.ref, session) : null;
    return { session, record };
  }

  /** Whether an upload is the asker's: of the person a frame speaks for, or of somebody who is signed in. */
  async function isTheirs(from: Sender, { owner }: Upload): Promise<boolean> {
    if (from.page === 'extension') return (await portals.sessions()).some((one) => belongs(one, owner));
    const frame = await frameOf(from);
    return frame !== undefined && belongs({ ...frame, api: owner.api }, owner);
  }

  /** Does to an upload what its owner asked for. */
  async function tell(from: Sender, id: string, event: UploadEvent): Promise<undefined> {
    const upload = await journal.get(id);
    if (upload && (await isTheirs(from, upload))) await runner.tell(id, event);
    return undefined;
  }
  /** What only the extension's own pages may ask. */
  const mustBeOurs = ({ page }: Sender) => {
    if (page !== 'extension') throw new Error('Not for pages of a portal');
  };
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
      // The file is kept by now, whatever becomes of this.
      void pages.attachedLastTo(upload.attribute).catch(() => undefined);
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
      if (over && (await isTheirs(from, upload))) await journal.forget(id);
      await changed();
      return undefined;
    },
    'uploads.clear': async (_, from) => {
      mustBeOurs(from);
      const { uploads } = await journal.all();
      const sessions = await portals.sessions();
      const theirs = uploads.filter(({ owner }) => sessions.some((one) => belongs(one, owner)));
      await journal.forget(...theirs.filter(isFinished).map(({ id }) => id));
      await lost.change(() => 0);
      await changed();
      return undefined;
    },
    'value.show': async ({ ref, attribute, fileId }, from) => {
      const { session, record } = await readBy(from, ref);
      const value = record?.attributes.find((one) => one.name === attribute)?.value;
      if (!session || value?.id !== fileId) return { found: false, reason: 'record-unknown' };
      if (session.refused) return { found: false, reason: 'no-session' };
      return shownValue(biot.clientOf(session), value);
    },
    'value.open': async ({ ref, attribute }, from) => {
      const { session, record } = await readBy(from, ref);
      const value = record?.attributes.find((one) => one.name === attribute)?.value;
      const answer = session && value ? await biot.clientOf(session).download(value.id) : null;
      if (!answer?.ok || !isStore(answer.value.signedUrl)) return { opened: false };
      await openTab(answer.value.signedUrl, from.tab);
      return { opened: true };
    },
    'overview.read': async (_, from) => {
      mustBeOurs(from);
      const { uploads } = await journal.all();
      const sessions = await portals.sessions();
      const shown = uploads
        .filter(({ owner }) => sessions.some((one) => belongs(one, owner)))
        .toSorted((a, b) => b.createdAt - a.createdAt);
      return {
        others: uploads.filter((one) => !shown.includes(one) && !isFinished(one)).length,
        uploads: shown.map((one) =>
          uploadView(one, progress.sent('fileId' in one.state ? one.state.fileId : null)),
        ),
        lost: await lost.read(),
        tab: await pages.tabInFront(),
      };
    },
    'portals.read': async (_, from) => {
      mustBeOurs(from);
      const { origins = [] } = await browser.permissions.getAll();
      const people = (await portals.sessions()).map(async (session) => {
        const self = session.refused ? null : await biot.clientOf(session).readSelf();
        const { user, organization } = self?.ok ? self.value : { user: null, organization: null };
        return { origin: session.portal, api: session.api, user, organization };
      });
      return { patterns: origins, portals: await Promise.all(people) };
    },
    'tab.reload': async (_, from) => {
      mustBeOurs(from);
      await browser.tabs.reload();
      return undefined;
    },
    'carrier.progress': ({ fileId, sent }, from) => {
      if (from.page === 'extension') progress.hear(fileId, sent);
      return undefined;
    },
  };
}
