import type { IncomingMessage, ServerResponse } from 'node:http';
import { exchange } from '../exchange.ts';
import { apiOf, storeOrigin } from '../hosts.ts';
import { sendFile } from '../statics.ts';
import type { World } from '../world.ts';

const strictPolicy = (api: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src 'self' ${api} ${storeOrigin}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-src 'self'",
    "frame-ancestors 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types portal',
  ].join('; ');

/** The portal's host: files of the app, and its first page for every route. */
export async function servePortal(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = new URL(request.url ?? '/', 'https://portal').pathname;
  const api = apiOf(request.headers.host);
  const asset = /^\/assets\/([^/]+)$/.exec(path)?.[1];
  const call = exchange(world, request, response, { host: 'portal', op: 'page', path });
  if (!(await call.ready())) return;
  if (path === '/config.json') {
    const { skin, tokenStorage, language, genericEntity, formSends, hearsReload, frameReads } =
      world.switches;
    const config = JSON.stringify({
      api,
      skin,
      tokenStorage,
      language,
      genericEntity,
      formSends,
      hearsReload,
      frameReads,
    });
    return call.answer(200, { 'content-type': 'application/json', 'cache-control': 'no-store' }, config);
  }
  if (path === '/favicon.ico') return call.answer(404);
  const policy: Record<string, string> =
    world.switches.csp === 'strict' ? { 'content-security-policy': strictPolicy(api) } : {};
  call.entry.status = await sendFile(response, 'portal', asset ?? 'index.html', policy);
}
