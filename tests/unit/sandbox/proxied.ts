import { request as plain } from 'node:http';
import { request } from 'node:https';
import type { Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { connect } from 'node:tls';

export interface Reply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
  json(): Record<string, unknown>;
}

interface Init {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

/** A tunnel through the proxy, or the status with which it was refused. */
export function tunnel(proxyPort: number, authority: string): Promise<Socket | number> {
  return new Promise((resolve, reject) => {
    const asked = plain({ port: proxyPort, host: '127.0.0.1', method: 'CONNECT', path: authority });
    asked.once('connect', ({ statusCode }, socket: Socket) =>
      resolve(statusCode === 200 ? socket : (statusCode ?? 0)),
    );
    asked.once('error', reject);
    asked.end();
  });
}

/** A request over TLS through the proxy, as a browser makes it; a fresh connection each. */
export async function ask(
  proxyPort: number,
  address: string,
  { method = 'GET', headers = {}, body }: Init = {},
): Promise<Reply> {
  const url = new URL(address);
  const socket = await tunnel(proxyPort, `${url.hostname}:443`);
  if (typeof socket === 'number') throw new Error(`The proxy answered ${socket}`);
  const createConnection = () => connect({ socket, servername: url.hostname, rejectUnauthorized: false });
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, createConnection, defaultPort: 443 }, async (answer) => {
      const received = await buffer(answer);
      socket.destroy();
      const json = () => JSON.parse(received.toString()) as Record<string, unknown>;
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: received, json });
    });
    asked.once('error', reject);
    asked.end(body);
  });
}
