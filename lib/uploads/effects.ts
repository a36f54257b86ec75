import type { BiotClient } from '../biot/client.ts';
import { type Entity, fileOf, patchBody } from '../biot/record.ts';
import type { Answer, Trouble } from '../biot/trouble.ts';
import { backoff, maxAttempts } from '../outbox/backoff.ts';
import type { UploadEvent } from '../outbox/event.ts';
import type { FailReason, UndoRefusal, Upload } from '../outbox/upload.ts';
import type { Carrier } from './carrier.ts';
import type { PutResult } from './put.ts';

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
      return refusedByStore(upload, result.status, reach);
    case 'unreachable':
      return later(upload, { why: 'network', retryAfter: null }, reach);
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

async function carry(
  upload: Upload,
  fileId: string,
  url: string,
  reach: Reach,
): Promise<PutResult | { is: 'lost' }> {
  const body = await reach.bytes(upload.id);
  return body ? reach.carrier.put({ id: fileId, url, type: upload.file.type, body }) : { is: 'lost' };
}

/** 403 is an address that has expired or does not fit: a new one is made, once. */
function refusedByStore(upload: Upload, status: number, reach: Reach): UploadEvent {
  const passes = status === 403 || status === 408 || status === 429 || status >= 500;
  if (!passes || (status === 403 && upload.attempts > 0)) {
    return { type: 'failed', reason: 'storage-refused', now: reach.now() };
  }
  return later(upload, { why: 'server', retryAfter: null }, reach);
}

/** Reads before it writes: only the value the person was shown is replaced. */
async function attach(upload: Upload, fileId: string, reach: Reach): Promise<UploadEvent> {
  const { target } = upload;
  const present = await held(upload, reach);
  if (!present.ok) return troubled(upload, present.trouble, reach);
  if (present.value === fileId) return { type: 'attached', now: reach.now() };
  if (present.value !== target.before) return { type: 'conflicted', theirs: present.value, now: reach.now() };
  const patched = await reach.client.patchEntity(target.path, patchBody(target, fileId));
  if (!patched.ok) return troubled(upload, patched.trouble, reach);
  const after = fileIn(upload, patched.value);
  if (after !== fileId) return { type: 'patched', now: reach.now() };
  reach.took(upload, patched.value);
  return { type: 'attached', now: reach.now() };
}

async function verify(upload: Upload, fileId: string, reach: Reach): Promise<UploadEvent> {
  const present = await held(upload, reach);
  if (!present.ok) return troubled(upload, present.trouble, reach);
  if (present.value === fileId) return { type: 'attached', now: reach.now() };
  // A read that lags behind shows the former value for a while.
  if (present.value === upload.target.before)
    return later(upload, { why: 'server', retryAfter: null }, reach);
  return { type: 'conflicted', theirs: present.value, now: reach.now() };
}

/** Puts the former value back, if ours still stands. */
async function undo(upload: Upload, fileId: string, reach: Reach): Promise<UploadEvent> {
  const { target } = upload;
  const present = await held(upload, reach);
  if (present.ok && present.value === target.before) return { type: 'undone', now: reach.now() };
  const refused = (why: UndoRefusal): UploadEvent => ({ type: 'undoRefused', why, now: reach.now() });
  const troubled = async ({ is }: Trouble) => {
    if (is === 'session') await reach.refused();
    return refused(is === 'refused' ? 'refused' : 'unanswered');
  };
  if (!present.ok) return troubled(present.trouble);
  if (present.value !== fileId) return refused('changed');
  const patched = await reach.client.patchEntity(target.path, patchBody(target, target.before));
  if (!patched.ok) return troubled(patched.trouble);
  reach.took(upload, patched.value);
  const restored = fileIn(upload, patched.value) === target.before;
  return restored ? { type: 'undone', now: reach.now() } : refused('refused');
}

const fileIn = ({ target }: Upload, entity: Entity): string | null =>
  fileOf(entity, { name: target.attribute, basePath: target.basePath })?.id ?? null;

/** The id of the file that the attribute holds at this moment. */
async function held(upload: Upload, reach: Reach): Promise<Answer<string | null>> {
  const answer = await reach.client.readEntity(upload.target.path);
  if (!answer.ok) return answer;
  reach.took(upload, answer.value);
  return { ok: true, value: fileIn(upload, answer.value) };
}

async function troubled(upload: Upload, trouble: Trouble, reach: Reach): Promise<UploadEvent> {
  switch (trouble.is) {
    case 'session':
      await reach.refused();
      return { type: 'heldBack', why: 'session', notBefore: reach.now(), now: reach.now() };
    case 'later':
      return later(upload, trouble, reach);
    case 'refused':
      return { type: 'failed', reason: trouble.reason, now: reach.now() };
    default:
      return trouble satisfies never;
  }
}

/** Waits, or gives up when waiting has not helped often enough. */
function later(
  { attempts }: Upload,
  { why, retryAfter }: { why: 'network' | 'server'; retryAfter: number | null },
  { now }: Pick<Reach, 'now'>,
): UploadEvent {
  const givenUp: FailReason = why === 'network' ? 'unreachable' : 'server';
  if (attempts + 1 >= maxAttempts) return { type: 'failed', reason: givenUp, now: now() };
  const wait = backoff(attempts + 1, Math.random, retryAfter ?? 0);
  return { type: 'heldBack', why, notBefore: now() + wait, now: now() };
}
