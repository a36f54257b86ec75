import type { UploadEvent } from '../outbox/event.ts';
import { expiryOf, hasExpired } from '../outbox/expiry.ts';
import { inheritances } from '../outbox/inheritance.ts';
import { nextToRun, patrol, wakeAt } from '../outbox/next.ts';
import { partsAtOnce } from '../outbox/parts.ts';
import { isFinished, isRunning, isSendable } from '../outbox/phase.ts';
import { step } from '../outbox/step.ts';
import type { Owner, Upload } from '../outbox/upload.ts';
import { coalesced } from './coalesced.ts';
import { createGathering } from './gathering.ts';
import { createPauses } from './pauses.ts';
import { type Means, move, run } from './run.ts';
import { signedOut, stumbled } from './setbacks.ts';
import { turns } from './turns.ts';

const mebibyte = 1024 ** 2;

/**
 * How many uploads run at once. Each waits for four answers one after another, and for the disk: of 200 kB each it
 * takes some twenty to keep a browser's six connections to a host at work over a line of 20 ms. Of large ones fewer:
 * they fill it by themselves.
 */
const limits = {
  limit: 24,
  shares: [
    { from: mebibyte, most: 8 },
    { from: 8 * mebibyte, most: 4 },
  ],
};

export interface Runner {
  /** Runs whatever may run, now. Never rejects: what goes wrong is tried again in a minute. */
  wake(): Promise<void>;
  /** The browser has a network again: what waited for one goes on, now. */
  reconnected(): Promise<void>;
  /** Tells an upload what a person did, and goes on from there. */
  tell(id: string, event: UploadEvent): Promise<void>;
  /** Ends and removes what belongs to these people; what was not finished is told by its number. */
  wipe(isTheirs: (owner: Owner) => boolean): Promise<void>;
  /** Whether somebody is at work. */
  busy(): boolean;
}

/** The one that carries uploads out. */
export function createRunner(means: Means): Runner {
  const { journal, carrier, now } = means;
  const running = new Map<string, AbortController>();
  /** Their bytes are gone for certain: of a long list most are over, and need no second look. */
  const wiped = new Set<string>();
  const pauses = createPauses(now);
  /** What is learnt of platforms, who sends parts and what is read together, while this worker lives. */
  const shared = {
    ...{ partless: new Set<string>(), turn: turns(partsAtOnce) },
    gathering: createGathering(now),
  };

  async function start({ id }: Upload): Promise<void> {
    const abort = new AbortController();
    running.set(id, abort);
    try {
      await run(id, { ...means, ...shared }, abort.signal);
      pauses.end(id);
    } catch (cause) {
      // A cancelled call is not a fault.
      if (!abort.signal.aborted) await stumble(id, cause);
    }
    running.delete(id);
    means.changed();
    void wake();
  }

  /** Makes a wait of a fault; where not even that can be stored, one in memory, and in the end a failure. */
  async function stumble(id: string, cause: unknown): Promise<void> {
    report('an upload stopped', cause);
    try {
      const { fits } = await move(means, id, (before) => stumbled(before, means));
      if (fits) return pauses.end(id);
    } catch (worse) {
      report('its wait could not be stored', worse);
    }
    if (!pauses.pause(id)) return;
    const failed = { type: 'failed', reason: 'browser', now: now() } as const;
    await journal
      .pretend(id, (before) => step(before, failed))
      .then(
        () => pauses.end(id),
        (worst: unknown) => report('nobody could be told', worst),
      );
  }

  /** What cannot be stored is a stumble of that upload and must not keep the others from running. */
  async function settle(id: string, event: UploadEvent): Promise<Upload | null> {
    if (running.has(id) || pauses.until(id) > now()) return null;
    try {
      return (await move(means, id, () => event)).after;
    } catch (cause) {
      await stumble(id, cause);
      return null;
    }
  }

  async function look(): Promise<void> {
    const { uploads, unreadable } = await journal.all();
    const known = new Map(uploads.map((upload) => [upload.id, upload]));
    const heard = async (id: string, event: UploadEvent) => {
      const after = await settle(id, event);
      if (after) known.set(id, after);
    };
    for (const { id, event } of inheritances(uploads, now())) await heard(id, event);
    const mayRun = await signedIn(uploads);
    for (const upload of known.values()) {
      const atWork = isSendable(upload) || isRunning(upload);
      if (atWork && !mayRun(upload.owner)) await heard(upload.id, signedOut(upload, now()));
    }
    const expired = [...known.values()].filter((one) => !running.has(one.id) && hasExpired(one, now()));
    for (const { id } of expired) await heard(id, { type: 'failed', reason: 'bytes-lost', now: now() });
    const room = { now: now(), mayRun, pausedUntil: pauses.until };
    const all = [...known.values()];
    for (const upload of nextToRun(all, { ...room, ...limits, running: new Set(running.keys()) })) {
      void start(upload);
    }
    const times = [wakeAt(all, room), expiryOf(all, now())].filter((time) => time !== null);
    if (times.length > 0) means.wakeMeAt(Math.min(...times));
    // Whoever finished them and whenever, even a worker that has died since: their bytes are needed no more.
    const over = [...all.filter(isFinished), ...expired].filter(({ id }) => !wiped.has(id));
    await journal.wipeBytes(...over.map(({ id }) => id));
    for (const { id } of over) wiped.add(id);
    if (unreadable.length > 0) await giveUp(unreadable);
  }

  async function signedIn(uploads: readonly Upload[]): Promise<(owner: Owner) => boolean> {
    const open = uploads.filter((upload) => !isFinished(upload));
    const owners = new Map(open.map(({ owner }) => [JSON.stringify(owner), owner]));
    for (const [key, owner] of owners) if (!(await means.clientFor(owner))) owners.delete(key);
    return (owner) => owners.has(JSON.stringify(owner));
  }

  /** Without its key nothing can be learnt of an upload, not even whose it was: only how many there were. */
  async function giveUp(unreadable: string[]): Promise<void> {
    console.warn('Attach for BioT: uploads that can no longer be opened:', unreadable.length);
    // Bytes are wiped at the end: what has none was over.
    const lost = await journal.lost(unreadable);
    // Told before they are forgotten: whoever dies in between tells it once more, and not never.
    if (lost.count > 0) await means.lost(lost);
    await journal.forget(...unreadable);
  }

  let turn: Promise<void> = Promise.resolve();
  /** One after another, and none is kept from its turn by the failure of the one before. */
  function inTurn(what: () => Promise<void>): Promise<void> {
    turn = turn.then(what).catch((cause: unknown) => {
      report('uploads could not be looked at', cause);
      means.wakeMeAt(now() + patrol);
    });
    return turn;
  }
  /** Whoever is at work wakes us at every end: of a long queue, one look for all of them is enough. */
  const wake = coalesced(() => inTurn(look));

  /** Whether anybody hears it or not, nothing of a cancelled upload is attached: nobody waits for it here. */
  async function callOff({ owner, state }: Upload): Promise<void> {
    const sending = state.at === 'waiting' && state.resume.from === 'parts' ? state.resume : state;
    if (!('fileId' in sending)) return;
    await carrier.cancel(sending.fileId).catch((cause: unknown) => report('bytes could not be held', cause));
    if (!('parts' in sending)) return;
    const session = await means.clientFor(owner);
    await session?.client.cancelParts(sending.fileId);
  }

  return {
    wake,
    async reconnected() {
      await inTurn(async () => {
        const { uploads } = await journal.all();
        for (const { id, state } of uploads)
          if (state.at === 'waiting') await settle(id, { type: 'reconnected', now: now() });
      });
      await wake();
    },
    async tell(id, event) {
      const { before, after, fits } = await move(means, id, () => event);
      pauses.end(id);
      if (fits && after?.state.at === 'cancelled') {
        running.get(id)?.abort();
        if (before) void callOff(before).catch((cause) => report('parts could not be given up', cause));
      }
      await wake();
    },
    wipe: (isTheirs) =>
      inTurn(async () => {
        const theirs = (await journal.all()).uploads.filter(({ owner }) => isTheirs(owner));
        if (theirs.length === 0) return;
        const count = theirs.filter((one) => !isFinished(one)).length;
        for (const upload of theirs) {
          running.get(upload.id)?.abort();
          void callOff(upload).catch((cause: unknown) => report('parts could not be given up', cause));
        }
        if (count > 0) await means.lost({ count, named: [] });
        await journal.forget(...theirs.map(({ id }) => id));
        means.changed();
      }),
    busy: () => running.size > 0,
  };
}

/** The kind of an error and never its text, which may quote what must not be logged. */
function report(what: string, cause: unknown): void {
  console.error(`Attach for BioT: ${what}`, cause instanceof Error ? cause.name : typeof cause);
}
