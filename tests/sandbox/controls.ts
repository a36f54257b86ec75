import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import type { Fault } from './faults.ts';
import { filesOf } from './records.ts';
import type { Sandbox } from './sandbox.ts';
import { sendFile } from './statics.ts';

/** The sandbox's own page and its controls over HTTP, on the proxy's port. */
export async function serveControls(
  sandbox: Sandbox,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://sandbox');
  const send = (value: unknown) => {
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify(value));
  };

  switch (`${request.method} ${pathname}`) {
    case 'GET /_sandbox/log':
      return send(logOf(sandbox, searchParams));
    case 'GET /_sandbox/wait':
      return awaitCall(sandbox, searchParams, response);
    case 'GET /_sandbox/state':
      return send(stateOf(sandbox));
    case 'GET /_sandbox/events':
      return stream(sandbox, response);
    case 'POST /_sandbox/switches':
      return send(Object.assign(sandbox.switches, await json(request)));
    case 'POST /_sandbox/faults':
      sandbox.fault((await json(request)) as Fault);
      return send({});
    case 'POST /_sandbox/release':
      sandbox.release();
      return send({});
    case 'POST /_sandbox/expire':
      sandbox.expireTokens();
      return send({});
    case 'POST /_sandbox/crowd': {
      const { count } = (await json(request)) as { count: number };
      return send(sandbox.crowd(count).map(({ _id, mrn }) => ({ id: _id, mrn })));
    }
    case 'POST /_sandbox/clear': {
      const { ids, attribute } = (await json(request)) as { ids: string[]; attribute: string };
      for (const id of ids) sandbox.setAttribute(id, attribute, null);
      return send({});
    }
    case 'POST /_sandbox/reset':
      sandbox.reset();
      return send({});
  }
  const file = /^\/_sandbox\/file\/([\w-]+)$/.exec(pathname)?.[1];
  if (file) return sendObject(sandbox, file, response);
  await sendFile(response, 'page', pathname === '/' ? 'log.html' : pathname.slice(1));
}

/** All calls, or those that arrived at `since` or later, or those of the kind `op`. */
function logOf({ log }: Sandbox, query: URLSearchParams) {
  const [since, op] = [Number(query.get('since') ?? 0), query.get('op')];
  return log.filter((entry) => entry.at >= since && (op === null || entry.op === op));
}

/** Answers with the first call of the kind `op` that arrived at `since` or later, once it is answered; 408 if that takes too long. */
async function awaitCall(sandbox: Sandbox, query: URLSearchParams, response: ServerResponse): Promise<void> {
  const since = Number(query.get('since') ?? 0);
  const timeoutMs = Number(query.get('timeoutMs') ?? 10_000);
  const [status, body] = await sandbox
    .wait(({ op, at }) => op === query.get('op') && at >= since, { timeoutMs })
    .then(
      (entry) => [200, JSON.stringify(entry)] as const,
      (late: Error) => [408, late.message] as const,
    );
  response
    .writeHead(status, { 'content-type': status === 200 ? 'application/json' : 'text/plain' })
    .end(body);
}

/** Which file hangs where, and where each host is. */
function stateOf(sandbox: Sandbox) {
  const { portal, api, store, proxy, switches, users } = sandbox;
  return {
    portal,
    api,
    store,
    proxy,
    switches,
    users: users.map(({ username, password, organization }) => ({
      username,
      password,
      organization: organization.name,
    })),
    patients: sandbox.patients.map((patient) => {
      const { _id: id, _caption: caption, mrn, _dateOfBirth: born, _ownerOrganization } = patient;
      return {
        id,
        caption,
        mrn,
        born,
        organization: _ownerOrganization.name,
        attributes: filesOf(patient).map(({ name }) => {
          const held = sandbox.attribute(id, name);
          const { name: fileName, mimeType, size, sha256 } = held?.file ?? {};
          return { name, fileId: held?.fileId, fileName, mimeType, size, sha256 };
        }),
      };
    }),
  };
}

/** Server-sent events: one number whenever something changed, at most ten a second. */
function stream(sandbox: Sandbox, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  let due: NodeJS.Timeout | null = null;
  const end = sandbox.listen(() => {
    if (due) return;
    due = setTimeout(() => {
      due = null;
      response.write(`data: ${sandbox.log.length}\n\n`);
    }, 100);
  });
  response.write('data: 0\n\n');
  response.on('close', end);
}

function sendObject(sandbox: Sandbox, fileId: string, response: ServerResponse): void {
  const file = sandbox.file(fileId);
  if (!file?.bytes || !file.mimeType.startsWith('image/')) {
    response.writeHead(404).end();
    return;
  }
  // Uploaded bytes are nobody's script: they are shown as pictures or not at all.
  const headers = {
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  };
  response.writeHead(200, { ...headers, 'content-type': file.mimeType }).end(file.bytes);
}
