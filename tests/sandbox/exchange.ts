import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as after } from 'node:timers/promises';
import type { Trouble } from './faults.ts';
import { portalOrigins } from './hosts.ts';
import type { Host, LogEntry, Op } from './log.ts';
import type { World } from './world.ts';

/** One call and its answer, with the log and the faults that belong to it. */
export interface Exchange {
  entry: LogEntry;
  trouble: Trouble | null;
  /** Waits as the fault asks, before anything is done. False: the connection is gone. */
  ready(): Promise<boolean>;
  /** Sends the answer, unless the fault loses or holds it. */
  answer(status: number, headers?: Record<string, string | number>, body?: string | Buffer): Promise<void>;
  drop(): void;
}

export function exchange(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  about: { host: Host; op: Op; path: string } & Partial<LogEntry>,
): Exchange {
  const { origin } = request.headers;
  const entry = world.log.begin({
    ...about,
    hostname: request.headers.host ?? '',
    method: request.method ?? '',
    from: senderOf(request),
    ...(origin === undefined ? {} : { origin }),
  });
  const trouble = world.faults.take(entry);
  const fault = trouble?.fault;

  const drop = () => {
    entry.lost = true;
    request.socket.destroy();
    world.log.finish(entry);
  };
  response.on('close', () => {
    if (!response.writableFinished) entry.lost = true;
    world.log.finish(entry);
  });

  return {
    entry,
    trouble,
    drop,
    async ready() {
      const delay = world.switches.latencyMs + (fault?.delayMs ?? 0);
      if (delay > 0) await after(delay);
      if (fault?.hold === true || fault?.hold === 'before') await trouble?.held;
      return !request.socket.destroyed;
    },
    async answer(status, headers = {}, body = '') {
      entry.status = status;
      // An answer that a fault invents is none to anything that was done.
      if (status < 300 && fault?.status === undefined) entry.committed = true;
      world.log.changed();
      if (fault?.hold === 'after') await trouble?.held;
      if (fault?.loseAnswer) return drop();
      if (fault?.gateway !== undefined) {
        entry.status = fault.gateway;
        response.writeHead(fault.gateway, { 'content-type': 'text/html' }).end('<html>Gateway</html>');
        return;
      }
      const length = status === 204 ? {} : { 'content-length': Buffer.byteLength(body) };
      response.writeHead(status, { date: new Date(world.now()).toUTCString(), ...length, ...headers });
      response.end(body);
    },
  };
}

/**
 * Who called, by what an extension that rewrites its `Origin` does not send: a page's `Referer`.
 * Callers without a browser's `Sec-Fetch` headers remain unknown.
 */
function senderOf({ headers }: IncomingMessage): LogEntry['from'] {
  if (/^(chrome|moz)-extension:/.test(headers.origin ?? '')) return 'extension';
  const { referer = '' } = headers;
  if (portalOrigins.some((origin) => referer.startsWith(`${origin}/`))) return 'portal';
  // Only what a script fetched: pages opened and their icons carry no sign of who asked.
  return headers['sec-fetch-dest'] === 'empty' ? 'extension' : 'unknown';
}
