import { browser } from 'wxt/browser';
import type { News } from '../protocol/requests.ts';
import type { Letter, Protocol, Reply } from './letters.ts';

/** Who asks, as the browser vouches for it; nothing in it comes from the message itself. */
export interface Sender {
  /** A page of the extension, or a content script in a tab. */
  page: 'extension' | 'tab';
  tab: number;
  frame: number;
  /** Origin of the asking document. */
  origin: string;
}

export type Handlers<R extends Protocol<R>> = {
  [K in keyof R]: (of: R[K]['of'], from: Sender) => R[K]['answer'] | Promise<R[K]['answer']>;
};

function isLetter(message: unknown, to: Letter['to']): message is Letter {
  return (
    typeof message === 'object' &&
    message !== null &&
    'to' in message &&
    message.to === to &&
    'request' in message
  );
}

/** Answers letters to this context. Only the extension's own contexts are heard. */
export function serve<R extends Protocol<R>>(to: Letter['to'], handlers: Handlers<R>): void {
  const table = new Map<string, unknown>(Object.entries(handlers));
  const home = new URL(browser.runtime.getURL('/')).origin;
  browser.runtime.onMessage.addListener((message: unknown, sender) => {
    if (sender.id !== browser.runtime.id || !isLetter(message, to)) return undefined;
    const handler = table.get(message.request);
    if (typeof handler !== 'function') return undefined;
    const origin = sender.url ? new URL(sender.url).origin : home;
    const from: Sender = {
      page: origin === home ? 'extension' : 'tab',
      tab: sender.tab?.id ?? -1,
      frame: sender.frameId ?? 0,
      origin,
    };
    return reply(message.request, async () => handler(message.of, from));
  });
}

/** The kind of an error is told and never its text, which may quote what must not be logged. */
async function reply(request: string, answer: () => Promise<unknown>): Promise<Reply<unknown>> {
  try {
    return { answer: await answer() };
  } catch (cause) {
    console.error(`Attach for BioT: ${request} failed`, cause instanceof Error ? cause.name : typeof cause);
    return { failed: true };
  }
}

/** Tells one frame of a tab; false when nobody is there any more. */
export async function tellFrame(tab: number, frame: number, news: News): Promise<boolean> {
  return browser.tabs.sendMessage(tab, news, { frameId: frame }).then(
    () => true,
    () => false,
  );
}

/** Tells the extension's own pages; that none is open is the usual case. */
export async function tellPages(news: News): Promise<void> {
  await browser.runtime.sendMessage(news).catch(() => undefined);
}
