import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as after } from 'node:timers/promises';
import { type Exchange, exchange } from './exchange.ts';
import type { Fault } from './faults.ts';
import { storeOrigin } from './hosts.ts';
import { verify } from './signature.ts';
import { keptBytes, type StoredFile, type StoredObject, type World } from './world.ts';

/** The object store: as strict as S3 about signatures, and it never wants to know who asks. */
export async function serveStore(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', storeOrigin);
  const { method = '', headers } = request;
  const partNumber = Number(url.searchParams.get('partNumber') ?? 0);
  const op =
    method === 'OPTIONS' ? 'preflight' : method === 'PUT' ? (partNumber ? 'put-part' : 'put') : 'get-object';
  const file = [...world.files.values()].find(({ key }) => `/${key}` === url.pathname);
  const call = exchange(world, request, response, {
    host: 'store',
    op,
    path: url.pathname,
    ...(file ? { fileId: file.id, fileName: file.name } : {}),
    ...(partNumber ? { partNumber } : {}),
    ...(op !== 'get-object' && headers['content-type'] ? { contentType: headers['content-type'] } : {}),
  });
  const crossOrigin = corsOf(world, request);
  const refuse = (status: number, code: string, message: string, extra: Record<string, string> = {}) => {
    // What is left of the body is read and thrown away, so that the answer is seen.
    request.resume();
    return call.answer(
      status,
      { ...crossOrigin, ...extra, 'content-type': 'application/xml' },
      xml(code, message),
    );
  };

  const told =
    headers.authorization !== undefined ? 'Authorization' : headers.cookie !== undefined ? 'Cookie' : null;
  if (told) call.entry.violation = `${told} header at the store`;
  if (!(await call.ready())) return;
  if (told) return refuse(400, 'InvalidArgument', 'Only one auth mechanism allowed');
  if (method === 'OPTIONS') {
    if (world.switches.storeCors === 'open')
      return call.answer(200, { ...crossOrigin, ...preflight(request) });
    return refuse(403, 'AccessForbidden', 'CORSResponse: This CORS request is not allowed.');
  }

  const verdict = verify({ method, url, headers, now: new Date(world.now()) });
  if (verdict === 'unsigned') return refuse(403, 'AccessDenied', 'Access Denied');
  if (verdict === 'expired') return refuse(403, 'AccessDenied', 'Request has expired');
  if (verdict === 'tampered')
    return refuse(403, 'SignatureDoesNotMatch', 'The request signature does not match');

  const fault = call.trouble?.fault;
  const object = op === 'get-object' ? null : await takeIn(world, request, call);
  if (op !== 'get-object' && !object) return;
  if (fault?.status !== undefined) {
    const body =
      typeof fault.body === 'string' ? fault.body : xml('InternalError', 'We encountered an internal error.');
    request.resume();
    return call.answer(
      fault.status,
      { ...crossOrigin, ...fault.headers, 'content-type': 'application/xml' },
      body,
    );
  }
  if (!file) return refuse(404, 'NoSuchKey', 'The specified key does not exist.');
  // It may have been called off while the body came.
  if (op === 'put-part' && !world.files.has(file.id))
    return refuse(404, 'NoSuchUpload', 'The specified multipart upload does not exist.');
  if (op === 'get-object') return give(file, url, request, response, call, crossOrigin);
  if (!object) return;

  if (op === 'put') file.object = object;
  else if (file.multipart?.uploadId === url.searchParams.get('uploadId'))
    file.multipart.done.set(partNumber, object);
  else return refuse(404, 'NoSuchUpload', 'The specified multipart upload does not exist.');
  Object.assign(call.entry, { size: object.size, sha256: object.sha256 });
  return call.answer(200, { ...crossOrigin, etag: fault?.etag ?? object.etag });
}

/** Reads the body while hashing it. Null: the connection ended, by the caller or by a fault. */
async function takeIn(world: World, request: IncomingMessage, call: Exchange): Promise<StoredObject | null> {
  const [sha256, md5] = [createHash('sha256'), createHash('md5')];
  const kept: Buffer[] = [];
  let first = Buffer.alloc(0);
  const { bytesPerSecond } = world.switches;
  const limit = call.trouble?.fault.resetAfterBytes ?? Number.POSITIVE_INFINITY;
  let received = 0;
  let size = 0;
  try {
    for await (const sent of request as AsyncIterable<Buffer>) {
      const piece = altered(sent, received, call.trouble?.fault);
      received += sent.length;
      size += piece.length;
      sha256.update(piece);
      md5.update(piece);
      if (first.length === 0) first = Buffer.from(piece.subarray(0, 1));
      if (size <= keptBytes) kept.push(piece);
      else kept.length = 0;
      call.entry.received = received;
      world.log.changed();
      if (received >= limit) {
        call.drop();
        return null;
      }
      if (bytesPerSecond > 0) await after((sent.length / bytesPerSecond) * 1000);
    }
  } catch (error) {
    // Node's word for a caller that went away in the middle.
    if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error;
    call.drop();
    return null;
  }
  if (!request.complete) {
    call.drop();
    return null;
  }
  return {
    contentType: request.headers['content-type'] ?? 'binary/octet-stream',
    size,
    sha256: sha256.digest('hex'),
    etag: `"${md5.digest('hex')}"`,
    bytes: size <= keptBytes ? Buffer.concat(kept) : null,
    first,
  };
}

/** What a faulty store makes of a piece that stands so far behind the body's first byte. */
function altered(piece: Buffer, at: number, fault: Fault = { on: 'put' }): Buffer {
  const { truncateBody = Number.POSITIVE_INFINITY, corruptByte = -1 } = fault;
  const changed = Buffer.from(piece.subarray(0, Math.max(0, truncateBody - at)));
  const place = corruptByte - at;
  const byte = changed[place];
  if (byte !== undefined) changed[place] = byte ^ 0xff;
  return changed;
}

function give(
  file: StoredFile,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
  call: Exchange,
  crossOrigin: Record<string, string>,
): Promise<void> | void {
  const { object } = file;
  if (!object) {
    return call.answer(
      404,
      { ...crossOrigin, 'content-type': 'application/xml' },
      xml('NoSuchKey', 'No such key'),
    );
  }
  const { size, sha256, contentType, etag, bytes, first } = object;
  Object.assign(call.entry, { size, sha256, contentType });
  const disposition = url.searchParams.get('response-content-disposition');
  const headers = {
    ...crossOrigin,
    'content-type': contentType,
    'accept-ranges': 'bytes',
    etag,
    ...(disposition ? { 'content-disposition': disposition } : {}),
  };
  const cut = call.trouble?.fault.resetAfterBytes;
  if (cut !== undefined && bytes) {
    response.writeHead(200, { ...headers, 'content-length': size });
    response.write(bytes.subarray(0, cut), () => call.drop());
    return;
  }
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  if (from === '' && to === '')
    return bytes ? call.answer(200, headers, bytes) : call.answer(501, crossOrigin);
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (start > end) return call.answer(416, { ...headers, 'content-range': `bytes */${size}` });
  const held = bytes ?? first;
  if (end >= held.length) return call.answer(501, crossOrigin);
  const range = { 'content-range': `bytes ${start}-${end}/${size}` };
  return call.answer(206, { ...headers, ...range }, held.subarray(start, end + 1));
}

function corsOf(world: World, { headers }: IncomingMessage): Record<string, string> {
  if (headers.origin === undefined || world.switches.storeCors === 'closed') return {};
  return { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'ETag' };
}

const preflight = ({ headers }: IncomingMessage) => ({
  'access-control-allow-methods': 'GET, PUT',
  'access-control-allow-headers': String(headers['access-control-request-headers'] ?? '*'),
});

/** An error as S3 writes it. */
function xml(code: string, message: string): string {
  const id = randomUUID();
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message><RequestId>${id}</RequestId></Error>`;
}
