import type { Wanted } from './frame-records.ts';
import type { Records } from './records.ts';
import { type Timer, timer } from './timer.ts';

interface Means {
  now(): number;
  timer: Timer;
}

/** A browser's timer takes no more milliseconds than this; by then a worker has died and been reborn. */
const longest = 2 ** 31 - 1;

/**
 * Sees to it that records which are wanted become known: each is asked for once at a time, and again when the
 * API may be asked again. It says when something has come of it, never before.
 */
export function createRetrieval(
  records: Pick<Records, 'peek' | 'get' | 'askableAt'>,
  changed: () => void,
  { now, timer: after }: Means = { now: Date.now, timer },
) {
  const asking = new Set<string>();
  const never = { at: Number.POSITIVE_INFINITY, stop: (): void => undefined };
  let next = never;

  function later(at: number): void {
    if (at >= next.at || at === Number.POSITIVE_INFINITY) return;
    next.stop();
    const stop = after(Math.min(longest, Math.max(0, at - now())), () => {
      next = never;
      changed();
    });
    next = { at, stop };
  }

  async function fetch({ ref, session }: Wanted): Promise<void> {
    if (session === null || records.peek(ref, session)) return;
    const at = records.askableAt(ref, session);
    if (at > now()) return later(at);
    const key = JSON.stringify([ref.api, ref.path, session]);
    if (asking.has(key)) return;
    asking.add(key);
    try {
      await records.get(ref, session);
    } finally {
      asking.delete(key);
      changed();
    }
  }

  return {
    /** Begins, without waiting; what cannot be read now is tried later. */
    want(wanted: readonly Wanted[]): void {
      for (const one of wanted)
        void fetch(one).catch((cause: unknown) =>
          console.error('Attach for BioT: a record was not read', cause instanceof Error ? cause.name : ''),
        );
    },
    /** Resolves when all have been read that can be, or after so many milliseconds. */
    async settled(wanted: readonly Wanted[], patience: number): Promise<void> {
      const { promise, resolve } = Promise.withResolvers<void>();
      const stop = after(patience, resolve);
      const all = wanted.map(({ ref, session }) => session && records.get(ref, session));
      void Promise.allSettled(all).then(() => resolve());
      await promise;
      stop();
    },
  };
}
