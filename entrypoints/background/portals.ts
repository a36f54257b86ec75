import { browser } from 'wxt/browser';
import { callOf, listOf } from '../../lib/biot/kinds.ts';
import { inject } from '../../lib/browser/injection.ts';
import { kept } from '../../lib/browser/session-area.ts';
import { tabsAt } from '../../lib/browser/tabs.ts';
import { type TrafficAnswer, type TrafficCall, watchTraffic } from '../../lib/browser/traffic.ts';
import { callersOf } from '../../lib/portal/callers.ts';
import type { DocumentAt, FrameReads } from '../../lib/portal/reads.ts';
import * as reads from '../../lib/portal/reads.ts';
import { type EntityRef, sameEntity } from '../../lib/protocol/record.ts';
import { observe, refuse, type Session, sessions, without } from '../../lib/session/sessions.ts';
import { bearerOf } from '../../lib/session/token.ts';
import type { AccessWatch } from './access.ts';

/** What portals' own traffic has shown: who is signed in where, and what each document has read. */
export interface Portals {
  sessions(): Promise<readonly Session[]>;
  /** One for each frame: those in the back/forward cache are left out. */
  frames(): Promise<readonly FrameReads[]>;
  /** What a document that asks has read, under the person whose token it used last. */
  frameOf(at: DocumentAt): Promise<FrameReads | undefined>;
  /** The same for a document that stands in its frame now. @param back it comes from the back/forward cache. */
  arrived(at: DocumentAt, back: boolean): Promise<FrameReads | undefined>;
  /** Forgets what was read where we may no longer be; the frames concerned. */
  leave(may: (address: string) => boolean): Promise<readonly FrameReads[]>;
  /** Forgets who is signed in on a portal. */
  forget(portal: string): Promise<void>;
  /** Records that a document has asked for by id and has no answer for yet. */
  asking(at: DocumentAt): readonly EntityRef[];
  /** The API has refused this token: nothing is sent with it again. */
  refuse(token: string): Promise<void>;
}

/** Whom a portal has signed out, or has seen replaced by somebody else. */
export type Leaver = Pick<Session, 'portal' | 'user' | 'organization'>;

interface Hearer {
  /** Somebody is at work on a portal no more. */
  onLeft(who: Leaver, api: string): void;
  /** A portal uses a newer token, or another user's. */
  onSession(portal: string, api: string): void;
  /** A frame has read a list of records, added one, or asks for one it has not read. */
  onList(): void;
  /** A frame has read a record, or changed one. */
  onRecord(frame: FrameReads, ref: EntityRef, what: 'read' | 'changed'): void;
}

/** Watches from the first moment on: the listeners are registered synchronously. */
export function watchPortals(hear: Hearer, access: Pick<AccessWatch, 'may'>): Portals {
  const known = kept<readonly Session[]>('sessions', sessions, []);
  const open = kept<readonly FrameReads[]>('frames', reads.frames, []);
  const callers = callersOf();
  /** A call that is told after its tab was closed does not open it again. */
  const closed = new Set<number>();
  // An answer is looked at only after its call: by then the session stands.
  let settled: Promise<void> = Promise.resolve();

  async function called(call: TrafficCall): Promise<void> {
    const about = callOf(call.url);
    if (about === null || closed.has(call.tab)) return;
    if (about.about === 'logout') return call.method === 'POST' ? signsOut(call, about.api) : undefined;
    if (call.authorization === null) return;
    const bearer = bearerOf(call.authorization);
    if (bearer === null) return;
    const { tab, frame, document, page: portal, authorization } = call;
    const api = about.about === 'entity' ? about.ref.api : about.api;
    // A click on our button lends us the page in front: what is lent so is not observed.
    const may = await access.may();
    if (!may(portal) || !may(api)) return;
    const by = { tab, frame, document, portal, ...bearer.owner };
    const asks = about.about === 'entity' && call.method === 'GET';
    callers.called(call.request, by, asks ? about.ref : null);
    const former = reads.lastIn(await open.read(), call);
    const here = await open.change((before) => reads.seen(before, by));
    // Calls about records say in which language the portal shows them; others may say the browser's own.
    const language = about.about === 'entity' ? call.language : null;
    let fresh = false;
    // Somebody else has signed in where this person was, and no other frame is theirs.
    const gone = former?.portal === portal && !reads.isAtWork(here, former) ? former : null;
    await known.change((before) => {
      const seen = observe(before, { portal, api, authorization, language });
      const after = gone ? without(seen, gone) : seen;
      fresh = after !== before;
      return after;
    });
    if (gone && fresh) hear.onLeft(gone, api);
    if (fresh) hear.onSession(portal, api);
    const read = reads.lastOf(here, by)?.reads ?? [];
    if (asks && !read.some(({ ref }) => sameEntity(ref, about.ref))) hear.onList();
  }

  /** From here on nothing of theirs is sent, whatever the API answers; a call with their token signs them in again. */
  async function signsOut({ page: portal, authorization, ...at }: TrafficCall, api: string): Promise<void> {
    const bearer = authorization === null ? null : bearerOf(authorization);
    const last = reads.lastIn(await open.read(), at);
    const who = bearer ? { portal, ...bearer.owner } : last?.portal === portal ? last : null;
    if (who === null) return;
    const { user, organization } = who;
    let fresh = false;
    await known.change((before) => {
      const after = without(before, { portal, user, organization });
      fresh = after.length !== before.length;
      return fresh ? after : before;
    });
    if (!fresh) return;
    hear.onLeft({ portal, user, organization }, api);
    hear.onSession(portal, api);
  }

  async function answered({ request, url, method, status, ...at }: TrafficAnswer): Promise<void> {
    const asked = callers.answered(request);
    const about = callOf(url);
    if (about === null || about.about === 'other' || about.about === 'logout') return;
    if (!isGiven(status)) {
      // Nothing is to come of what was asked for.
      if (about.about === 'entity') hear.onList();
      return;
    }
    // A question before the call (CORS) is none about a record.
    if (method === 'OPTIONS' || method === 'HEAD' || asked === null || closed.has(at.tab)) return;
    const by = asked ?? reads.lastOf(await open.read(), { ...at, portal: at.page });
    if (by === undefined) return;
    if (about.about === 'list') {
      if (method === 'POST') {
        await open.change((before) => reads.created(before, by, Date.now()));
        hear.onList();
      }
      if (method !== 'GET') return;
      await open.change((before) => reads.listed(before, by, Date.now(), listOf(url)));
      hear.onList();
      await inject(at, false);
      return;
    }
    const read = { ref: about.ref, at: Date.now() };
    const all = await open.change((before) => (method === 'GET' ? reads.noted(before, by, read) : before));
    const here = reads.lastOf(all, by);
    if (!here) return;
    hear.onRecord(here, about.ref, method === 'GET' ? 'read' : 'changed');
    if (method === 'GET') await inject(at, true);
  }

  /**
   * A portal's service worker calls for any of its tabs, and nobody tells for which: each is taken for the caller.
   * What it shows decides, as it does for whatever else a tab has read.
   */
  async function each<T extends TrafficCall | TrafficAnswer>(
    traffic: T,
    hearing: (traffic: T) => Promise<void>,
  ): Promise<void> {
    if (traffic.tab >= 0) return hearing(traffic);
    for (const tab of await tabsAt(`${traffic.page}/*`))
      await hearing({ ...traffic, tab, frame: 0, document: '', request: `${traffic.request} ${tab}` });
  }

  /** One after another; what one of them stumbles over does not keep the next from being seen. */
  function next(work: () => Promise<unknown>): void {
    settled = settled.then(work).then(
      () => undefined,
      (cause: unknown) => {
        const name = cause instanceof Error ? cause.name : typeof cause;
        console.error('Attach for BioT: a call was not understood', name);
      },
    );
  }

  /** A browser may name documents to us and not to whoever watches calls. */
  const find = (all: readonly FrameReads[], at: DocumentAt) =>
    reads.lastOf(all, at) ?? reads.lastOf(all, { ...at, document: '' });

  watchTraffic({
    called: (call) => next(() => each(call, called)),
    answered: (answer) => next(() => each(answer, answered)),
    failed: (request) => next(async () => callers.answered(request) && hear.onList()),
    navigated: (tab, frame) =>
      next(() => {
        callers.left(tab, frame);
        return open.change((before) => reads.left(before, { tab, frame }));
      }),
  });
  browser.tabs.onRemoved.addListener((tab) =>
    next(() => {
      closed.add(tab);
      return open.change((before) => reads.closed(before, tab));
    }),
  );

  return {
    sessions: () => known.read(),
    frames: async () => (await open.read()).filter(({ present }) => present),
    frameOf: async (at) => find(await open.read(), at),
    async arrived(at, back) {
      const all = await open.change((before) =>
        // Without a name, a document that comes back cannot be told from the one it takes the place of.
        back && at.document === '' ? reads.left(before, at) : reads.returned(before, at),
      );
      return find(all, at);
    },
    asking: (at) => [at, { ...at, document: '' }].slice(at.document === '' ? 1 : 0).flatMap(callers.asking),
    leave: (may) =>
      new Promise((resolve) =>
        next(async () => {
          const stays = ({ portal, reads: read }: FrameReads) =>
            may(portal) && read.every(({ ref }) => may(ref.api));
          let left: readonly FrameReads[] = [];
          await open.change((before) => {
            left = before.filter((one) => !stays(one));
            return left.length === 0 ? before : before.filter(stays);
          });
          resolve(left);
        }),
      ),
    async forget(portal) {
      await known.change((before) => before.filter((one) => one.portal !== portal));
    },
    async refuse(token) {
      await known.change((before) => refuse(before, token));
    },
  };
}

/** A record that has not changed since the page read it last is read as well. */
const isGiven = (status: number): boolean => (status >= 200 && status <= 299) || status === 304;
