import { browser } from 'wxt/browser';
import { tellFrame } from './transport.ts';

/**
 * Puts the content script into one frame, unless it is there already: a second one would end the first.
 * False where the browser or the page's owner does not let it.
 */
export async function inject(tab: number, frame: number): Promise<boolean> {
  if (await tellFrame(tab, frame, { news: 'knock' })) return true;
  return put(tab, frame, '/portal.js');
}

/** Puts the script that files need behind the first one. */
export const equip = (tab: number, frame: number): Promise<boolean> => put(tab, frame, '/handover.js');

function put(tab: number, frame: number, file: '/portal.js' | '/handover.js'): Promise<boolean> {
  return browser.scripting.executeScript({ target: { tabId: tab, frameIds: [frame] }, files: [file] }).then(
    () => true,
    () => false,
  );
}
