import { browser } from 'wxt/browser';
import { callOf } from '../../lib/biot/kinds.ts';
import { inject } from '../../lib/browser/injection.ts';
import { speakAs } from '../../lib/browser/origin-rule.ts';
import { kept } from '../../lib/browser/session-area.ts';
import { type TrafficAnswer, type TrafficCall, watchTraffic } from '../../lib/browser/traffic.ts';
import { closed, type FrameReads, frames, left, listed, noted, seen } from '../../lib/portal/reads.ts';
import type { EntityRef } from '../../lib/protocol/record.ts';
import { observe, refuse, type Session, sessions, without } from '../../lib/session/sessions.ts';
import { bearerOf } from '../../lib/session/token.ts';

/** What portals' own traffic has shown: who is signed in where, and what each frame has read. */
export interface Portals {
  sessions(): Promise<readonly Session[]>;
  frames(): Promise<readonly FrameReads[]>;
  /** The API has refused this token: nothing is sent with it again. */
  refuse(token: string): Promise<void>;
}

interface Hearer {
  /** A portal uses a newer token, or another user's. */
  onSession(): void;
  /** A frame has read a list of records. */
  onList(): void;
  /** A frame has read a record, or somebody has changed one. */
  onRecord(frame: FrameReads, ref: EntityRef): void;
}

const isWith = (one: FrameReads, { portal, user, organization }: FrameReads): boolean =>
  one.portal === portal && one.user === user && one.organization === organization;

/** Watches from the first moment on: the listeners are registered synchronously. */
export function watchPortals(hear: Hearer): Portals {
  const known = kept<readonly Session[]>('sessions', sessions, []);
  const open = kept<readonly FrameReads[]>('frames', frames, []);
  // An answer is looked at only after its call: by then the session stands and the origin rule with it.
  let settled: Promise<void> = Promise.resolve();

  async function called(call: TrafficCall): Promise<void> {
    const about = callOf(call.url);
    if (about === null || call.authorization === null) return;
    const api = about.about === 'entity' ? about.ref.api : about.api;
    const { tab, frame, page: portal, authorization, language } = call;
    const bearer = bearerOf(authorization);
    if (bearer === null) return;
    const former = (await open.read()).find((one) => one.tab === tab && one.frame === frame);
    const here = await open.change((before) => seen(before, { tab, frame, portal, ...bearer.owner }));
    let fresh = false;
    await known.change((before) => {
      let after = observe(before, { portal, api, authorization, language });
      // Somebody else has signed in where this person was, and no other tab is theirs.
      if (former?.portal === portal && !here.some((one) => isWith(one, former)))
        after = without(after, former);
      fresh = after !== before;
      return after;
    });
    if (!fresh) return;
    await speakAs(portal, api);
    hear.onSession();
  }

  async function answered({ tab, frame, page: portal, url, method, status }: TrafficAnswer): Promise<void> {
    const about = callOf(url);
    if (about === null || about.about === 'other' || status < 200 || status > 299) return;
    if (about.about === 'list') {
      if (method !== 'GET') return;
      await open.change((before) => listed(before, { tab, frame, portal }, Date.now()));
      await inject(tab, frame);
      hear.onList();
      return;
    }
    const read = { ref: about.ref, at: Date.now() };
    const all = await open.change((before) =>
      method === 'GET' ? noted(before, { tab, frame, portal }, read) : before,
    );
    const here = all.find((one) => one.tab === tab && one.frame === frame);
    if (!here) return;
    if (method === 'GET') await inject(tab, frame);
    hear.onRecord(here, about.ref);
  }

  /** One after another; what one of them stumbles over does not keep the next from being seen. */
  function then(work: () => Promise<void>): void {
    settled = settled.then(work).catch((cause: unknown) => {
      console.error('Attach for BioT: a call was not understood', cause instanceof Error ? cause.name : '');
    });
  }

  watchTraffic({
    called: (call) => then(() => called(call)),
    answered: (answer) => then(() => answered(answer)),
    navigated: (tab, frame) =>
      then(async () => void (await open.change((before) => left(before, tab, frame)))),
  });
  browser.tabs.onRemoved.addListener((tab) =>
    then(async () => void (await open.change((before) => closed(before, tab)))),
  );

  return {
    sessions: () => known.read(),
    frames: async () => (await open.read()).filter((one) => !one.gone),
    async refuse(token) {
      await known.change((before) => refuse(before, token));
    },
  };
}
