import { browser } from 'wxt/browser';
import { equip, sightIn } from '../../lib/browser/injection.ts';
import { openTab } from '../../lib/browser/tabs.ts';
import { type Handlers, type Sender, tellFrame } from '../../lib/browser/transport.ts';
import type { UploadEvent } from '../../lib/outbox/event.ts';
import type { Upload } from '../../lib/outbox/upload.ts';
import type { EntityRef } from '../../lib/protocol/record.ts';
import type { Requests } from '../../lib/protocol/requests.ts';
import type { FailReason } from '../../lib/protocol/upload.ts';
import type { Session } from '../../lib/session/sessions.ts';
import type { Journal } from '../../lib/store/journal.ts';
import type { WaitingFiles } from '../../lib/store/waiting.ts';
import { createAcceptance } from '../../lib/uploads/acceptance.ts';
import type { Carrier } from '../../lib/uploads/carrier.ts';
import type { HandedFiles } from '../../lib/uploads/handed.ts';
import { admit, inspect } from '../../lib/uploads/intake.ts';
import type { Runner } from '../../lib/uploads/runner.ts';
import { openedValue, shownValue } from '../../lib/uploads/shown-value.ts';
import { uploadView } from '../../lib/uploads/upload-view.ts';
import type { AccessWatch } from './access.ts';
import { createAskers, mustBeOurs } from './askers.ts';
import type { Biot } from './biot.ts';
import { bulkAnswers } from './bulk.ts';
import { createCaptures } from './captures.ts';
import type { Losses } from './losses.ts';
import { overviewAnswers } from './overview.ts';
import type { Pages } from './pages.ts';
import { pickerAnswers } from './picker.ts';
import type { PortalTab } from './portal-tab.ts';
import type { Portals } from './portals.ts';
import type { Progress } from './progress.ts';
import type { Reach } from './reach.ts';
import type { Recents } from './recents.ts';
import { viewsOf } from './views.ts';

interface Parts {
  access: AccessWatch;
  reach: Reach;
  journal: Journal;
  carrier: Carrier;
  handed: HandedFiles;
  portals: Portals;
  biot: Biot;
  runner: Runner;
  pages: Pages;
  progress: Progress;
  losses: Losses;
  recents: Recents;
  waiting: WaitingFiles;
  portalTab: PortalTab;
  /** Sent from another page than its record's. */
  sent(id: string): Promise<void>;
  changed(): Promise<void>;
}

/** What the background answers to its pages. A tab may ask only about records that its own frame has read. */
export function answers({
  access,
  reach,
  journal,
  carrier,
  handed,
  portals,
  biot,
  runner,
  pages,
  progress,
  losses,
  recents,
  waiting,
  portalTab,
  sent,
  changed,
}: Parts): Handlers<Requests> {
  const { arrived, readBy, isTheirs, isSignedIn } = createAskers({ portals, biot });
  const accept = createAcceptance(journal);

  /** Does to an upload what its owner asked for. */
  async function tell(from: Sender, id: string, event: UploadEvent): Promise<undefined> {
    const upload = await journal.get(id);
    if (upload && (await isTheirs(from, upload))) await runner.tell(id, event);
    return undefined;
  }
  /** What an attribute of a record that a frame has read holds, if it is still what the page was told. */
  async function valueIn(from: Sender, ref: EntityRef, attribute: string, fileId: string) {
    const { session, record } = await readBy(from, ref);
    if (!session || !record)
      return { found: false, reason: session ? 'record-unknown' : 'no-session' } as const;
    const value = record.attributes.find((one) => one.name === attribute)?.value;
    if (value?.id !== fileId) return { found: false, reason: 'record-changed' } as const;
    return { found: true, client: biot.clientOf(session), value } as const;
  }
  /** Keeps what was admitted; why not, where it could not be. */
  async function store(
    upload: Upload,
    file: Blob,
    session: Session | null,
    ref: EntityRef | null,
  ): Promise<FailReason | null> {
    const reason = await accept(upload, file, async (fileId) => {
      const at = ref ?? (await madeFor(fileId));
      // The record as it is now: what is known of it may be older than what others have done.
      const present = session && at && (await biot.records.renew(at, session));
      const there = present?.attributes.find(({ name }) => name === upload.target.attribute);
      return there?.value?.id === fileId;
    });
    if (reason === null) void runner.wake().then(changed);
    return reason;
  }
  /** The record that was made for a file. */
  async function madeFor(fileId: string): Promise<EntityRef | null> {
    const { uploads } = await journal.all();
    const one = uploads.find(({ state }) => 'fileId' in state && state.fileId === fileId);
    return one ? uploadView(one, { sent: 0 }).ref : null;
  }
  /** The same, and what was chosen is offered first the next time. */
  const keep = async (upload: Upload, file: Blob, session: Session | null, ref: EntityRef) => {
    const reason = await store(upload, file, session, ref);
    if (reason !== null) return reason;
    const noted = [pages.attachedLastTo(upload.target.attribute), recents.note(upload, ref)];
    // The file is kept by now, whatever becomes of this.
    void Promise.all(noted).catch((cause: unknown) => {
      console.warn('Attach for BioT: not remembered', cause instanceof Error ? cause.name : typeof cause);
    });
    return null;
  };
  const views = async (uploads: readonly Upload[]) => viewsOf(uploads, { progress, reaches: await reach() });
  const captures = createCaptures({
    ...{ portals, biot, carrier, recents, waiting, portalTab, sent, changed },
    accept: keep,
  });
  const now = () => Date.now();

  return {
    'page.snapshot': async ({ back }, from) => pages.snapshot(await arrived(from, back)),
    'page.equip': async ({ with: script }, from) => {
      if (from.page === 'tab')
        await equip(from, script === 'stage' || script === 'gather' ? script : 'handover');
      return undefined;
    },
    'page.pass': async ({ files }, from) => {
      const frames = (await portals.frames()).filter(
        ({ tab, frame, portal, reads }) =>
          tab === from.tab && frame !== from.frame && portal === from.origin && reads.length > 0,
      );
      const [only, ...others] = frames;
      return only !== undefined && others.length === 0 && tellFrame(only, { news: 'files', files });
    },
    'files.inspect': async ({ file, name, ref }, from) => {
      const { record } = await readBy(from, ref);
      return inspect(file, name, record?.attributes ?? [], carrier);
    },
    'upload.add': async (upload, from) => {
      if (!(upload.file instanceof Blob)) return { accepted: false, reason: 'unreadable' };
      const { session, record } = await readBy(from, upload.ref);
      const admitted = await admit(
        { upload, session, record, now: new Date(), id: crypto.randomUUID() },
        carrier,
      );
      if (!admitted.ok) return { accepted: false, reason: admitted.reason };
      const wanted: Upload = from.isPrivate ? { ...admitted.upload, inMemory: true } : admitted.upload;
      const kept = await keep(wanted, upload.file, session, upload.ref);
      if (kept !== null) return { accepted: false, reason: kept };
      return { accepted: true, id: admitted.upload.id };
    },
    'upload.cancel': ({ id }, from) => tell(from, id, { type: 'cancelled', now: now() }),
    'upload.retry': ({ id }, from) => tell(from, id, { type: 'retried', now: now() }),
    'upload.undo': ({ id }, from) => tell(from, id, { type: 'undoAsked', now: now() }),
    'upload.settle': ({ id, keep }, from) => tell(from, id, { type: 'settled', keep, now: now() }),
    ...pickerAnswers({ journal, portals, biot, runner, captures, isTheirs }),
    ...captures.answers,
    ...bulkAnswers({ portals, biot, journal, carrier, handed, runner, views, isSignedIn, accept: store }),
    ...overviewAnswers({ access, journal, losses, waiting, pages, views, isSignedIn, changed }),
    'upload.dismiss': async ({ id }, from) => {
      const upload = await journal.get(id);
      const over = upload && ['attached', 'undone', 'cancelled', 'failed'].includes(upload.state.at);
      if (over && (await isTheirs(from, upload))) await journal.forget(id);
      await changed();
      return undefined;
    },
    'value.show': async ({ ref, attribute, fileId }, from) => {
      const held = await valueIn(from, ref, attribute, fileId);
      return held.found ? shownValue(held.client, held.value) : held;
    },
    'value.open': async ({ ref, attribute, fileId }, from) => {
      const held = await valueIn(from, ref, attribute, fileId);
      if (!held.found) return { opened: false, reason: held.reason };
      return openedValue(held.client, fileId, (address) => openTab(address, from.tab));
    },
    'portals.read': async (_, from) => {
      mustBeOurs(from);
      const people = await Promise.all((await portals.sessions()).map(biot.nameOf));
      return { ...(await access.views()), withheld: await access.withheld(), portals: people };
    },
    'tab.look': async (_, from) => {
      mustBeOurs(from);
      await access.look();
      return undefined;
    },
    'portal.seen': ({ api }, from) => access.seen(from, api),
    'portal.ask': async ({ portal, api }, from) => {
      mustBeOurs(from);
      await access.ask(portal, api);
      return undefined;
    },
    'portal.remove': async ({ portal }, from) => {
      mustBeOurs(from);
      await portals.forget(portal);
      await access.remove(portal);
      return undefined;
    },
    'people.read': async (_, from) => {
      mustBeOurs(from);
      // Never the token.
      const named = async ({ portal, api, user, organization, ...rest }: Session) => {
        const known = await biot.nameOf({ portal, api, user, organization, ...rest });
        return { portal, api, user, organization, name: known.user };
      };
      return Promise.all((await portals.sessions()).map(named));
    },
    'sights.read': async (_, from) => {
      mustBeOurs(from);
      const sights = await Promise.all((await portals.frames()).map(sightIn));
      return sights.filter((one) => one !== null);
    },
    'tab.reload': async (_, from) => {
      mustBeOurs(from);
      await browser.tabs.reload();
      return undefined;
    },
    'carrier.progress': ({ sent }, from) => {
      if (from.page === 'extension') for (const [id, bytes] of sent) progress.hear(id, bytes);
      return undefined;
    },
  };
}
