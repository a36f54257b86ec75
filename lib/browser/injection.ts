import { browser } from 'wxt/browser';
import { type FrameAt, tellFrame } from './transport.ts';

/**
 * Puts the content script into one document, unless it is there already: a second one would end the first.
 * False where the browser or the page's owner does not let it.
 */
export async function inject(at: FrameAt): Promise<boolean> {
  if (await tellFrame(at, { news: 'knock' })) return true;
  return put(at, '/portal.js');
}

/** Puts the script that files need behind the first one. */
export const equip = (at: FrameAt): Promise<boolean> => put(at, '/handover.js');

function put({ tab, frame, document }: FrameAt, file: '/portal.js' | '/handover.js'): Promise<boolean> {
  const into = document === '' ? { frameIds: [frame] } : { documentIds: [document] };
  return browser.scripting.executeScript({ target: { tabId: tab, ...into }, files: [file] }).then(
    () => true,
    () => false,
  );
}
