import { browser } from 'wxt/browser';

/** A small window of the extension's own, for one question. In CSS pixels. */
const size = { width: 520, height: 680 };

/** Opens a page of the extension in a window of its own. @param query without its `?` */
export async function openWindow(page: 'send.html', query: string): Promise<void> {
  const url = browser.runtime.getURL(`/${page}?${query}`);
  await browser.windows.create({ url, type: 'popup', ...size });
}

/** Opens a page of the extension in a tab of its own. @param query without its `?`, '' for none */
export async function openPage(page: 'assign.html', query: string): Promise<void> {
  const url = browser.runtime.getURL(`/${page}${query && `?${query}`}`);
  await browser.tabs.create({ url });
}
