import { describe, expect, it } from 'vitest';
import { put } from '../../../lib/uploads/put.ts';
import { clock } from './clock.ts';

const minute = 60_000;
const url = 'https://s3.amazonaws.com/bucket/f1';

/** The MD5 of the bytes that are sent here. */
const etag = '"4b3a6218bb3e3a7303e8a171a60fcf92"';

/** A request that goes on as the test says, as a browser's does: abort ends it, and is heard. */
class Request {
  status = 0;
  responseText = '';
  headers = new Headers({ etag });
  upload: Pick<XMLHttpRequestUpload, 'onprogress' | 'onload'> = { onprogress: null, onload: null };
  onload: XMLHttpRequest['onload'] = null;
  onerror: XMLHttpRequest['onerror'] = null;
  onabort: XMLHttpRequest['onabort'] = null;
  did: string[] = [];
  open = (method: string, to: string | URL) => void this.did.push(`${method} ${to}`);
  setRequestHeader = (name: string, value: string) => void this.did.push(`${name}: ${value}`);
  send = () => void this.did.push('send');
  getResponseHeader = (name: string) => this.headers.get(name);
  abort = () => {
    this.did.push('abort');
    this.#tell(this.onabort, 'abort');
  };
  leave(loaded: number): void {
    this.#tell(this.upload.onprogress, 'progress', loaded);
  }
  leaveAll(): void {
    this.#tell(this.upload.onload, 'load');
  }
  answer(status: number, body = ''): void {
    Object.assign(this, { status, responseText: body });
    this.#tell(this.onload, 'load');
  }
  fail(): void {
    this.#tell(this.onerror, 'error');
  }
  #tell(listener: unknown, type: string, loaded = 0): void {
    const event = Object.assign(new Event(type), { loaded, lengthComputable: true, total: 0 });
    if (typeof listener === 'function') listener.call(this, event);
  }
}

function under({ body = new Blob(['bytes']), to = url, type = 'image/png' as string | null } = {}) {
  const [request, time, abort] = [new Request(), clock(), new AbortController()];
  const sent: number[] = [];
  const result = put({ url: to, type, body }, (bytes) => void sent.push(bytes), abort.signal, {
    request: () => request,
    timer: time.timer,
  });
  return { request, time, abort, sent, result };
}

describe('a PUT', () => {
  it('of a part has no type, and learns the ETag as the store wrote it', async () => {
    const { request, result } = under({ type: null });
    request.answer(200);
    expect(await result).toEqual({ is: 'stored', etag });
    expect(request.did).toEqual([`PUT ${url}`, 'send']);
  });

  it('sends the bytes under their type, and nothing that tells who asks', async () => {
    const { request, result, sent } = under();
    request.leave(3);
    request.leaveAll();
    request.answer(200);
    expect(await result).toEqual({ is: 'stored', etag });
    expect(request.did).toEqual([`PUT ${url}`, 'content-type: image/png', 'send']);
    expect(sent).toEqual([3, 5]);
  });

  it('to any other host sends nothing', async () => {
    const { request, result } = under({ to: 'https://ec2-1-2-3-4.compute-1.amazonaws.com/b' });
    expect(await result).toEqual({ is: 'refused', status: 0, code: null });
    expect(request.did).toEqual([]);
  });

  const body = (code: string) =>
    `<?xml version="1.0"?><Error><Code>${code}</Code><Key>Jane Doe.png</Key></Error>`;
  it.each([
    [403, body('SignatureDoesNotMatch'), 'SignatureDoesNotMatch'],
    [400, body('RequestTimeout'), 'RequestTimeout'],
    [503, '<html>Service Unavailable</html>', null],
    [500, '', null],
    [400, `<Error>${' '.repeat(2048)}<Code>TooFar</Code>`, null],
    [400, '<Code>Jane Doe</Code>', null],
    [302, body('TemporaryRedirect'), 'TemporaryRedirect'],
  ])('that is answered with %i keeps of %j the code alone', async (status, answer, code) => {
    const { request, result } = under();
    request.answer(status, answer);
    expect(await result).toEqual({ is: 'refused', status, code });
  });

  it('tells how long the store wants to be left alone, where it says so', async () => {
    const { request, result } = under();
    request.headers.set('retry-after', '7');
    request.answer(503);
    expect(await result).toEqual({ is: 'refused', status: 503, code: null, retryAfter: 7_000 });
  });

  it('tells a broken network from a file that went away', async () => {
    const broken = under();
    broken.request.fail();
    expect(await broken.result).toEqual({ is: 'unreachable' });
    const slice = () => Object.assign(new Blob(), { arrayBuffer: () => Promise.reject(new Error('gone')) });
    const gone = under({ body: Object.assign(new Blob(['x']), { slice }) });
    gone.request.fail();
    expect(await gone.result).toEqual({ is: 'unreadable' });
  });

  it('may take hours as long as bytes leave', async () => {
    const { request, time, result } = under();
    for (let bytes = 1; bytes <= 240; bytes += 1) {
      time.pass(minute - 1);
      request.leave(bytes);
    }
    request.leaveAll();
    request.answer(200);
    expect(await result).toEqual({ is: 'stored', etag });
  });

  it('is unreachable a minute after its last byte, however often that one is told', async () => {
    const nothing = under();
    nothing.time.pass(minute);
    expect(await nothing.result).toEqual({ is: 'unreachable' });
    const { request, time, result } = under();
    time.pass(minute - 1);
    request.leave(3);
    time.pass(minute - 1);
    expect(request.did).not.toContain('abort');
    request.leave(3);
    time.pass(1);
    expect(request.did.at(-1)).toBe('abort');
    expect(await result).toEqual({ is: 'unreachable' });
  });

  it('leaves the store five minutes to answer once all bytes are out', async () => {
    const patient = under();
    patient.request.leaveAll();
    patient.time.pass(5 * minute - 1);
    patient.request.answer(200);
    expect(await patient.result).toEqual({ is: 'stored', etag });
    const silent = under();
    silent.request.leaveAll();
    silent.time.pass(5 * minute + 2);
    expect(await silent.result).toEqual({ is: 'unreachable' });
  });

  it('waits longer for what a slow line may still hold in its buffers, and never for more than they hold', async () => {
    const slow = under({ body: new Blob([new Uint8Array(6 * 60 * 1_024)]) });
    slow.request.leaveAll();
    slow.time.pass(6 * minute);
    expect(slow.request.did).not.toContain('abort');
    const large = under({ body: new Blob([new Uint8Array(8 * 1024 * 1024)]) });
    large.request.leaveAll();
    large.time.pass(5 * minute + 1024 * 1024);
    expect(await large.result).toEqual({ is: 'unreachable' });
  });

  it.each([
    ['under way', (request: Request) => request.leave(3)],
    ['out to the last byte', (request: Request) => request.leaveAll()],
  ])('is cancelled while it is %s', async (_, goOn) => {
    const { request, abort, result } = under();
    goOn(request);
    abort.abort();
    expect(await result).toEqual({ is: 'cancelled' });
    expect(request.did.at(-1)).toBe('abort');
  });

  it('that is over leaves no timer behind, and no cancel reaches it', async () => {
    const { request, time, abort, result } = under();
    request.answer(200);
    await result;
    expect(time.set()).toBe(0);
    abort.abort();
    expect(request.did).not.toContain('abort');
  });
});
