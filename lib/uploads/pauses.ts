import { backoff, maxAttempts } from '../outbox/backoff.ts';

/**
 * Uploads whose trouble itself cannot be stored, because the disk is full or the database is broken. Kept in
 * memory, so that they are not run again at once and without end; a worker's death forgets them.
 */
export function createPauses(now: () => number) {
  const paused = new Map<string, { tries: number; until: number }>();
  return {
    /** One more try has failed. True once there have been so many that a person must be told. */
    pause(id: string): boolean {
      const tries = (paused.get(id)?.tries ?? 0) + 1;
      paused.set(id, { tries, until: now() + backoff(tries) });
      return tries >= maxAttempts;
    },
    /** Milliseconds since the epoch; 0 where nothing stands in the way. */
    until: (id: string): number => paused.get(id)?.until ?? 0,
    end: (id: string): void => void paused.delete(id),
  };
}
