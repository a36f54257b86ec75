import { browser } from 'wxt/browser';
import { callOf } from '../../lib/biot/kinds.ts';
import { inject } from '../../lib/browser/injection.ts';
import { speakAs } from '../../lib/browser/origin-rule.ts';
import { kept } from '../../lib/browser/session-area.ts';
import { type TrafficAnswer, type TrafficCall, watchTraffic } from '../../lib/browser/traffic.ts';
import { type FrameReads, frames, left, listed, noted, seen } from '../../lib/portal/reads.ts';
import type { EntityRef } from '../../lib/protocol/record.ts';
import { observe, refuse, type Session, sessions } from '../../lib/session/sessions.ts';

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
    const { page: portal, authorization, language } = call;
    let fresh = false;
    await known.change((before) => {
      const after = observe(before, { portal, api, authorization, language });
      fresh = after !== before;
      return after;
    });
    await open.change((before) => seen(before, { tab: call.tab, frame: call.frame, portal }));
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

  watchTraffic({
    called(call) {
      settled = settled.then(() => called(call));
    },
    answered(answer) {
      settled = settled.then(() => answered(answer));
    },
    navigated(tab, frame) {
      settled = settled.then(async () => void (await open.change((before) => left(before, tab, frame))));
    },
  });
  browser.tabs.onRemoved.addListener((tab) => void open.change((before) => left(before, tab, 0)));

  return {
    sessions: () => known.read(),
    frames: () => open.read(),
    async refuse(token) {
      await known.change((before) => refuse(before, token));
    },
  };
}
