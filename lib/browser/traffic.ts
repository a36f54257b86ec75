import { browser } from 'wxt/browser';
import { replacesDocument } from './navigation.ts';
import { isStoreHost } from './store-host.ts';

/** A call that a page has made, as the browser reports it. */
export interface TrafficCall {
  /** The browser's name for the request: the same in {@link TrafficAnswer}. */
  request: string;
  /** -1 where a service worker of the page's origin calls on behalf of any of its tabs. */
  tab: number;
  frame: number;
  /** The browser's name for the document that calls; '' where it tells none, as Firefox before 153. */
  document: string;
  /** Origin of the page that calls. */
  page: string;
  url: string;
  method: string;
  authorization: string | null;
  language: string | null;
}

export interface TrafficAnswer {
  request: string;
  tab: number;
  frame: number;
  document: string;
  page: string;
  url: string;
  method: string;
  status: number;
}

interface Hearer {
  called(call: TrafficCall): void;
  answered(answer: TrafficAnswer): void;
  /** A call of this name has had no answer, and will have none. */
  failed(request: string): void;
  /** A new document comes into a frame. Told only where the browser may not name documents. */
  navigated(tab: number, frame: number): void;
}

const calls: { urls: string[]; types: ('xmlhttprequest' | 'main_frame' | 'sub_frame')[] } = {
  urls: ['https://*/*'],
  types: ['xmlhttprequest'],
};
const withHeaders = (
  import.meta.env.FIREFOX ? ['requestHeaders'] : ['requestHeaders', 'extraHeaders']
) as 'requestHeaders'[];
const documents: typeof calls = { urls: ['https://*/*'], types: ['main_frame', 'sub_frame'] };

/** Chromium names the page `initiator`, Firefox `originUrl`; the polyfill's types know only the latter. */
function pageOf(details: { initiator?: string; originUrl?: string }): string | null {
  const page = details.initiator ?? details.originUrl;
  // Not https: our own calls, and other extensions'.
  return page?.startsWith('https://') && !isStoreHost(page) ? new URL(page).origin : null;
}

/**
 * Watches the calls of granted pages to granted hosts (the browser reports no others), without touching them.
 * Chromium shows `Accept-Language` only to those who ask for `extraHeaders`, a word that Firefox refuses.
 */
export function watchTraffic(hear: Hearer): void {
  browser.webRequest.onSendHeaders.addListener(
    (details) => {
      const page = pageOf(details);
      if (page === null || isStoreHost(details.url)) return;
      const header = (name: string) =>
        details.requestHeaders?.find((one) => one.name.toLowerCase() === name)?.value ?? null;
      hear.called({
        request: details.requestId,
        tab: details.tabId,
        frame: details.frameId,
        document: details.documentId ?? '',
        page,
        url: details.url,
        method: details.method,
        authorization: header('authorization'),
        language: header('accept-language'),
      });
    },
    calls,
    withHeaders,
  );
  browser.webRequest.onCompleted.addListener((details) => {
    const page = pageOf(details);
    if (page === null || isStoreHost(details.url)) return;
    hear.answered({
      request: details.requestId,
      tab: details.tabId,
      frame: details.frameId,
      document: details.documentId ?? '',
      page,
      url: details.url,
      method: details.method,
      status: details.statusCode,
    });
  }, calls);
  browser.webRequest.onErrorOccurred.addListener(({ requestId }) => hear.failed(requestId), calls);
  // Chromium names the document of every call: there a navigation need not be watched at all.
  if (!import.meta.env.FIREFOX) return;
  browser.webRequest.onResponseStarted.addListener(
    ({ tabId, frameId, statusCode, responseHeaders }) => {
      if (tabId >= 0 && replacesDocument(statusCode, responseHeaders)) hear.navigated(tabId, frameId);
    },
    documents,
    ['responseHeaders'],
  );
}
