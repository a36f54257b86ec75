import { interval } from './figures.ts';
import type { Spent } from './main-thread.ts';
import { estimate } from './statistics.ts';

/** What one round has cost on each side. */
export interface SpentPair {
  ours: Spent;
  bare: Spent;
}

/** Medians of the paired differences, in milliseconds. */
export function difference(pairs: readonly SpentPair[], of: keyof Spent) {
  return estimate(pairs.map(({ ours, bare }) => ours[of] - bare[of]));
}

/** For the notes: what the difference consists of, and what it is a difference of. */
export function composition(pairs: readonly SpentPair[]): string {
  const part = (of: keyof Spent) => interval(difference(pairs, of), 'ms');
  const all = (side: keyof SpentPair) => interval(estimate(pairs.map((one) => one[side].task)), 'ms');
  return `of it script ${part('script')}, style and layout ${part('drawing')}; in all ${all('ours')} against ${all('bare')}`;
}
