import type { BiotClient } from '../biot/client.ts';
import type { Entity } from '../biot/record.ts';
import { backoff } from '../outbox/backoff.ts';
import type { UploadEvent } from '../outbox/event.ts';
import type { Upload } from '../outbox/upload.ts';
import { attach, undo, verify } from './attaching.ts';
import type { Carrier } from './carrier.ts';
import type { PutResult } from './put.ts';
import { later, troubled } from './setbacks.ts';

/** What an upload's steps reach out with. They neither store nor decide: each returns what has happened. */
export interface Reach {
  client: BiotClient;
  carrier: Carrier;
  /** The unsealed bytes; null where they are gone or were tampered with. */
  bytes(id: string): Promise<Blob | null>;
  /** Signed addresses of files just created, by file id; in memory only. */
  addresses: Map<string, string>;
  /** The record as a call of ours was answered with it. */
  took(upload: Upload, entity: Entity): void;
  /** The API answered 401 to the token in use. */
  refused(): Promise<void>;
  /** Whether the browser says that it has a network. */
  online(): boolean;
  now(): number;
  signal: AbortSignal;
}

/** Carries out what an upload's state asks for; null where it asks for nothing. */
export async function effect(upload: Upload, reach: Reach): Promise<UploadEvent | null> {
  const { state } = upload;
  const now = reach.now();
  switch (state.at) {
    case 'accepted':
      return { type: 'started', now };
    case 'waiting':
      return { type: 'woken', now };
    case 'creating':
      return create(upload, reach);
    case 'sending':
      return send(upload, state.fileId, reach);
    case 'attaching':
      return attach(upload, state.fileId, reach);
    case 'verifying':
      return verify(upload, state.fileId, reach);
    case 'undoing':
      return undo(upload, state.fileId, reach);
    default:
      return null;
  }
}

async function create(upload: Upload, reach: Reach): Promise<UploadEvent> {
  const { name, type } = upload.file;
  const answer = await reach.client.createFile(name, type, reach.signal);
  if (!answer.ok) return troubled(upload, answer.trouble, reach);
  reach.addresses.set(answer.value.id, answer.value.signedUrl);
  return { type: 'created', fileId: answer.value.id, now: reach.now() };
}

async function send(upload: Upload, fileId: string, reach: Reach): Promise<UploadEvent> {
  const url = reach.addresses.get(fileId);
  reach.addresses.delete(fileId);
  // Without an address this worker was born after the PUT began: the carrier may still be at it.
  const result =
    url === undefined ? await reach.carrier.join(fileId) : await carry(upload, fileId, url, reach);
  const now = reach.now();
  switch (result.is) {
    case 'stored':
      return { type: 'sent', now };
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

async function carry(
  upload: Upload,
  fileId: string,
  url: string,
  reach: Reach,
): Promise<PutResult | { is: 'lost' }> {
  const body = await reach.bytes(upload.id);
  // Opening the seal of a big file takes a while, and a person may have had second thoughts.
  if (reach.signal.aborted) return { is: 'cancelled' };
  if (body === null) return { is: 'lost' };
  return reach.carrier.put({ id: fileId, url, type: upload.file.type, body }, reach.signal);
}

/** Codes of S3 that come with 400 and pass: the body came too slowly, the signer's own session has ended. */
const passing: ReadonlySet<string | null> = new Set(['RequestTimeout', 'ExpiredToken']);

function refusedByStore(
  upload: Upload,
  { status, code }: Extract<PutResult, { is: 'refused' }>,
  reach: Reach,
): UploadEvent {
  const now = reach.now();
  if (status === 403) return { type: 'addressRefused', notBefore: now + backoff(1), now };
  const passes = status === 408 || status === 429 || status >= 500 || (status === 400 && passing.has(code));
  return passes
    ? later(upload, { why: 'server' }, reach)
    : { type: 'failed', reason: 'storage-refused', now };
}
