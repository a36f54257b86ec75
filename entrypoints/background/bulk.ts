import * as v from 'valibot';
import { searchable } from '../../lib/biot/kinds.ts';
import { fields } from '../../lib/biot/record.ts';
import { type Handlers, tellPages } from '../../lib/browser/transport.ts';
import { openPage } from '../../lib/browser/windows.ts';
import type { UploadEvent } from '../../lib/outbox/event.ts';
import { isCancellable } from '../../lib/outbox/phase.ts';
import type { Upload } from '../../lib/outbox/upload.ts';
import type { BulkFound, BulkSource, FoundFile, OpenList } from '../../lib/protocol/bulk.ts';
import type { EntityKind, EntityRef } from '../../lib/protocol/record.ts';
import type { Requests } from '../../lib/protocol/requests.ts';
import type { FailReason, UploadView } from '../../lib/protocol/upload.ts';
import type { Session } from '../../lib/session/sessions.ts';
import type { Journal } from '../../lib/store/journal.ts';
import { allPages } from '../../lib/uploads/all-pages.ts';
import { Bounded } from '../../lib/uploads/bounded.ts';
import type { Carrier } from '../../lib/uploads/carrier.ts';
import { isOwn } from '../../lib/uploads/frame-records.ts';
import type { HandedFiles } from '../../lib/uploads/handed.ts';
import { admitTo, targetOf } from '../../lib/uploads/intake.ts';
import { createMoves } from '../../lib/uploads/moves.ts';
import type { KnownRecord } from '../../lib/uploads/record-view.ts';
import type { Runner } from '../../lib/uploads/runner.ts';
import { mustBeOurs } from './askers.ts';
import type { Biot } from './biot.ts';
import { keyOf } from './holding.ts';
import { createMakings } from './makings.ts';
import type { Portals } from './portals.ts';

interface Parts {
  portals: Portals;
  biot: Biot;
  journal: Journal;
  carrier: Carrier;
  handed: HandedFiles;
  runner: Runner;
  accept(upload: Upload, file: Blob, session: Session, ref: EntityRef | null): Promise<FailReason | null>;
  views(uploads: readonly Upload[]): Promise<UploadView[]>;
  isSignedIn(upload: Upload): Promise<boolean>;
}

type Wanted =
  | 'bulk.open'
  | 'bulk.bring'
  | 'bulk.read'
  | 'bulk.records'
  | 'bulk.templates'
  | 'bulk.send'
  | 'bulk.uploads'
  | 'bulk.tell';

/** Records of the last lists, so that not each of a thousand files costs a read before it is kept. */
const remembered = 20_000;

/** What the table asks in which many files are given to their records. */
export function bulkAnswers(parts: Parts): Pick<Handlers<Requests>, Wanted> {
  const { portals, biot, journal, carrier, handed, runner, accept, views, isSignedIn } = parts;
  const listed = new Bounded<KnownRecord>(remembered);
  /** Files that pages of the portal are handing over, by tab; then those that wait for their table, by its id. */
  const coming = new Map<number, FoundFile[]>();
  const dropped = new Map<string, FoundFile[]>();
  const makings = createMakings({ portals, biot });
  const moves = createMoves();
  let search = new AbortController();

  const present = async () => (await portals.sessions()).filter(({ refused }) => !refused);
  const sessionOf = async (key: string) => (await present()).find((one) => keyOf(one) === key) ?? null;

  /** Lists that stand in pages of people who are signed in. */
  async function lists(sessions: readonly Session[]): Promise<OpenList[]> {
    const frames = (await portals.frames()).filter(
      (frame) => frame.present && sessions.some((session) => isOwn(frame, session)),
    );
    return frames.flatMap(({ tab, frame, list }) => {
      const request = list && requestOf(list.request);
      if (!request) return [];
      const { freeTextSearch } = request;
      const text = typeof freeTextSearch === 'string' ? freeTextSearch : '';
      return [{ tab, frame, kind: list.kind, text }];
    });
  }

  /** Where the records are to be read, and what is asked for. */
  async function placeOf(source: BulkSource, session: Session): Promise<Place | null> {
    if ('kind' in source) {
      const path = searchable.find(({ kind }) => kind === source.kind)?.path;
      const request = source.text.trim() === '' ? {} : { freeTextSearch: source.text.trim() };
      return path === undefined ? null : { kind: source.kind, path, request };
    }
    const { tab, frame } = source.list;
    const frames = await portals.frames();
    const list = frames.find((one) => one.tab === tab && one.frame === frame && isOwn(one, session))?.list;
    const request = list && requestOf(list.request);
    return request ? { kind: list.kind, path: list.path, request } : null;
  }

  async function records(sender: string, source: BulkSource): Promise<BulkFound> {
    search.abort();
    search = new AbortController();
    const session = await sessionOf(sender);
    if (!session) return { reason: 'no-session' };
    const place = await placeOf(source, session);
    if (!place) return { reason: 'record-unknown' };
    const found = await allPages(biot.clientOf(session), place.path, place.request, search.signal);
    if ('is' in found)
      return {
        reason: found.is === 'session' ? 'no-session' : found.is === 'refused' ? found.reason : 'server',
      };
    const all = await Promise.all(
      found.entities.map(async (entity) => {
        const id = encodeURIComponent(entity._id);
        const ref = { api: session.api, kind: place.kind, path: `${place.path}/${id}`, id };
        const known = await biot.records.clued(ref, entity, session);
        if (!known) return [];
        const { record, clues } = known;
        listed.set(`${sender} ${ref.path}`, record);
        const { caption, identity, attributes } = record;
        return [{ ref, caption, identity, attributes, clues }];
      }),
    );
    return { records: all.flat(), isWhole: found.isWhole };
  }

  const allOf = async (batch: string) => (await journal.all()).uploads.filter((one) => one.batch === batch);

  async function owned(uploads: readonly Upload[]): Promise<Upload[]> {
    // A batch is one person's, or a few people's; it is asked about them, and not about a thousand files.
    const owners = Map.groupBy(uploads, ({ owner }) => JSON.stringify(owner));
    const own = await Promise.all(
      [...owners.values()].map(async (theirs) => (theirs[0] && (await isSignedIn(theirs[0])) ? theirs : [])),
    );
    return own.flat();
  }

  const ofBatch = async (batch: string) => owned(await allOf(batch));

  return {
    'bulk.open': async ({ batch }, from) => {
      mustBeOurs(from);
      await openPage('assign.html', batch === null ? '' : `batch=${encodeURIComponent(batch)}`);
      return undefined;
    },
    'bulk.bring': async ({ files, isLast }, from) => {
      if (from.page !== 'tab') return undefined;
      const all = [...(coming.get(from.tab) ?? []), ...files];
      coming.set(from.tab, all);
      if (!isLast) return undefined;
      coming.delete(from.tab);
      const id = crypto.randomUUID();
      dropped.set(id, all);
      await openPage('assign.html', `drop=${id}`);
      return undefined;
    },
    'bulk.read': async ({ drop, batch }, from) => {
      mustBeOurs(from);
      const sessions = await present();
      const files = dropped.get(drop ?? '') ?? [];
      // The table holds them from here on.
      dropped.delete(drop ?? '');
      return {
        // The newest session stands last, and is offered first.
        senders: await Promise.all(
          sessions.toReversed().map(async (one) => {
            const { user, organization } = await biot.nameOf(one);
            return { key: keyOf(one), name: user, organization, portal: new URL(one.portal).host };
          }),
        ),
        lists: await lists(sessions),
        kinds: [...new Set(searchable.map(({ kind }) => kind))],
        files,
        uploads: batch === null ? [] : await views(await ofBatch(batch)),
      };
    },
    'bulk.records': async ({ sender, source }, from) => {
      mustBeOurs(from);
      return records(sender, source);
    },
    'bulk.templates': async ({ sender }, from) => {
      mustBeOurs(from);
      const session = await sessionOf(sender);
      return session && makings.templates(session);
    },
    'bulk.send': async ({ batch, sender, file, examined, to, attribute, replaces }, from) => {
      mustBeOurs(from);
      if (!(file instanceof Blob)) return { accepted: false, reason: 'unreadable' };
      const session = await sessionOf(sender);
      if (!session) return { accepted: false, reason: 'no-session' };
      const id = crypto.randomUUID();
      const what = { file, examined, name: file.name, session, now: new Date(), id };
      const ref = 'ref' in to ? to.ref : null;
      const place = async (sniffed: { size: number; type: string }) => {
        if (!('ref' in to)) return makings.targetOf(session, to.making, attribute, sniffed);
        const known = listed.get(`${sender} ${to.ref.path}`);
        const isTheirs = to.ref.api === session.api;
        const record = isTheirs ? (known ?? (await biot.records.get(to.ref, session))) : null;
        return record ? targetOf(record, attribute, replaces, sniffed) : 'record-unknown';
      };
      const admitted = await admitTo(place, what, carrier);
      if (!admitted.ok) return { accepted: false, reason: admitted.reason };
      const one = { ...admitted.upload, batch };
      const { md5 } = examined;
      if (md5 !== null) handed.hold(id, { file, md5 });
      const reason = await accept(one, file, session, ref);
      if (reason !== null) handed.take(id);
      return reason === null ? { accepted: true, id: one.id } : { accepted: false, reason };
    },
    'bulk.uploads': async ({ batch, since }, from) => {
      mustBeOurs(from);
      const all = await allOf(batch);
      const { moved, told } = moves(all, since);
      // How far a file is on its way moves nothing.
      const some = new Set([...moved, ...all.filter(({ state }) => state.at === 'sending')]);
      const own = await owned(all);
      return { uploads: await views(own.filter((one) => some.has(one))), count: own.length, told };
    },
    'bulk.tell': async ({ batch, what }, from) => {
      mustBeOurs(from);
      const fit = (await ofBatch(batch)).filter((one) => suits[what](one));
      const type = ({ cancel: 'cancelled', retry: 'retried', undo: 'undoAsked' } as const)[what];
      for (const { id } of fit) await runner.tell(id, { type, now: Date.now() } satisfies UploadEvent);
      await tellPages({ news: 'uploads' });
      return fit.length;
    },
  };
}

interface Place {
  kind: EntityKind;
  path: string;
  request: Record<string, unknown>;
}

/** A portal's own search request; null where it cannot be read: without its filters the list would be another one. */
function requestOf(text: string): Record<string, unknown> | null {
  try {
    const read = v.safeParse(fields, JSON.parse(text));
    return read.success ? read.output : null;
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
}

const suits = {
  cancel: isCancellable,
  retry: ({ state }: Upload) => state.at === 'failed',
  undo: ({ state }: Upload) => state.at === 'attached',
};
