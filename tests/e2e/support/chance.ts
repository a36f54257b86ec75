/** Numbers that look random and are the same for the same seed. */
export interface Chance {
  /** Repeats everything, as `SEED` in the environment. */
  readonly seed: number;
  /** From 0 to 1, without 1. */
  next(): number;
  /** From `least` to `most`, both among them. */
  whole(least: number, most: number): number;
  pick<T>(from: readonly T[]): T;
  /** Whether something happens that does so in this part of all cases. */
  once(part: number): boolean;
}

/** Another one at each run of the tests, unless `SEED` names one. */
export function chance(seed = Number(process.env.SEED ?? Date.now() % 1_000_000)): Chance {
  let state = seed;
  // Mulberry32, by Tommy Ettinger, in the public domain.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    seed,
    next,
    whole,
    pick<T>(from: readonly T[]): T {
      const at = whole(0, from.length - 1);
      if (at < 0) throw new Error('There is nothing to pick from.');
      return from[at] as T;
    },
    once: (part) => next() < part,
  };
}
