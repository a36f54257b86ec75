import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { Policy, Ruling } from '../protocol/policy.ts';

const parts = {
  recovery: v.picklist(['disk', 'session']),
  atSignOut: v.picklist(['keep', 'wipe']),
  namesAfterCrash: v.boolean(),
  activityDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650)),
  recentTargets: v.boolean(),
};

const usual: Policy = {
  recovery: 'disk',
  atSignOut: 'keep',
  namesAfterCrash: false,
  activityDays: 90,
  recentTargets: true,
};

/** Holds where an organization has ruled something that cannot be read: it did not mean to allow more. */
const strictest: Policy = {
  recovery: 'session',
  atSignOut: 'wipe',
  namesAfterCrash: false,
  activityDays: usual.activityDays,
  recentTargets: false,
};

type Items = Record<string, unknown>;

/** Where rules and choices are kept. */
export interface Areas {
  managed(): Promise<Items>;
  local(): Promise<Items>;
}

const here: Areas = {
  // Firefox rejects where no organization has ruled anything; Chromium has nothing then.
  managed: () => browser.storage.managed.get(null).catch(() => ({})),
  local: () => browser.storage.local.get('recovery'),
};

/** What holds at this moment: an organization's rule, else the person's choice, else what is usual. */
export async function ruling(areas: Areas = here): Promise<Ruling> {
  const [rules, choices] = await Promise.all([areas.managed(), areas.local()]);
  const chosen = v.safeParse(parts.recovery, choices.recovery);
  const policy: Policy = { ...usual, ...(chosen.success && { recovery: chosen.output }) };
  const ruled: (keyof Policy)[] = [];
  const rule = <K extends keyof Policy>(key: K, schema: v.GenericSchema<unknown, Policy[K]>) => {
    if (rules[key] === undefined) return;
    const read = v.safeParse(schema, rules[key]);
    policy[key] = read.success ? read.output : strictest[key];
    ruled.push(key);
  };
  rule('recovery', parts.recovery);
  rule('atSignOut', parts.atSignOut);
  rule('namesAfterCrash', parts.namesAfterCrash);
  rule('activityDays', parts.activityDays);
  rule('recentTargets', parts.recentTargets);
  return { policy, ruled };
}

/** How long (ms) it is believed where no change is told of: Firefox tells of none of an organization's. */
const believed = 1_000;

/** The same for who asks for each of a thousand files. */
export function createRuling(read: () => Promise<Ruling> = ruling, now: () => number = Date.now) {
  let held: { ruling: Promise<Ruling>; at: number } | null = null;
  browser.storage.onChanged.addListener(() => {
    held = null;
  });
  return (): Promise<Ruling> => {
    if (held && now() - held.at < believed && now() >= held.at) return held.ruling;
    const asked = read();
    held = { ruling: asked, at: now() };
    asked.catch(() => {
      held = null;
    });
    return asked;
  };
}

/** The person's choice; it holds for files that come from now on, where no organization has ruled. */
export async function choose(recovery: Policy['recovery']): Promise<void> {
  await browser.storage.local.set({ recovery });
}

/** Rules may come a moment after the extension has started, and later at any time. */
export function onRulingChanged(changed: () => void): void {
  browser.storage.onChanged.addListener((_, area) => {
    if (area === 'managed') changed();
  });
}

const day = 24 * 60 * 60_000;

/** How long the activity log keeps a line, in milliseconds. */
export const retention = async (by: () => Promise<Ruling> = ruling): Promise<number> =>
  (await by()).policy.activityDays * day;
