import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { type Exchange, exchange } from '../exchange.ts';
import { portalsOf } from '../hosts.ts';
import { type KindRow, kindRows } from '../kinds.ts';
import type { Op } from '../log.ts';
import type { Claims } from '../tokens.ts';
import type { World } from '../world.ts';
import { aboutOf } from './about.ts';
import { type Act, type Answer, refusal, signedBy, tokenNotValid } from './answers.ts';
import { type Found, find, parse } from './contract.ts';
import { add, read, remove, search, update, updateStatus } from './entities.ts';
import { createUpload, download } from './files.ts';
import { stopped } from './firewall.ts';
import { cancel, complete, createParts, saveParts, signParts } from './multipart.ts';
import { login, logout, refresh, self } from './session.ts';
import { searchTemplates, template } from './templates.ts';

/** Every operation of the contract: its word in the log, and what it does. */
const operations: Record<string, { op: Op; act: Act }> = {
  login: { op: 'login', act: login },
  refreshToken: { op: 'refresh', act: refresh },
  logout: { op: 'logout', act: logout },
  selfGetUser: { op: 'self', act: self },
  getSelf: { op: 'self', act: self },
  ...Object.fromEntries(kindRows.flatMap(entityOperations)),
  search_1: { op: 'template', act: searchTemplates },
  getTemplate: { op: 'template', act: template },
  createUploadFileUrl: { op: 'create', act: createUpload },
  getDownloadFileUrl: { op: 'download', act: download },
  createMultiplePartUploadFileUrl: { op: 'create-parts', act: createParts },
  generateSignedUrlsForMultiplePartFileUpload: { op: 'sign-parts', act: signParts },
  saveETagsForMultiplePartFileUpload: { op: 'save-parts', act: saveParts },
  completeMultiplePartUploadFile: { op: 'complete', act: complete },
  cancelMultiplePartUploadFile: { op: 'cancel-parts', act: cancel },
};

function entityOperations(row: KindRow): [string, { op: Op; act: Act }][] {
  const { operations, kind } = row;
  const known: [string | undefined, Op, Act][] = [
    [operations.read, 'read', read(row)],
    [operations.search, 'list', search(row)],
    [operations.update, 'update', update(row)],
    [operations.add, 'add', add(row)],
    [operations.remove, 'remove', remove(row)],
    [kind === 'device' ? 'updateDeviceStatus' : undefined, 'update', updateStatus(row)],
  ];
  return known.flatMap(([id, op, act]) => (id === undefined ? [] : [[id, { op, act }]]));
}

/** These are asked by who has no token yet. */
const open = new Set<Op>(['login', 'refresh', 'logout']);
const nobody: Claims = {
  sub: '',
  tenantId: '',
  scopes: [],
  tokenType: 'USER',
  refreshTokenId: '',
  jti: '',
  exp: 0,
};

export async function serveApi(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'https://api');
  const { origin } = request.headers;
  const foreign =
    origin !== undefined &&
    !portalsOf(request.headers.host).includes(origin) &&
    world.switches.foreignOrigin === 'refused';
  if (request.method === 'OPTIONS' && request.headers['access-control-request-method']) {
    const call = exchange(world, request, response, { host: 'api', op: 'preflight', path: url.pathname });
    if (!(await call.ready())) return;
    return foreign ? invalidCors(call, origin) : call.answer(200, { ...cors(origin), ...preflight(request) });
  }

  const body = await text(request);
  const found = find(request.method ?? '', url.pathname);
  const call = exchange(world, request, response, {
    ...aboutOf(operations[found?.operation.id ?? '']?.op ?? 'unknown', found?.path ?? {}, parse(body)),
    host: 'api',
    path: url.pathname,
  });
  if (!(await call.ready())) return;
  const fault = call.trouble?.fault;
  if (fault?.resetAfterBytes !== undefined) return call.drop();

  const blocked = world.switches.firewall ? stopped(url.search, body) : null;
  if (blocked) return call.answer(blocked.status, { 'content-type': 'text/html' }, blocked.text);
  if (foreign) return invalidCors(call, origin);

  const answer =
    fault?.status === undefined ? await act(world, request, found, url, body, call) : faulty(fault);
  const { status, json, text: plain, headers } = signedBy(answer, url.pathname);
  const wrong =
    found && !answer.unlisted && fault?.body === undefined ? found.operation.checkAnswer(status, json) : null;
  if (wrong) call.entry.violation = `the sandbox broke the contract: ${wrong}`;
  const typed = json === undefined ? {} : { 'content-type': 'application/json' };
  const sent = json === undefined ? plain : JSON.stringify(json);
  return call.answer(status, { ...cors(origin), ...typed, ...headers }, sent);
}

async function act(
  world: World,
  { headers }: IncomingMessage,
  found: Found | null,
  url: URL,
  body: string,
  { entry, trouble }: Exchange,
): Promise<Answer> {
  const operation = operations[found?.operation.id ?? ''];
  if (!found || !operation) {
    entry.violation = 'not in the contract';
    return refusal(404, 'NOT_FOUND');
  }
  const claims = open.has(operation.op) ? nobody : world.tokens.read(headers.authorization);
  if (!claims) return tokenNotValid();
  const user = world.users.find(({ id }) => id === claims.sub)?.username;
  if (user) entry.user = user;
  const { multipart, genericEntity } = world.switches;
  const absent = [
    ...(multipart === 'absent' ? ['/file/v1/files/upload/parts'] : []),
    ...(genericEntity === 'v1' ? ['/generic-entity/v3/'] : []),
  ];
  if (absent.some((path) => url.pathname.startsWith(path))) {
    return { status: 404, json: { message: 'Not Found' }, unlisted: true };
  }

  const { path } = found;
  const value = body === '' ? undefined : parse(body);
  const wrong =
    body !== '' && value === undefined
      ? 'the body is not JSON'
      : found.operation.checkRequest(path, url.searchParams, completed(world, found, value));
  const untyped =
    body !== '' && !/^application\/json\b/.test(headers['content-type'] ?? '')
      ? 'the body is not declared as JSON'
      : null;
  if (wrong ?? untyped) {
    entry.violation = wrong ?? untyped ?? '';
    return refusal(400, 'REQUEST_VALIDATION_FAILED', {}, entry.violation);
  }
  const acceptLanguage = headers['accept-language'];
  const stale = trouble?.fault.stale === true;
  return operation.act({
    world,
    claims,
    path,
    query: url.searchParams,
    body: value,
    acceptLanguage,
    entry,
    stale,
  });
}

/** A body as the contract wants it, where the switches say that the platform wants less or something else. */
function completed({ switches, records }: World, { operation, path }: Found, body: unknown): unknown {
  const insisted = { generic: ['_name'], session: ['_startTime', '_state'] };
  if (operation.id === 'updateDeviceStatus' && switches.deviceStatus !== 'data') return { data: {} };
  const record = records.get(path.id ?? '');
  if (switches.patchNeedsName || !record || typeof body !== 'object') return body;
  const names = operation.id.startsWith('updateGenericEntity')
    ? insisted.generic
    : operation.id === 'updateSession'
      ? insisted.session
      : [];
  return { ...Object.fromEntries(names.map((name) => [name, record[name]])), ...body };
}

function faulty({
  status = 500,
  body,
  headers = {},
}: {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
}): Answer {
  if (typeof body === 'string') return { status, text: body, headers };
  return body === undefined
    ? { ...refusal(status, codeOf(status)), headers }
    : { status, json: body, headers };
}

function codeOf(status: number): string {
  const codes: Record<number, string> = {
    401: 'TOKEN_NOT_VALID',
    403: 'ACCESS_DENIED',
    504: 'GATEWAY_TIMEOUT',
  };
  return codes[status] ?? (status >= 500 ? 'INTERNAL_SERVER_ERROR' : 'REFUSED');
}

/** Spring's words; no header of CORS goes with them. */
function invalidCors(call: Exchange, origin: string | undefined): Promise<void> {
  call.entry.violation = `foreign Origin ${origin}`;
  return call.answer(403, { 'content-type': 'text/plain' }, 'Invalid CORS request');
}

function cors(origin: string | undefined): Record<string, string> {
  return origin === undefined ? {} : { 'access-control-allow-origin': origin, vary: 'Origin' };
}

function preflight({ headers }: IncomingMessage): Record<string, string> {
  return {
    'access-control-allow-methods': 'GET,POST,PUT,PATCH,DELETE',
    'access-control-allow-headers': String(headers['access-control-request-headers'] ?? ''),
    'access-control-max-age': '1800',
  };
}
