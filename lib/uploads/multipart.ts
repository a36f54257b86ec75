import type { UploadEvent } from '../outbox/event.ts';
import {
  addressesAtOnce,
  countOf,
  missingOf,
  multipartFrom,
  type Parts,
  partSizeOf,
  partsAtOnce,
  rangeOf,
} from '../outbox/parts.ts';
import type { Upload } from '../outbox/upload.ts';
import type { Reader } from '../store/bytes.ts';
import type { Reach } from './effects.ts';
import { partAddresses } from './part-addresses.ts';
import { partId } from './part-id.ts';
import type { PutResult } from './put.ts';
import { looked, putEnded } from './put-ended.ts';
import { forgotten, troubled } from './setbacks.ts';
import type { turns } from './turns.ts';

/** What uploads in parts need beyond the rest. */
export interface PartsReach {
  /** APIs that have no uploads in parts, or whose store does not say what it has stored. */
  partless: Set<string>;
  /** Lets so many parts of all uploads be under way at once. */
  turn: ReturnType<typeof turns>;
  /** A part is stored, and that is to be kept. False where the upload is not being sent any more. */
  stored(fileId: string, part: number, etag: string): Promise<boolean>;
}

/** Names a large file; `whole` where it is to be sent in one PUT. */
export async function createParts(upload: Upload, reach: Reach): Promise<UploadEvent | 'whole'> {
  const { name, type, size } = upload.file;
  const { api } = upload.owner;
  if (size < multipartFrom || reach.partless.has(api)) return 'whole';
  const partSize = partSizeOf(size);
  const first = Math.min(addressesAtOnce, countOf(size, partSize));
  const answer = await reach.client.createParts(name, type, first, reach.signal);
  if (!answer.ok) return troubled(upload, answer.trouble, reach);
  if (answer.value === 'absent') {
    reach.partless.add(api);
    return 'whole';
  }
  const { id, signedUrls } = answer.value;
  for (const { partNumber, signedUrl } of signedUrls) reach.addresses.set(partId(id, partNumber), signedUrl);
  return { type: 'partsBegun', fileId: id, partSize, now: reach.now() };
}

interface Sending {
  fileId: string;
  parts: Parts;
}

/**
 * Sends the parts the store does not hold yet, and makes one file of all. A part that a former worker has begun
 * is joined where its carrier still lives.
 */
export async function sendParts(upload: Upload, sending: Sending, reach: Reach): Promise<UploadEvent> {
  const { fileId, parts } = sending;
  const read = await reach.reader(upload.id);
  if (reach.signal.aborted) return { type: 'cancelled', now: reach.now() };
  if (read === null) return putEnded(upload, { is: 'lost' }, reach);
  const etags = new Map(Object.entries(parts.etags).map(([part, etag]) => [Number(part), etag]));
  const send = sender(upload, { ...sending, read, etags }, reach);
  const halt = await eachInTurn(missingOf(parts, upload.file.size), send, reach);
  if (halt) {
    // Whoever sends the file whole needs none of it; where this is not heard, it is swept like all unfinished ones.
    if (halt.type === 'partsGivenUp') await reach.client.cancelParts(fileId).catch(() => undefined);
    return halt;
  }
  const inOrder = [...etags].toSorted(([a], [b]) => a - b);
  const stored = inOrder.map(([partNumber, etag]) => ({ partNumber, etag }));
  const answer = await reach.client.completeParts(fileId, stored, reach.signal);
  if (!answer.ok) return troubled(upload, answer.trouble, reach);
  // Each part was compared; that all of them have become one file is read back.
  return answer.value === 'gone' ? forgotten(reach.now()) : looked(upload, fileId, reach);
}

type Send = (part: number) => Promise<UploadEvent | null>;

/**
 * Sends one part after another, a few at a time, until none is left or one has come to a halt. Those under way
 * then are waited for: what is stored of them is kept.
 */
async function eachInTurn(
  parts: number[],
  send: Send,
  { turn, signal, now }: Reach,
): Promise<UploadEvent | null> {
  const halts: UploadEvent[] = [];
  const left = [...parts];
  async function next(): Promise<void> {
    const part = halts.length === 0 ? left.shift() : undefined;
    if (part === undefined) return;
    const halt: UploadEvent | null = signal.aborted ? { type: 'cancelled', now: now() } : await send(part);
    if (halt) halts.push(halt);
  }
  async function lane(): Promise<void> {
    try {
      while (halts.length === 0 && left.length > 0) await turn(next);
    } finally {
      // Whether at an end, at a halt or broken: the other lanes begin nothing any more.
      left.length = 0;
    }
  }
  const lanes = await Promise.allSettled(Array.from({ length: partsAtOnce }, lane));
  const broken = lanes.find((result) => result.status === 'rejected');
  if (broken) throw broken.reason;
  return halts[0] ?? null;
}

/** Sends one part and has it kept that it is stored; what is answered otherwise is why the upload halts. */
function sender(
  upload: Upload,
  { fileId, parts, read, etags }: Sending & { read: Reader; etags: Map<number, string> },
  reach: Reach,
): Send {
  const { size } = upload.file;
  const addresses = partAddresses(upload, { fileId, count: countOf(size, parts.size) }, reach);

  async function carry(part: number, url: string): Promise<PutResult> {
    const body = await read(rangeOf(part, size, parts.size));
    return reach.carrier.put({ id: partId(fileId, part), url, type: null, body }, reach.signal);
  }

  return async (part) => {
    const address = await addresses.of(part);
    if ('event' in address) return address.event;
    let result = await carry(part, address.url);
    if (result.is === 'refused' && result.status === 403) {
      // It has lain here for too long. A fresh one that is turned down as well is another matter.
      const fresh = await addresses.anew(part);
      if ('event' in fresh) return fresh.event;
      result = await carry(part, fresh.url);
    }
    if (result.is === 'refused' && result.status === 404) return forgotten(reach.now());
    if (result.is !== 'stored' && result.is !== 'unproven') return putEnded(upload, result, reach);
    const { etag } = result;
    if (etag === undefined) {
      // Parts are joined by their ETags: where a browser keeps these from us, files go whole.
      reach.partless.add(upload.owner.api);
      return { type: 'partsGivenUp', now: reach.now() };
    }
    etags.set(part, etag);
    return (await reach.stored(fileId, part, etag)) ? null : { type: 'cancelled', now: reach.now() };
  };
}
