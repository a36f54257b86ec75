import { isRunning } from './phase.ts';
import type { Owner, Upload } from './upload.ts';

export interface Room {
  /** Milliseconds since the epoch. */
  now: number;
  /** Ids of the uploads somebody is at work on in this worker's life. */
  running: ReadonlySet<string>;
  /** How many may run at once, the running ones included. */
  limit: number;
  /** Whether there is a session that may carry this owner's uploads. */
  mayRun(owner: Owner): boolean;
}

/**
 * The uploads to be run now, oldest first. Never two to the same attribute of the same record: the second
 * would find the first one's file there and call it somebody else's.
 */
export function nextToRun(uploads: readonly Upload[], { now, running, limit, mayRun }: Room): Upload[] {
  const taken = new Set(uploads.filter(({ id }) => running.has(id)).map(placeOf));
  const next: Upload[] = [];
  for (const upload of uploads.toSorted((a, b) => a.createdAt - b.createdAt)) {
    if (running.size + next.length >= limit) break;
    if (running.has(upload.id) || !isDue(upload, now) || !mayRun(upload.owner)) continue;
    if (taken.has(placeOf(upload))) continue;
    taken.add(placeOf(upload));
    next.push(upload);
  }
  return next;
}

/** When the clock, and nothing else, next gives an upload leave to go on; a session is not the clock's to give. */
export function wakeAt(uploads: readonly Upload[]): number | null {
  const times = uploads.flatMap(({ state }) =>
    state.at === 'waiting' && state.why !== 'session' ? [state.notBefore] : [],
  );
  return times.length === 0 ? null : Math.min(...times);
}

function isDue(upload: Upload, now: number): boolean {
  const { state } = upload;
  return state.at === 'waiting' ? state.notBefore <= now : state.at === 'accepted' || isRunning(upload);
}

function placeOf({ owner, target }: Upload): string {
  return JSON.stringify([owner.api, target.path, target.attribute]);
}
