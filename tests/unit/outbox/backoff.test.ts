import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoff, longestWait, maxAttempts } from '../../../lib/outbox/backoff.ts';

describe('the wait after a failed try', () => {
  it.each([
    [1, 0, 1_000],
    [1, 0.9, 1_800],
    [3, 0.5, 4_000],
    [6, 1, 60_000],
    [maxAttempts, 1, 60_000],
    [10_000, 0.5, 30_000],
  ])('after %i tries and with the die at %f is %i ms', (attempts, die, wait) => {
    expect(backoff(attempts, () => die)).toBe(wait);
  });

  it('is never shorter than what the server asked for', () => {
    expect(backoff(1, () => 0.5, 90_000)).toBe(90_000);
    expect(backoff(6, () => 1, 5_000)).toBe(60_000);
  });

  it('is never longer than a quarter of an hour, whatever the server asks for', () => {
    expect(longestWait).toBe(15 * 60_000);
    expect(backoff(1, () => 0.5, 24 * 3_600_000)).toBe(longestWait);
    expect(backoff(1, () => 0.5, Number.POSITIVE_INFINITY)).toBe(longestWait);
  });

  it('lies between a second and a minute', () => {
    const die = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.nat(), die, (attempts, at) => {
        expect(backoff(attempts, () => at)).toBeGreaterThanOrEqual(1_000);
        expect(backoff(attempts, () => at)).toBeLessThanOrEqual(60_000);
      }),
    );
  });
});
