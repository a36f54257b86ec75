import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { type Domain, domains, entered, noted, removed } from '../../lib/access/domains.ts';
import { covers, mayBeApi, patternOf } from '../../lib/access/patterns.ts';
import { type Access, tabView, withheld } from '../../lib/access/tab-view.ts';
import { lookAt, lookAtAll, registerLookouts } from '../../lib/browser/lookouts.ts';
import { giveBack, grantedPatterns, onGrantsChanged, ownPatterns } from '../../lib/browser/permissions.ts';
import { kept } from '../../lib/browser/session-area.ts';
import { isStoreHost } from '../../lib/browser/store-host.ts';
import { tabInFront } from '../../lib/browser/tabs.ts';
import type { Sender } from '../../lib/browser/transport.ts';
import type { DomainView, TabView } from '../../lib/protocol/requests.ts';

const calls = v.array(v.object({ tab: v.number(), origin: v.string(), api: v.string() }));
type Calls = v.InferOutput<typeof calls>;

/** Pages looked at, of which the last ones are remembered. */
const most = 32;

interface Hearer {
  /** Hosts were granted or withdrawn, or a portal was forgotten. */
  changed(): void;
  /** It has been learnt where a page takes its data from. */
  learnt(): void;
}

/** Where the browser lets us work. What it grants is asked anew after each change: nothing else is the truth. */
export function watchAccess(hear: Hearer) {
  const known = kept<readonly Domain[]>('domains', domains, [], () => browser.storage.local);
  const seen = kept<Calls>('calls', calls, []);
  let granted: Promise<readonly string[]> | null = null;

  const patterns = () => {
    granted ??= grantedPatterns();
    return granted;
  };
  const access = async (): Promise<Access> => ({
    own: ownPatterns(),
    granted: await patterns(),
    domains: await known.read(),
  });
  const isOwn = (origin: string) => covers(ownPatterns(), origin);

  async function may(): Promise<(address: string) => boolean> {
    const now = await patterns();
    return (address) => covers(now, address);
  }

  /** Portals that are allowed, and of which nobody knows yet where their data comes from, are watched for it. */
  async function settle(): Promise<void> {
    const allowed = await may();
    const all = await known.change((before) => entered(before, allowed));
    const open = all.filter(({ portal, apis }) => allowed(portal) && apis.length === 0);
    const watched = open.map(({ portal }) => patternOf(portal));
    await registerLookouts(watched);
    await Promise.all(watched.map(lookAtAll));
  }

  /** What goes wrong here is seen in the popup: the portal stays as it is. */
  const settled = () =>
    settle().catch((cause: unknown) => {
      console.error('Attach for BioT: access was not settled', cause instanceof Error ? cause.name : '');
    });

  onGrantsChanged(() => {
    granted = null;
    void settled().then(hear.changed);
  });

  async function note(portal: string, api: string | null): Promise<void> {
    const before = await known.read();
    if ((await known.change((now) => noted(now, portal, api))) === before) return;
    await settled();
    hear.learnt();
  }

  async function missing({ portal, apis }: Domain): Promise<string[]> {
    const allowed = await may();
    return [portal, ...apis].filter((origin) => !allowed(origin) && !isOwn(origin)).map(patternOf);
  }

  return {
    may,
    /** A portal was heard calling its API. */
    async met(portal: string, api: string): Promise<void> {
      if (!isOwn(portal)) await note(portal, new URL(api).origin);
    },
    /** Somebody is about to be asked: what is granted after that is granted for this portal. */
    ask: note,
    async look(): Promise<void> {
      const tab = await tabInFront();
      if (tab?.origin != null && !isOwn(tab.origin)) await lookAt(tab.id);
    },
    /** A page says which API it calls. It may say what it likes: a person is asked before anything comes of it. */
    async seen({ tab, frame, origin }: Sender, api: string | null): Promise<{ wait: boolean }> {
      if (frame !== 0 || isOwn(origin)) return { wait: false };
      const allowed = (await may())(origin);
      if (api === null) return { wait: allowed };
      if (!mayBeApi(api, origin) || isStoreHost(api)) return { wait: false };
      const entry = { tab, origin, api: new URL(api).origin };
      await seen.change((before) => [...before.filter((one) => one.tab !== tab), entry].slice(-most));
      if (allowed && (await known.read()).some(({ portal }) => portal === origin))
        await note(origin, entry.api);
      else hear.learnt();
      return { wait: false };
    },
    /** What the popup says of the tab in front. */
    async tab(isObserved: (tab: number) => Promise<boolean>): Promise<TabView> {
      const tab = await tabInFront();
      const origin = tab?.origin == null || isStoreHost(tab.origin) ? null : tab.origin;
      const called = (await seen.read()).find((one) => one.tab === tab?.id && one.origin === origin);
      const observed = tab !== null && (await isObserved(tab.id));
      return tabView({ origin, observed, seen: called?.api ?? null }, await access());
    },
    withheld: async (): Promise<string[]> => withheld(await access()),
    async views(): Promise<{ patterns: readonly string[]; domains: DomainView[] }> {
      const { own, granted: now, domains: all } = await access();
      const single = new Set(all.flatMap(({ portal, apis }) => [portal, ...apis]).map(patternOf));
      const views = await Promise.all(
        all
          .filter(({ used }) => used)
          .map(async (one) => ({ portal: one.portal, apis: one.apis, missing: await missing(one) })),
      );
      return {
        patterns: [...own, ...now.filter((one) => !own.includes(one) && !single.has(one))],
        domains: views,
      };
    },
    async remove(portal: string): Promise<void> {
      const { origins } = removed(await known.read(), portal);
      await known.change((before) => removed(before, portal).left);
      const now = await patterns();
      await giveBack(
        origins
          .filter((origin) => !isOwn(origin))
          .map(patternOf)
          .filter((one) => now.includes(one)),
      );
      await settled();
      hear.changed();
    },
  };
}
export type AccessWatch = ReturnType<typeof watchAccess>;
