import { expect } from 'vitest';
import type { Upload } from '../../../lib/outbox/upload.ts';
import { openJournal } from '../../../lib/store/journal.ts';
import type { Carrier } from '../../../lib/uploads/carrier.ts';
import type { PutResult } from '../../../lib/uploads/put.ts';
import type { Means } from '../../../lib/uploads/run.ts';
import { createRunner } from '../../../lib/uploads/runner.ts';
import { example } from '../outbox/example.ts';
import { platform } from './platform.ts';
import { written } from './reach.ts';

/** To an attribute that was empty when the file came. */
export const upload = (change: Partial<Upload> = {}): Upload =>
  example({ id: 'u1', attempts: 0, target: { ...example().target, before: null }, ...change });

export const bytes = () => new Blob(['bytes'], { type: 'image/png' });

/** A platform with one record, and everything a runner needs, in one place. */
export function desk() {
  const { client, calls, done, record, refusing } = platform();
  const has = { session: true, network: true, now: 1_000 };
  const answers: { put: () => Promise<PutResult> } = { put: async () => ({ is: 'stored' }) };
  const carrier: Carrier = {
    async put({ body }) {
      calls.push(`put ${await written(body)}`);
      return answers.put();
    },
    async join() {
      calls.push('join');
      return { is: 'unknown' };
    },
    sniff: async () => null,
    async cancel() {
      calls.push('cancel');
    },
  };
  const journal = openJournal({ name: crypto.randomUUID() });
  const wakes: number[] = [];
  const lost: number[] = [];
  /** Whether somebody was at work whenever something had moved. */
  const busy: boolean[] = [];
  const refused = async () => {
    has.session = false;
  };
  const means: Means = {
    journal: { ...journal },
    carrier,
    handed: () => null,
    clientFor: async () => (has.session ? { client, refused } : null),
    took: () => undefined,
    changed: () => void busy.push(runner.busy()),
    wakeMeAt: (time) => void wakes.push(time),
    lost: async ({ count }) => void lost.push(count),
    online: () => has.network,
    now: () => has.now,
  };
  const runner = createRunner(means);
  const until = async (at: Upload['state']['at'], id = 'u1') => {
    await expect.poll(async () => (await means.journal.get(id))?.state.at, { interval: 1 }).toBe(at);
    return means.journal.get(id);
  };
  /** All that was begun has ended. */
  const rested = async () => {
    await runner.wake();
    await expect.poll(() => runner.busy(), { interval: 1 }).toBe(false);
    await runner.wake();
  };
  return {
    calls,
    done,
    record,
    refusing,
    answers,
    has,
    journal,
    means,
    runner,
    wakes,
    lost,
    busy,
    until,
    rested,
  };
}
