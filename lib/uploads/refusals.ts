import type { Trouble } from '../biot/trouble.ts';
import { Bounded } from './bounded.ts';

interface Refusal {
  /** The token it was met with: another one may fare better. */
  token: string;
  until: number;
  /** In a row. */
  times: number;
}

/** What waiting does not help is asked again after so long, in ms: rights are granted, records restored. */
const long = 5 * 60_000;
/** What waiting may help is asked again after this time, in ms, twice that, and so on. */
const short = 5_000;

/** What the API did not give, so that it is not asked for at every turn. */
export function createRefusals(now: () => number) {
  const known = new Bounded<Refusal>(400);
  return {
    add(key: string, token: string, trouble: Trouble): void {
      const times = (known.get(key)?.times ?? 0) + 1;
      known.set(key, { token, times, until: now() + pauseAfter(trouble, times) });
    },
    /** When it may be asked for again, in milliseconds since the epoch; 0 where nothing is in the way. */
    until(key: string, token: string): number {
      const refusal = known.get(key);
      return refusal?.token === token ? refusal.until : 0;
    },
    delete: (key: string) => known.delete(key),
  };
}

function pauseAfter(trouble: Trouble, times: number): number {
  switch (trouble.is) {
    case 'session':
      return Number.POSITIVE_INFINITY; // Until the portal uses another token.
    case 'refused':
      return long;
    case 'later':
      return Math.max(trouble.retryAfter ?? 0, Math.min(long, short * 2 ** (times - 1)));
    default:
      return trouble satisfies never;
  }
}
