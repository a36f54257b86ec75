import type { Entity } from '../../../lib/biot/record.ts';
import { step } from '../../../lib/outbox/step.ts';
import type { Upload } from '../../../lib/outbox/upload.ts';
import { makeKey } from '../../../lib/store/seal.ts';
import { effect, type Reach } from '../../../lib/uploads/effects.ts';
import { createGathering } from '../../../lib/uploads/gathering.ts';
import type { Carriage, PutResult } from '../../../lib/uploads/put.ts';
import { turns } from '../../../lib/uploads/turns.ts';
import type { Platform } from './platform.ts';

export const now = 100_000;
const key = await makeKey();

/** What a body is, in words: of a sealed one, which bytes it stands for. */
export const written = async (body: Carriage['body']): Promise<string> =>
  body instanceof Blob ? body.text() : `${body.from} to ${body.to}`;

/**
 * Everything an effect reaches out with, and what it did with it.
 * @param answers of the store, one for each PUT; the last one stands for all that follow.
 */
export function reachOf({ client, calls }: Platform, answers: readonly PutResult[] = [{ is: 'stored' }]) {
  const took: Entity[] = [];
  const heard = { refused: 0 };
  const stored: string[] = [];
  let puts = 0;
  const reach: Reach = {
    client,
    carrier: {
      async put({ id, url, type, body }) {
        calls.push(`put ${id} ${url} ${type} ${await written(body)}`);
        puts += 1;
        return answers[puts - 1] ?? answers.at(-1) ?? { is: 'stored' };
      },
      async join(id) {
        calls.push(`join ${id}`);
        return answers[0] ?? { is: 'unknown' };
      },
      cancel: async () => undefined,
      sniff: async () => null,
    },
    bytes: async () => new Blob(['bytes']),
    handed: () => null,
    reader: async () => async (range) => ({
      key,
      id: 'u1',
      chunks: [],
      first: 0,
      count: 1,
      size: 8,
      ...range,
    }),
    partless: new Set(),
    turn: turns(1),
    gathering: createGathering(() => now),
    stored: async (fileId, part, etag) => {
      stored.push(`${fileId} ${part} ${etag}`);
      return true;
    },
    addresses: new Map(),
    fresh: new Set(),
    took: (_, entity) => void took.push(entity),
    refused: async () => {
      heard.refused += 1;
    },
    storedSize: async () => ({ size: null }),
    online: () => true,
    now: () => now,
    signal: new AbortController().signal,
  };
  return { reach, took, heard, stored };
}

/** Carries an upload on until it rests or needs somebody; every wait but one for a session is over at once. */
export async function carriedOut(upload: Upload, reach: Reach): Promise<Upload> {
  let present = upload;
  for (let effects = 0; effects < 100; effects += 1) {
    const { state } = present;
    if (state.at === 'waiting' && state.why === 'session') return present;
    const event = await effect(present, reach);
    if (event === null) return present;
    if (event.type === 'sent' && state.at === 'sending') reach.fresh.add(state.fileId);
    present = step(present, event);
  }
  throw new Error('An upload that never comes to rest');
}
