import type { BiotClient } from '../biot/client.ts';
import type { Entity } from '../biot/record.ts';
import type { UploadEvent } from '../outbox/event.ts';
import { largestPut } from '../outbox/parts.ts';
import type { Upload } from '../outbox/upload.ts';
import type { Reader } from '../store/bytes.ts';
import { attach, undo, verify } from './attaching.ts';
import type { Carrier } from './carrier.ts';
import type { Gathering } from './gathering.ts';
import type { Handed } from './handed.ts';
import { createParts, type PartsReach, sendParts } from './multipart.ts';
import type { PutResult } from './put.ts';
import { looked, putEnded } from './put-ended.ts';
import { troubled } from './setbacks.ts';
import type { storedSize } from './stored-size.ts';

/**
 * What an upload's steps reach out with. They neither store nor decide: each returns what has happened. Only a
 * part that is stored is told at once, because others are still under way.
 */
export interface Reach extends PartsReach {
  client: BiotClient;
  carrier: Carrier;
  /** The unsealed bytes; null where they are gone or were tampered with. */
  bytes(id: string): Promise<Blob | null>;
  /** The file as it was handed over, once; null where it is to be taken from its seal. */
  handed(id: string): Handed | null;
  /** The same piece by piece. */
  reader(id: string): Promise<Reader | null>;
  /** Signed addresses of what is to be sent now, by the id of its PUT; in memory only. */
  addresses: Map<string, string>;
  /** Files of which nothing can have been attached yet, because this very run has seen their bytes stored. */
  fresh: Set<string>;
  /** Reads records of many uploads at once. */
  gathering: Gathering;
  /** The record as a call of ours was answered with it. */
  took(upload: Upload, entity: Entity): void;
  /** The API answered 401 to the token in use. */
  refused(): Promise<void>;
  /** Whether the browser says that it has a network. */
  online(): boolean;
  now(): number;
  /** Replaceable for tests. */
  storedSize?: typeof storedSize;
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
      return state.parts
        ? sendParts(upload, { fileId: state.fileId, parts: state.parts }, reach)
        : send(upload, state.fileId, reach);
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
  const { name, type, size } = upload.file;
  const begun = await createParts(upload, reach);
  if (begun !== 'whole') return begun;
  if (size > largestPut) return { type: 'failed', reason: 'too-large', now: reach.now() };
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
  if (result.is === 'stored') return { type: 'sent', now: reach.now() };
  return result.is === 'unproven' ? looked(upload, fileId, reach) : putEnded(upload, result, reach);
}

async function carry(upload: Upload, fileId: string, url: string, reach: Reach): Promise<PutResult> {
  const job = { id: fileId, url, type: upload.file.type };
  const handed = reach.handed(upload.id);
  if (handed) {
    const result = await reach.carrier.put({ ...job, body: handed.file, md5: handed.md5 }, reach.signal);
    // It was changed or taken away since; what is kept is what was given.
    if (result.is !== 'unreadable') return result;
  }
  const body = await reach.bytes(upload.id);
  // Opening the seal of a big file takes a while, and a person may have had second thoughts.
  if (reach.signal.aborted) return { is: 'cancelled' };
  if (body === null) return { is: 'lost' };
  return reach.carrier.put({ ...job, body }, reach.signal);
}
