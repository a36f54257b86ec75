import type { IncomingMessage, ServerResponse } from 'node:http';
import { exchange } from './exchange.ts';
import type { World } from './world.ts';

/** Pages of an invented host, by path. */
export type Site = Record<
  string,
  {
    type: string;
    body: string | Buffer;
    headers?: Record<string, string>;
    /** Who asks without it is turned away with 403: beginnings of request headers. */
    needs?: Partial<Record<'cookie' | 'referer', string>>;
  }
>;

export const serveSite =
  (host: string, pages: Site) =>
  async (world: World, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', `https://${host}`);
    const call = exchange(world, request, response, { host: 'other', op: 'page', path: host + pathname });
    if (!(await call.ready())) return;
    const page = pages[pathname];
    if (!page) return call.answer(404, { 'content-type': 'text/plain' }, 'Not found');
    const lacks = Object.entries(page.needs ?? {}).some(
      ([name, start]) => !String(request.headers[name] ?? '').startsWith(start),
    );
    if (lacks) return call.answer(403, { 'content-type': 'text/plain' }, 'Not for you');
    return call.answer(200, { 'content-type': page.type, ...page.headers }, page.body);
  };
