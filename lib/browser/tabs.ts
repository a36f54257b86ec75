import { browser } from 'wxt/browser';

/** Opens an address beside a tab; only https is opened. */
export async function openTab(url: string, beside: number): Promise<void> {
  if (new URL(url).protocol !== 'https:') return;
  const opener = await browser.tabs.get(beside);
  await browser.tabs.create({ url, index: opener.index + 1, openerTabId: beside });
}

/** Tabs that show a page of a granted host. */
export async function tabsAt(pattern: string): Promise<number[]> {
  return (await browser.tabs.query({ url: pattern })).flatMap(({ id }) => id ?? []);
}

/** The tab in front; its address is null where the extension has no permission to see it. */
export async function tabInFront(): Promise<{ id: number; origin: string | null } | null> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  if (tab?.id === undefined) return null;
  return { id: tab.id, origin: tab.url?.startsWith('https://') ? new URL(tab.url).origin : null };
}

/** Brings a tab to the front: this one, else one that shows the origin, else a new one. Only https is opened. */
export async function showTab(origin: string, id?: number): Promise<void> {
  const wanted = id === undefined ? undefined : await browser.tabs.get(id).catch(() => undefined);
  const open = wanted ?? (await browser.tabs.query({ url: `${origin}/*` }))[0];
  if (open?.id !== undefined) {
    await browser.tabs.update(open.id, { active: true });
    if (open.windowId !== undefined) await browser.windows.update(open.windowId, { focused: true });
  } else if (origin.startsWith('https://')) await browser.tabs.create({ url: origin });
}
