import type { Timer } from '../../../lib/uploads/timer.ts';

/** A clock that stands still until it is told to go on. */
export function clock(start = 100_000) {
  let [time, count] = [start, 0];
  const waiting = new Map<number, { due: number; ring: () => void }>();
  const timer: Timer = (ms, ring) => {
    count += 1;
    const id = count;
    waiting.set(id, { due: time + ms, ring });
    return () => void waiting.delete(id);
  };
  return {
    timer,
    now: () => time,
    /** Timers that have been set and not stopped. */
    set: () => waiting.size,
    /** Goes on, and rings on the way whatever is due, what is set meanwhile included. */
    pass(ms: number): void {
      const until = time + ms;
      for (;;) {
        const [next] = [...waiting].toSorted(([, a], [, b]) => a.due - b.due);
        if (!next || next[1].due > until) break;
        time = next[1].due;
        waiting.delete(next[0]);
        next[1].ring();
      }
      time = until;
    },
  };
}
