import { describe, expect, it, vi } from 'vitest';
import { coalesced } from '../../../lib/uploads/coalesced.ts';

/** Work of which each run ends when it is told to. */
function desk() {
  const runs: PromiseWithResolvers<void>[] = [];
  const ask = coalesced(() => {
    const run = Promise.withResolvers<void>();
    runs.push(run);
    return run.promise;
  });
  return { runs, ask };
}

describe('what is asked for again and again', () => {
  it('runs at once, and once more for all who asked meanwhile', async () => {
    const { runs, ask } = desk();
    const first = ask();
    const others = [ask(), ask(), ask()];
    expect(runs).toHaveLength(1);
    runs[0]?.resolve();
    await first;
    await expect.poll(() => runs.length, { interval: 1 }).toBe(2);
    runs[1]?.resolve();
    await Promise.all(others);
    expect(runs).toHaveLength(2);
    ask();
    expect(runs).toHaveLength(3);
  });

  it('rests between two runs where it is told to, and never before the first', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
    let runs = 0;
    const ask = coalesced(async () => {
      runs += 1;
    }, 100);
    await ask();
    expect(runs).toBe(1);
    void ask();
    const last = ask();
    await vi.advanceTimersByTimeAsync(99);
    expect(runs).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    await last;
    expect(runs).toBe(2);
    vi.useRealTimers();
  });

  it('goes on after a failure, of which those hear who asked before it', async () => {
    const { runs, ask } = desk();
    const first = ask();
    const second = ask();
    runs[0]?.reject(new Error('broken'));
    await expect(first).rejects.toThrow('broken');
    await expect.poll(() => runs.length, { interval: 1 }).toBe(2);
    runs[1]?.resolve();
    await second;
  });
});
