import { browser } from 'wxt/browser';

/** How many uploads run, and whether one needs somebody: all that the toolbar may tell a bystander. */
export interface BadgeCount {
  running: number;
  needing: number;
}

/** What it says; to say it again costs as much as something new. */
let shown: string | null = null;

/** An exclamation mark before everything else: somebody has to look. */
export async function setBadge({ running, needing }: BadgeCount): Promise<void> {
  const text = needing > 0 ? '!' : running > 0 ? String(running) : '';
  if (text === shown) return;
  shown = text;
  await browser.action.setBadgeText({ text });
  await browser.action.setBadgeBackgroundColor({ color: needing > 0 ? '#8a5a00' : '#0a6c8f' });
}

/** Something waits on this tab for a press on the button. The browser takes the mark away with the page. */
export async function markTab(tabId: number): Promise<void> {
  await browser.action.setBadgeText({ tabId, text: '!' }).catch(
    // The tab was closed meanwhile.
    () => undefined,
  );
}
