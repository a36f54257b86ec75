import { browser } from 'wxt/browser';
import type { News } from '../protocol/requests.ts';
import type { Letter, Protocol, Reply } from './letters.ts';

/** Who asks, as the browser vouches for it; nothing in it comes from the message itself. */
export interface Sender {
  /** A page of the extension, or a content script in a tab. */
  page: 'extension' | 'tab';
  tab: number;
  frame: number;
  /** The browser's name for the asking document; '' where it tells none, as Firefox before 153. */
  document: string;
  /** Origin of the asking document. */
  origin: string;
  /** It stands in a private window, of which nothing is to stay on this computer. */
  isPrivate: boolean;
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
    // What stands in a tab and has no address is nobody's, and certainly no page of ours.
    const origin = originOf(sender) ?? (sender.tab ? 'null' : home);
    const from: Sender = {
      page: origin === home ? 'extension' : 'tab',
      tab: sender.tab?.id ?? -1,
      frame: sender.frameId ?? 0,
      document: sender.documentId ?? '',
      origin,
      isPrivate: sender.tab?.incognito === true,
    };
    return reply(message.request, async () => handler(message.of, from));
  });
}

/** A frame without an address of its own, or whose address Chromium tells too early, has an origin all the same. */
function originOf(sender: { url?: string }): string | null {
  const told: unknown = Reflect.get(sender, 'origin');
  if (typeof told === 'string') return told;
  return sender.url ? new URL(sender.url).origin : null;
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

/** One document in a frame of a tab; `document` is '' where the browser names none. */
export type FrameAt = Pick<Sender, 'tab' | 'frame' | 'document'>;

/** Tells one document, or whichever stands in its frame; false when nobody is there any more. */
export async function tellFrame({ tab, frame, document }: FrameAt, news: News): Promise<boolean> {
  const to = document === '' ? { frameId: frame } : { documentId: document };
  return browser.tabs.sendMessage(tab, news, to).then(
    () => true,
    () => false,
  );
}

/** Tells the extension's own pages; that none is open is the usual case. */
export async function tellPages(news: News): Promise<void> {
  await browser.runtime.sendMessage(news).catch(() => undefined);
}
