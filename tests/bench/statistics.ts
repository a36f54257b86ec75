/** A median, and the interval that holds it in 95 of 100 resamplings. */
export interface Estimate {
  median: number;
  low: number;
  high: number;
}

/** Resamplings of a bootstrap: enough for two steady digits. */
const resamplings = 2000;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
}

/** The same numbers at every run (mulberry32), so that equal measurements give equal intervals. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The median of what every round gave, with its bootstrap interval. */
export function estimate(values: readonly number[]): Estimate {
  const roll = dice(1);
  const draw = () => values[Math.floor(roll() * values.length)] ?? Number.NaN;
  const medians = Array.from({ length: resamplings }, () => median(values.map(draw))).toSorted(
    (a, b) => a - b,
  );
  const at = (share: number) => medians[Math.round(share * (resamplings - 1))] ?? Number.NaN;
  return { median: median(values), low: at(0.025), high: at(0.975) };
}
