import { browser } from 'wxt/browser';
import type { Order } from '../protocol/capture.ts';

/** Where somebody has chosen it, and on what. */
export interface MenuClick {
  tab: number;
  window: number;
  frame: number;
  order: Order;
  /** What the tab shows; null where the browser does not tell. */
  page: string | null;
}

const id = 'send';
/** Of the manifest's command. */
const key = 'send-page';

/** The tab in front, as if its menu had been opened; null where there is none. */
export async function clickInFront(order: Order): Promise<MenuClick | null> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  if (tab?.id === undefined || tab.windowId === undefined) return null;
  return { tab: tab.id, window: tab.windowId, frame: 0, order, page: tab.url ?? null };
}

/**
 * One item and no more, in which nobody is named: Chromium writes the items of a menu to the disk, and records of
 * people have no business there. Who was sent to lately stands in the picker.
 * @param title as people read it.
 */
export function offerMenu(title: string, chosen: (click: MenuClick) => void): void {
  browser.contextMenus.onClicked.addListener((info, tab) => {
    if (info.menuItemId !== id || tab?.id === undefined || tab.windowId === undefined) return;
    const at = { tab: tab.id, window: tab.windowId, frame: info.frameId ?? 0 };
    chosen({ ...at, order: orderOf(info), page: tab.url ?? null });
  });
  browser.commands.onCommand.addListener((command) => {
    if (command === key)
      void clickInFront({ kind: 'page', address: null }).then((click) => click && chosen(click));
  });
  // At each start: the language may be another one, and an item that is there already is not made twice.
  void browser.contextMenus.removeAll().then(() => {
    browser.contextMenus.create({
      id,
      title,
      // Chromium (156) offers nothing on a canvas to who names the contexts one by one.
      contexts: ['all'],
      documentUrlPatterns: ['https://*/*', 'http://*/*', 'file:///*'],
    });
  });
}

interface Info {
  mediaType?: string | undefined;
  srcUrl?: string | undefined;
  linkUrl?: string | undefined;
  selectionText?: string | undefined;
}

/** What was meant: what is seen before what it leads to, and what was marked before both. */
function orderOf({ mediaType, srcUrl, linkUrl, selectionText }: Info): Order {
  if (mediaType === 'image' || mediaType === 'video' || mediaType === 'audio')
    return { kind: mediaType, address: srcUrl ?? null };
  if (selectionText) return { kind: 'selection', address: null };
  return linkUrl ? { kind: 'link', address: linkUrl } : { kind: 'page', address: null };
}
