import type { News, Requests } from '../protocol/requests.ts';
import { native } from './native.ts';

/** What a protocol looks like: a name, what is asked with it, what is answered. */
export type Protocol<R> = { [K in keyof R]: { of: unknown; answer: unknown } };

/** All contexts of the extension hear every message: each is addressed, and only the addressee answers. */
export interface Letter {
  to: 'background' | 'carrier';
  request: string;
  of: unknown;
}

/** An answer, or that there is none: what went wrong is told where it went wrong, never across contexts. */
export type Reply<A> = { answer: A } | { failed: true };

/** Asks the addressee; throws where it failed, or where nobody is there any more. */
export async function post<R extends Protocol<R>, K extends keyof R & string>(
  to: Letter['to'],
  request: K,
  of: R[K]['of'],
): Promise<R[K]['answer']> {
  const letter: Letter = { to, request, of };
  const reply: Reply<R[K]['answer']> | undefined = await native.runtime.sendMessage(letter);
  if (!reply || 'failed' in reply) throw new Error(`No answer to ${request}`);
  return reply.answer;
}

/** Asks the background. */
export const ask = <K extends keyof Requests>(
  request: K,
  ...of: Requests[K]['of'] extends undefined ? [] : [Requests[K]['of']]
): Promise<Requests[K]['answer']> => post<Requests, K>('background', request, of[0]);

function isNews(message: unknown): message is News {
  return typeof message === 'object' && message !== null && 'news' in message;
}

/** Listens for the background's news until `signal` aborts. */
export function onNews(hear: (news: News) => void, signal?: AbortSignal): void {
  const listener = (message: unknown): undefined => {
    if (isNews(message)) hear(message);
  };
  native.runtime.onMessage.addListener(listener);
  signal?.addEventListener('abort', () => native.runtime.onMessage.removeListener(listener));
}
