import type { Trouble } from '../biot/trouble.ts';
import { backoff, maxAttempts } from '../outbox/backoff.ts';
import type { UploadEvent } from '../outbox/event.ts';
import type { FailReason, Upload } from '../outbox/upload.ts';
import type { Reach } from './effects.ts';

type Passing = Extract<Trouble, { is: 'later' }>['why'] | 'browser' | 'altered';

const givenUp: Record<Passing, FailReason> = {
  network: 'unreachable',
  server: 'server',
  browser: 'browser',
  altered: 'altered',
};

/** Waits, or gives up when waiting has not helped often enough; while the browser is offline nothing was tried. */
export function later(
  { attempts }: Upload,
  { why, retryAfter = null }: { why: Passing; retryAfter?: number | null },
  { now, online }: Pick<Reach, 'now' | 'online'>,
): UploadEvent {
  const heldBack = (as: Passing | 'offline', wait: number): UploadEvent => ({
    type: 'heldBack',
    why: as,
    notBefore: now() + wait,
    now: now(),
  });
  // The browser says when it is online again. The look in between is for those that err about it.
  if (why === 'network' && !online()) return heldBack('offline', offlineWait);
  if (attempts + 1 >= maxAttempts) return { type: 'failed', reason: givenUp[why], now: now() };
  return heldBack(why, backoff(attempts + 1, Math.random, retryAfter ?? 0));
}

/** In ms. */
const offlineWait = 60_000;

/** Neither BioT nor the store knows what was sent so far: all begins anew, once. */
export const forgotten = (now: number): UploadEvent => ({
  type: 'addressRefused',
  notBefore: now + backoff(1),
  now,
});

/** What a call that BioT did not answer as hoped means for an upload. */
export async function troubled(upload: Upload, trouble: Trouble, reach: Reach): Promise<UploadEvent> {
  switch (trouble.is) {
    case 'session':
      await reach.refused();
      return { type: 'heldBack', why: 'session', notBefore: reach.now(), now: reach.now() };
    case 'later':
      return later(upload, trouble, reach);
    case 'refused':
      return { type: 'failed', reason: trouble.reason, now: reach.now() };
    default:
      return trouble satisfies never;
  }
}

/**
 * What a fault of our own or of the browser means: a carrier that has crashed, a disk that is full. It counts
 * as a failed try like any other, so that no fault is run into for ever.
 */
export function stumbled(upload: Upload, means: Pick<Reach, 'now' | 'online'>): UploadEvent {
  return upload.state.at === 'undoing'
    ? { type: 'undoRefused', why: 'unanswered', now: means.now() }
    : later(upload, { why: 'browser' }, means);
}

/** What it means that nobody is signed in for an upload: an undo is not left to come at some later sign-in. */
export function signedOut({ state }: Upload, now: number): UploadEvent {
  return state.at === 'undoing'
    ? { type: 'undoRefused', why: 'unanswered', now }
    : { type: 'heldBack', why: 'session', notBefore: now, now };
}
