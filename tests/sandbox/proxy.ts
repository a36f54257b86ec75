import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { hostNames, isBrowserHost } from './hosts.ts';
import { makeCertificate } from './tls.ts';
import type { World } from './world.ts';

type Serve = (request: IncomingMessage, response: ServerResponse) => void;

export interface Routes {
  /** By host name; more may join later. */
  hosts: Map<string, Serve>;
  /** What is asked of the port itself: the sandbox's own page and controls. */
  direct: Serve;
}

/** What becomes of a new tunnel: it is opened, the proxy answers a status instead, or what answers speaks no TLS. */
export type Line = 'open' | 407 | 502 | 'no-tls';

/** One loopback port: a proxy for the hosts of the sandbox, the wall before all others, and its own page. */
export async function listen(
  world: World,
  routes: Routes,
  port = 0,
): Promise<{ port: number; change(line: Line): void; close(): Promise<void> }> {
  let line: Line = 'open';
  const tunnels = new Set<Socket>();
  const route: RequestListener = (request, response) => {
    const serve = routes.hosts.get(hostOf(request.headers.host));
    if (serve) return serve(request, response);
    response.writeHead(421).end();
  };
  const secure = createTlsServer(await makeCertificate(), route);
  const plain = createServer((request, response) => {
    // A proxied request over plain HTTP names its target in full.
    if (!request.url?.startsWith('http:')) return routes.direct(request, response);
    const { hostname, pathname, search, host } = new URL(request.url);
    const serve = routes.hosts.get(hostname);
    if (!serve || hostNames.includes(hostname)) {
      refused(world, request.method ?? '', host);
      return response.writeHead(403).end();
    }
    request.url = pathname + search;
    serve(request, response);
  });
  const sockets = new Set<Socket>();
  plain.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  plain.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    // Browsers cut tunnels without ceremony; that is no fault of the sandbox.
    socket.on('error', () => socket.destroy());
    if (!routes.hosts.has(hostOf(request.url))) {
      refused(world, 'CONNECT', request.url ?? '');
      socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    if (line === 407 || line === 502) {
      socket.end(`HTTP/1.1 ${line} ${STATUS_CODES[line]}\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    if (line === 'no-tls') {
      socket.end('This is not the host that was asked for.');
      return;
    }
    tunnels.add(socket);
    socket.on('close', () => tunnels.delete(socket));
    if (head.length > 0) socket.unshift(head);
    secure.emit('connection', socket);
  });
  for (const server of [plain, secure] as Server[]) {
    // Node ends requests after five minutes otherwise: shorter than some uploads under test.
    server.requestTimeout = 0;
    server.headersTimeout = 0;
    server.keepAliveTimeout = 60_000;
  }

  await new Promise<void>((resolve, reject) => {
    plain.once('error', reject);
    plain.listen(port, '127.0.0.1', resolve);
  });
  const address = plain.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port');
  return {
    port: address.port,
    /** All tunnels end, as where the machine gets another address; new ones fare as told. */
    change(to) {
      line = to;
      for (const tunnel of tunnels) tunnel.destroy();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => plain.close(resolve));
    },
  };
}

const hostOf = (authority = '') => authority.replace(/:\d+$/, '');

function refused(world: World, method: string, authority: string): void {
  const entry = world.log.begin({
    host: 'other',
    hostname: hostOf(authority),
    op: 'refused-host',
    method,
    path: authority,
    from: 'unknown',
  });
  entry.status = 403;
  if (!isBrowserHost(hostOf(authority))) entry.violation = `foreign host ${authority}`;
  world.log.finish(entry);
}
