import { browser } from 'wxt/browser';
import { type Carrier, type CarrierRequests, createCarrier } from '../uploads/carrier.ts';
import { type Host, hostedCarrier } from '../uploads/hosted-carrier.ts';
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
export function carrierHere(progress: (fileId: string, sent: number) => void): Carrier {
  if (import.meta.env.FIREFOX) return createCarrier(progress);
  const host: Host = {
    exists: () => chrome.offscreen.hasDocument(),
    create: () =>
      chrome.offscreen.createDocument({
        url: browser.runtime.getURL('/offscreen.html'),
        reasons: ['BLOBS'],
        justification: 'Carries the bytes of uploads, which outlive the service worker.',
      }),
    close: () => chrome.offscreen.closeDocument(),
    ask: <K extends keyof Requests>(request: K, of: Requests[K]['of']) =>
      post<Requests, K>('carrier', request, of),
  };
  return hostedCarrier(host);
}
