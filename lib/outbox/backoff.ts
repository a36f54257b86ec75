/** Failed tries in a row after which waiting is given up and a person is told. */
export const maxAttempts = 8;

/** The longest wait, in milliseconds, whatever a server asks for: nobody is left to wait for tomorrow. */
export const longestWait = 15 * 60_000;

const floor = 1_000;
const cap = 60_000;

/**
 * How long to wait after a failed try, in milliseconds: exponential with full jitter, so that the uploads
 * of one broken network do not all come back at once.
 * @param attempts failed tries so far, this one included.
 * @param retryAfter the least the server asked for, in milliseconds.
 */
export function backoff(attempts: number, random: () => number = Math.random, retryAfter = 0): number {
  const ceiling = Math.min(cap, floor * 2 ** attempts);
  return Math.min(longestWait, Math.max(floor, retryAfter, Math.round(random() * ceiling)));
}
