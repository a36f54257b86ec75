import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { PutResult } from '../../../lib/uploads/put.ts';
import { createRunner } from '../../../lib/uploads/runner.ts';
import { example } from '../outbox/example.ts';
import { desk, upload } from './desk.ts';
import { troubles } from './platform.ts';

const mebibyte = 1024 ** 2;
/** Nine parts. What lies at rest is short: the reader stands in for it. */
const size = 64 * mebibyte + 5;
const large = () => upload({ file: { ...example().file, size } });

/** A desk whose store answers each part when the test says so. */
function partsDesk() {
  const at = desk();
  // There is no store here to look into.
  at.refusing.set('download', troubles.denied);
  const under = new Map<string, (result: PutResult) => void>();
  at.means.carrier.put = ({ id }) => new Promise((resolve) => under.set(id, resolve));
  const store = (part: number) => under.get(`f1#${part}`)?.({ is: 'stored', etag: `"${part}"` });
  const begun = async (...parts: number[]) => {
    const ids = parts.map((part) => `f1#${part}`);
    await expect.poll(() => ids.every((id) => under.has(id)), { interval: 1 }).toBe(true);
  };
  const etags = async () => {
    const state = (await at.journal.get('u1'))?.state;
    return state?.at === 'sending' ? Object.keys(state.parts?.etags ?? {}) : null;
  };
  return { ...at, under, store, begun, etags };
}

describe('a large file', () => {
  it('is written down part by part, and a later worker sends the others only', async () => {
    const { journal, means, runner, until, under, store, begun, etags, calls } = partsDesk();
    await journal.add(large(), new Blob(['part']));
    await runner.wake();
    await begun(1);
    store(1);
    await begun(2);
    expect(await etags()).toEqual(['1']);
    // The first worker hears nothing any more.
    under.clear();
    const later = createRunner(means);
    await later.wake();
    await begun(2);
    expect([...under.keys()]).toEqual(['f1#2']);
    for (let part = 2; part <= 9; part += 1) {
      await begun(part);
      store(part);
    }
    await until('attached');
    expect(calls.filter((call) => call.startsWith('create-parts'))).toHaveLength(1);
    expect(calls.find((call) => call.startsWith('complete'))).toMatch(/^complete f1 "1" "2" .*"9"$/);
  });

  it('keeps its parts over a wait, and is called off at BioT when it is cancelled then', async () => {
    const { journal, runner, until, under, store, begun, done, calls } = partsDesk();
    await journal.add(large(), new Blob(['part']));
    await runner.wake();
    await begun(1);
    store(1);
    await begun(2);
    under.get('f1#2')?.({ is: 'unreachable' });
    expect((await until('waiting'))?.state).toMatchObject({
      resume: { from: 'parts', fileId: 'f1', parts: { etags: { 1: '"1"' } } },
    });
    await runner.tell('u1', { type: 'cancelled', now: 2 });
    await expect.poll(() => calls.includes('cancel-parts f1'), { interval: 1 }).toBe(true);
    expect(done()).not.toContain('complete');
  });

  it('that is cancelled under way ends at the carrier first, then at BioT', async () => {
    const { journal, runner, begun, calls, under, store } = partsDesk();
    await journal.add(large(), new Blob(['part']));
    await runner.wake();
    await begun(1);
    await runner.tell('u1', { type: 'cancelled', now: 2 });
    await expect.poll(() => calls.includes('cancel-parts f1'), { interval: 1 }).toBe(true);
    expect(calls.indexOf('cancel')).toBeLessThan(calls.indexOf('cancel-parts f1'));
    store(1);
    await expect.poll(() => runner.busy(), { interval: 1 }).toBe(false);
    expect(under.size).toBe(1);
  });
});
