import { browser } from 'wxt/browser';
import { type Carrier, type CarrierRequests, createCarrier } from '../uploads/carrier.ts';
import { post } from './letters.ts';

/** Chromium's part of `browser` that the polyfill's types do not know. */
interface Offscreen {
  createDocument(of: { url: string; reasons: string[]; justification: string }): Promise<void>;
  closeDocument(): Promise<void>;
  hasDocument(): Promise<boolean>;
}
declare const chrome: { offscreen: Offscreen };

type Requests = { [K in keyof CarrierRequests]: CarrierRequests[K] };

/**
 * The byte carrier of this browser: an offscreen document in Chromium, whose service worker has no
 * XMLHttpRequest and dies under a long upload; the background itself in Firefox.
 */
export function carrierHere(
  progress: (fileId: string, sent: number) => void,
): Carrier & { close(): Promise<void> } {
  if (import.meta.env.FIREFOX) return { ...createCarrier(progress), close: async () => undefined };
  let opening: Promise<void> | null = null;
  const open = async () => {
    if (await chrome.offscreen.hasDocument()) return;
    // Two callers at once must make one document: the second waits for the first.
    opening ??= chrome.offscreen
      .createDocument({
        url: browser.runtime.getURL('/offscreen.html'),
        reasons: ['BLOBS'],
        justification: 'Carries the bytes of uploads, which outlive the service worker.',
      })
      .finally(() => {
        opening = null;
      });
    await opening;
  };
  const call = <K extends keyof Requests>(request: K, of: Requests[K]['of']) =>
    post<Requests, K>('carrier', request, of);
  return {
    async put(job) {
      await open();
      return call('carrier.put', job);
    },
    join: async (id) =>
      (await chrome.offscreen.hasDocument()) ? call('carrier.join', { id }) : { is: 'unknown' },
    async cancel(id) {
      if (await chrome.offscreen.hasDocument()) await call('carrier.cancel', { id });
    },
    async close() {
      if (await chrome.offscreen.hasDocument()) await chrome.offscreen.closeDocument();
    },
  };
}
