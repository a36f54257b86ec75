import { waitNamedBy } from '../biot/trouble.ts';
import type { SealedSlice } from '../store/seal.ts';
import { type Proof, proofIn } from './proof.ts';
import { isStore } from './store-address.ts';
import { type Timer, timer } from './timer.ts';

/** A PUT of bytes to the object store, carried by XMLHttpRequest: faster than fetch, and it reports progress. */
export interface Put {
  /** The file's id or a part's, by which the PUT is joined again. */
  id: string;
  /** Signed, made for this PUT alone. */
  url: string;
  /** Exactly the declared mimeType: strict and lax signing both accept it. A part has none. */
  type: string | null;
  body: Blob;
  /** Of the body, in hexadecimal digits, where it is known: then it is not read again. */
  md5?: string;
}

/** A PUT as it is asked for: of a part, the bytes are still sealed. */
export interface Carriage extends Omit<Put, 'body'> {
  body: Blob | SealedSlice;
}

export type PutResult =
  /** The ETag exactly as the store wrote it; there is none where the browser keeps it from us. */
  | { is: 'stored'; etag?: string }
  /** The store has taken something, and its answer does not tell what: how much it holds is to be read back. */
  | { is: 'unproven'; etag?: string }
  /** The store holds other bytes than were sent. */
  | { is: 'altered' }
  /**
   * The store's answer: its status, 0 where none came, the code of S3's error body, and how long it wants to be left
   * alone, in ms, where it says so.
   */
  | { is: 'refused'; status: number; code: string | null; retryAfter?: number }
  | { is: 'unreachable' }
  /** The file on disk changed or went away while it was read. */
  | { is: 'unreadable' }
  | { is: 'cancelled' }
  /** Nobody carries this upload: the carrier was closed since. */
  | { is: 'unknown' }
  /** The bytes are not here any more, or were tampered with. */
  | { is: 'lost' };

/** How long not one byte may leave, in ms. A slow line may take hours for all of them. */
const stall = 60_000;

/**
 * How long the answer may take after the last byte of so many, in ms: five minutes for the store to think, and what
 * has left may still lie in buffers on the way. Linux's hold up to 4 MiB (tcp(7), `tcp_wmem`); 4 bytes per ms are a
 * line on which nobody would wait for more.
 */
const patience = (size: number): number => 5 * 60_000 + Math.min(size, 4 * 1024 * 1024) / 4;

type Request = Pick<
  XMLHttpRequest,
  | 'open'
  | 'setRequestHeader'
  | 'send'
  | 'abort'
  | 'status'
  | 'responseText'
  | 'getResponseHeader'
  | 'onload'
  | 'onerror'
  | 'onabort'
> & { upload: Pick<XMLHttpRequestUpload, 'onprogress' | 'onload'> };

interface Means {
  request: () => Request;
  timer: Timer;
  proof?: Proof;
}

/**
 * Carries one PUT. No `Authorization`, no cookies: the signature in the address is all the store wants.
 * @param progress hears how many bytes have left.
 */
export function put(
  { url, type, body, md5 }: Omit<Put, 'id'>,
  progress: (sent: number) => void,
  signal: AbortSignal,
  means: Means = { request: () => new XMLHttpRequest(), timer },
): Promise<PutResult> {
  if (!isStore(url)) return Promise.resolve({ is: 'refused', status: 0, code: null });
  if (signal.aborted) return Promise.resolve({ is: 'cancelled' });
  const { promise, resolve } = Promise.withResolvers<PutResult>();
  const request = means.request();
  let quiet: () => void = () => undefined;
  const giveUpAfter = (ms: number) => {
    quiet();
    quiet = means.timer(ms, () => {
      resolve({ is: 'unreachable' });
      request.abort();
    });
  };
  let sent = 0;
  request.upload.onprogress = ({ loaded }) => {
    if (loaded <= sent) return;
    sent = loaded;
    giveUpAfter(stall);
    progress(loaded);
  };
  request.upload.onload = () => {
    giveUpAfter(patience(body.size));
    progress(body.size);
  };
  request.onload = () => {
    quiet();
    const answer = answerOf(request);
    if (answer.is !== 'stored') return resolve(answer);
    const proof = means.proof ?? proofIn;
    proof((name) => request.getResponseHeader(name), body, md5).then(
      (is) => resolve(is === 'altered' ? { is } : { ...answer, is }),
      () => resolve({ is: 'unreadable' }),
    );
  };
  request.onerror = () =>
    void readable(body).then((is) => resolve({ is: is ? 'unreachable' : 'unreadable' }));
  request.onabort = () => resolve({ is: 'cancelled' });
  const cancel = () => request.abort();
  signal.addEventListener('abort', cancel, { once: true });
  request.open('PUT', url);
  if (type !== null) request.setRequestHeader('content-type', type);
  request.send(body);
  giveUpAfter(stall);
  return promise.finally(() => {
    quiet();
    signal.removeEventListener('abort', cancel);
  });
}

/** Of what the store says, the code alone is kept: the rest may quote what must not be logged. */
function answerOf(request: Request): PutResult {
  const { status, responseText } = request;
  if (status >= 200 && status < 300) {
    const etag = request.getResponseHeader('etag');
    return etag === null ? { is: 'stored' } : { is: 'stored', etag };
  }
  const code = /<Code>(\w{1,64})<\/Code>/.exec(responseText.slice(0, 2048))?.[1] ?? null;
  const retryAfter = waitNamedBy(request.getResponseHeader('retry-after'));
  return { is: 'refused', status, code, ...(retryAfter !== null && { retryAfter }) };
}

/** A file that changed on disk fails a request like a broken network does; reading one byte tells them apart. */
async function readable(body: Blob): Promise<boolean> {
  return body
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );
}
