import type { BiotClient } from '../biot/client.ts';
import type { Entity } from '../biot/record.ts';
import type { UploadEvent } from '../outbox/event.ts';
import { nextToRun, wakeAt } from '../outbox/next.ts';
import { isFinished, isSendable } from '../outbox/phase.ts';
import { step } from '../outbox/step.ts';
import type { Owner, Upload } from '../outbox/upload.ts';
import type { Journal } from '../store/journal.ts';
import type { Carrier } from './carrier.ts';
import { effect } from './effects.ts';

/** How many uploads run at once: enough to fill a line, few enough to leave the portal its own. */
const limit = 4;

export interface Runner {
  /** Runs whatever may run, now. */
  wake(): Promise<void>;
  /** Tells an upload what a person did, and goes on from there. */
  tell(id: string, event: UploadEvent): Promise<void>;
  /** Whether somebody is at work. */
  busy(): boolean;
}

interface Means {
  journal: Pick<Journal, 'all' | 'get' | 'change' | 'bytes' | 'wipeBytes'>;
  carrier: Carrier;
  /** A client that may carry this owner's uploads; null while there is no such session. */
  clientFor(owner: Owner): Promise<{ client: BiotClient; refused(): Promise<void> } | null>;
  took(upload: Upload, entity: Entity): void;
  /** Something has moved: whoever shows uploads draws anew. */
  changed(): void;
  /** Asks to be woken at a time, in milliseconds since the epoch. */
  wakeMeAt(time: number): void;
  now(): number;
}

/** The one that carries uploads out. A state is journalled before its effect begins, never after. */
export function createRunner(means: Means): Runner {
  const { journal, carrier, now } = means;
  const running = new Map<string, AbortController>();
  const addresses = new Map<string, string>();

  async function move(id: string, event: UploadEvent): Promise<Upload | null> {
    const after = await journal.change(id, (before) => step(before, event));
    means.changed();
    return after;
  }

  async function run(upload: Upload, signal: AbortSignal): Promise<void> {
    for (let present: Upload | null = upload; present; ) {
      const session = await means.clientFor(present.owner);
      const event: UploadEvent | null = session
        ? await effect(present, {
            client: session.client,
            refused: session.refused,
            carrier,
            addresses,
            bytes: journal.bytes,
            took: means.took,
            now,
            signal,
          })
        : { type: 'heldBack', why: 'session', notBefore: now(), now: now() };
      if (event === null) break;
      const after = await move(present.id, event);
      // An event that does not fit moves nothing: somebody else (a cancel, a doubled answer) was first.
      const stands: boolean = after?.state.at === present.state.at && after.changedAt === present.changedAt;
      present = stands || after?.state.at === 'waiting' ? null : after;
    }
    // The bytes of an upload that needs them no more are wiped.
    const last = await journal.get(upload.id);
    if (last && isFinished(last)) await journal.wipeBytes(upload.id);
  }

  function start(upload: Upload): void {
    const abort = new AbortController();
    running.set(upload.id, abort);
    void run(upload, abort.signal)
      .catch((cause: unknown) => {
        // A cancelled call is not a fault; anything else is one of ours and is seen in the console.
        if (!abort.signal.aborted) console.error('Attach for BioT: an upload stopped', nameOf(cause));
      })
      .finally(() => {
        running.delete(upload.id);
        void wake();
      });
  }

  let turn: Promise<void> = Promise.resolve();
  async function wake(): Promise<void> {
    turn = turn.then(async () => {
      const { uploads } = await journal.all();
      const sessions = new Set<string>();
      for (const { owner } of uploads) if (await means.clientFor(owner)) sessions.add(JSON.stringify(owner));
      const mayRun = (owner: Owner) => sessions.has(JSON.stringify(owner));
      for (const upload of uploads) {
        if (!isSendable(upload) || running.has(upload.id) || mayRun(upload.owner)) continue;
        await move(upload.id, { type: 'heldBack', why: 'session', notBefore: now(), now: now() });
      }
      for (const upload of nextToRun(uploads, {
        now: now(),
        running: new Set(running.keys()),
        limit,
        mayRun,
      })) {
        start(upload);
      }
      // Those without a session are woken by one, and those at work by nobody.
      const next = wakeAt(uploads.filter((one) => mayRun(one.owner) && !running.has(one.id)));
      if (next !== null) means.wakeMeAt(next);
    });
    return turn;
  }

  return {
    wake,
    async tell(id, event) {
      const before = await journal.get(id);
      const after = await move(id, event);
      if (after?.state.at === 'cancelled') {
        if (before?.state.at === 'sending') await carrier.cancel(before.state.fileId);
        running.get(id)?.abort();
        await journal.wipeBytes(id);
      }
      await wake();
    },
    busy: () => running.size > 0,
  };
}

/** The kind of an error and never its text, which may quote what must not be logged. */
const nameOf = (cause: unknown) => (cause instanceof Error ? cause.name : typeof cause);
