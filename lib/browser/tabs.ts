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
