import { backoff } from '../outbox/backoff.ts';
import type { UploadEvent } from '../outbox/event.ts';
import type { Upload } from '../outbox/upload.ts';
import type { Reach } from './effects.ts';
import type { PutResult } from './put.ts';
import { later, troubled } from './setbacks.ts';
import { storedSize } from './stored-size.ts';

/** How a PUT may end other than well. */
export type Setback = Exclude<PutResult, { is: 'stored' | 'unproven' }>;

type Means = Pick<Reach, 'now' | 'online' | 'signal'>;

/** What a PUT that has not stored its bytes means for an upload. */
export function putEnded(upload: Upload, result: Setback, reach: Means): UploadEvent {
  const now = reach.now();
  switch (result.is) {
    case 'altered':
      return altered(upload, reach);
    case 'refused':
      return refusedByStore(upload, result, reach);
    case 'unreachable':
      return later(upload, { why: 'network' }, reach);
    case 'unreadable':
      return { type: 'failed', reason: 'unreadable', now };
    case 'cancelled':
      // Where no person has cancelled it, the document that carried it was closed under it.
      return reach.signal.aborted ? { type: 'cancelled', now } : later(upload, { why: 'browser' }, reach);
    case 'unknown':
      return { type: 'interrupted', now };
    case 'lost':
      return { type: 'failed', reason: 'bytes-lost', now };
    default:
      return result satisfies never;
  }
}

/** Sees to it that the store holds as much as was sent, where its answer did not tell. */
export async function looked(upload: Upload, fileId: string, reach: Reach): Promise<UploadEvent> {
  const stored = await (reach.storedSize ?? storedSize)(reach.client, fileId);
  if ('trouble' in stored) return troubled(upload, stored.trouble, reach);
  const isWhole = stored.size === null || stored.size === upload.file.size;
  return isWhole ? { type: 'sent', now: reach.now() } : altered(upload, reach);
}

/** How often in a row a file is sent before an altered one is told to a person: who alters it does so again. */
const mostAltered = 4;

/** What the store holds is not what was sent: it is attached nowhere, and the bytes are sent again. */
function altered(upload: Upload, reach: Means): UploadEvent {
  return upload.attempts + 1 >= mostAltered
    ? { type: 'failed', reason: 'altered', now: reach.now() }
    : later(upload, { why: 'altered' }, reach);
}

/** Codes of S3 that come with 400 and pass: the body came too slowly, the signer's own session has ended. */
const passing: ReadonlySet<string | null> = new Set(['RequestTimeout', 'ExpiredToken']);

function refusedByStore(
  upload: Upload,
  { status, code, retryAfter }: Extract<PutResult, { is: 'refused' }>,
  reach: Means,
): UploadEvent {
  const now = reach.now();
  if (status === 403) return { type: 'addressRefused', notBefore: now + backoff(1), now };
  const passes = status === 408 || status === 429 || status >= 500 || (status === 400 && passing.has(code));
  return passes
    ? later(upload, { why: 'server', retryAfter: retryAfter ?? null }, reach)
    : { type: 'failed', reason: 'storage-refused', now };
}
