import { longestWait } from './backoff.ts';
import { isRunning } from './phase.ts';
import { byAge, ownPlaceOf, placeOf } from './place.ts';
import type { Owner, Upload } from './upload.ts';

/** How soon the journal is looked at again while something is at work that may die with its worker, in ms. */
export const patrol = 60_000;

/** Of files of so many bytes or more, so many may run at once. */
export interface Share {
  from: number;
  most: number;
}

export interface Room {
  /** Milliseconds since the epoch. */
  now: number;
  /** Ids of the uploads somebody is at work on in this worker's life. */
  running: ReadonlySet<string>;
  /** How many may run at once, the running ones included. */
  limit: number;
  /** And how many large ones among them: they are held in memory while they are sent, and fill a line sooner. */
  shares: readonly Share[];
  /** Whether there is a session that may carry this owner's uploads. */
  mayRun(owner: Owner): boolean;
  /** When an upload of which nothing can be stored may be tried again: milliseconds since the epoch, or 0. */
  pausedUntil(id: string): number;
}

/**
 * The uploads to be run now: what came by itself before what came with many others, then the oldest. Never two to
 * the same attribute of the same record: the second would find the first one's file there and call it somebody
 * else's. For the same reason none overtakes an earlier one of the same person's that waits.
 */
export function nextToRun(uploads: readonly Upload[], room: Room): Upload[] {
  const { running } = room;
  const present = uploads.filter(({ id }) => running.has(id));
  const shares = room.shares.map(({ from, most }) => ({
    from,
    left: most - present.filter(({ file }) => file.size >= from).length,
  }));
  const next: Upload[] = [];
  for (const upload of free(uploads, room).toSorted(byCompany)) {
    if (running.size + next.length >= room.limit) break;
    const own = shares.filter(({ from }) => upload.file.size >= from);
    if (own.some(({ left }) => left <= 0)) continue;
    for (const share of own) share.left -= 1;
    next.push(upload);
  }
  return next;
}

/** Whose turn it is at their places, oldest first. */
function free(uploads: readonly Upload[], room: Room): Upload[] {
  const { running, mayRun, now } = room;
  const taken = new Set(uploads.filter(({ id }) => running.has(id)).map(placeOf));
  const open = uploads.filter((upload) => isOpen(upload) && !running.has(upload.id));
  return open.toSorted(byAge).filter((upload) => {
    const isFree = !taken.has(placeOf(upload)) && !taken.has(ownPlaceOf(upload));
    const may = isFree && mayRun(upload.owner) && dueAt(upload, room) <= now;
    taken.add(may ? placeOf(upload) : ownPlaceOf(upload));
    return may;
  });
}

/** Somebody looks at the record of a file that came by itself, and waits. */
const byCompany = (a: Upload, b: Upload): number =>
  Number(a.batch !== undefined) - Number(b.batch !== undefined);

/**
 * When to look again although nobody has called: at the end of the next wait, and every minute while anything
 * is at work or held up by others. Always later than now, or the clock would ring without end; null where
 * nothing is left for the clock, because what has no session is woken by one.
 */
export function wakeAt(
  uploads: readonly Upload[],
  room: Pick<Room, 'now' | 'mayRun' | 'pausedUntil'>,
): number | null {
  const times = uploads
    .filter((upload) => isOpen(upload) && room.mayRun(upload.owner))
    .map((upload) => {
      const due = dueAt(upload, room);
      return due > room.now ? due : room.now + patrol;
    });
  return times.length === 0 ? null : Math.min(...times);
}

/** Goes on by itself, now or later. */
function isOpen(upload: Upload): boolean {
  return upload.state.at === 'waiting' || upload.state.at === 'accepted' || isRunning(upload);
}

/** A time further ahead than any wait is one of a clock that has been set back since: it has come. */
function dueAt({ id, state }: Upload, { now, pausedUntil }: Pick<Room, 'now' | 'pausedUntil'>): number {
  const due = Math.max(pausedUntil(id), state.at === 'waiting' ? state.notBefore : 0);
  return due > now + longestWait ? now : due;
}
