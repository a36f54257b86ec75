import { backoff } from '../outbox/backoff.ts';
import type { UploadEvent } from '../outbox/event.ts';
import type { Upload } from '../outbox/upload.ts';
import type { Reach } from './effects.ts';
import type { PutResult } from './put.ts';
import { later } from './setbacks.ts';

/** How a PUT may end other than well. */
export type Setback = Exclude<PutResult, { is: 'stored' }>;

type Means = Pick<Reach, 'now' | 'online'>;

/** What a PUT that has not stored its bytes means for an upload. */
export function putEnded(upload: Upload, result: Setback, reach: Means): UploadEvent {
  const now = reach.now();
  switch (result.is) {
    case 'refused':
      return refusedByStore(upload, result, reach);
    case 'unreachable':
      return later(upload, { why: 'network' }, reach);
    case 'unreadable':
      return { type: 'failed', reason: 'unreadable', now };
    case 'cancelled':
      return { type: 'cancelled', now };
    case 'unknown':
      return { type: 'interrupted', now };
    case 'lost':
      return { type: 'failed', reason: 'bytes-lost', now };
    default:
      return result satisfies never;
  }
}

/** Codes of S3 that come with 400 and pass: the body came too slowly, the signer's own session has ended. */
const passing: ReadonlySet<string | null> = new Set(['RequestTimeout', 'ExpiredToken']);

function refusedByStore(
  upload: Upload,
  { status, code }: Extract<PutResult, { is: 'refused' }>,
  reach: Means,
): UploadEvent {
  const now = reach.now();
  if (status === 403) return { type: 'addressRefused', notBefore: now + backoff(1), now };
  const passes = status === 408 || status === 429 || status >= 500 || (status === 400 && passing.has(code));
  return passes
    ? later(upload, { why: 'server' }, reach)
    : { type: 'failed', reason: 'storage-refused', now };
}
