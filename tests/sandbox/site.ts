import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as after } from 'node:timers/promises';
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
    /** 200 where nothing is said. */
    status?: number;
    /** It comes in pieces of so many bytes, each after so many milliseconds. */
    drip?: { bytes: number; ms: number };
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
    const head = { 'content-type': page.type, ...page.headers };
    const { status = 200, drip } = page;
    if (!drip) return call.answer(status, head, page.body);
    call.entry.status = status;
    const body = Buffer.from(page.body);
    response.writeHead(status, { ...head, 'content-length': body.length });
    for (let from = 0; from < body.length && !response.destroyed; from += drip.bytes) {
      response.write(body.subarray(from, from + drip.bytes));
      await after(drip.ms);
    }
    response.end();
  };
