import { browser } from 'wxt/browser';
import type { FrameAt } from './transport.ts';

/**
 * Documents on granted hosts in which an earlier version of the extension, gone since, has left its pieces: they
 * answer to nobody, and what is dropped on them is lost. Tabs that the browser has put to sleep have no document.
 * @param piece local name of the elements that are looked for.
 */
export async function orphaned(piece: string): Promise<FrameAt[]> {
  const { origins = [] } = await browser.permissions.getAll();
  const tabs = await browser.tabs.query({ url: origins, discarded: false });
  const found = tabs.map(async ({ id: tab }) => {
    if (tab === undefined) return [];
    const target = { tabId: tab, allFrames: true };
    const frames = await browser.scripting.executeScript({ target, func: holds, args: [piece] }).catch(
      // A page of the browser's own, or one that has gone meanwhile.
      () => [],
    );
    return frames.flatMap(({ frameId, result }) => (result ? [{ tab, frame: frameId, document: '' }] : []));
  });
  return (await Promise.all(found)).flat();
}

/** Runs in the page's isolated world. */
const holds = (name: string): boolean => document.querySelector(name) !== null;
