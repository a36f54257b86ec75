import { type Sniffed, sniff } from '../files/sniff.ts';
import { unsealSlice } from '../store/seal.ts';
import { fileOf } from './part-id.ts';
import { type Carriage, type PutResult, put } from './put.ts';
import { type Timer, timer } from './timer.ts';

/** Holds the running PUTs, each under its file's id or its part's (a new file id is a new PUT). It lives where XMLHttpRequest and a long life are to be had. */
export interface Carrier {
  /**
   * Carries the bytes, or joins who carries them already, be it for a worker that has died since.
   * @param signal keeps bytes from being handed over; what is under way is ended by `cancel`.
   */
  put(job: Carriage, signal: AbortSignal): Promise<PutResult>;
  /** Joins a PUT that is running or has just ended; `unknown` if there is none. */
  join(id: string): Promise<PutResult>;
  /** Ends the PUT of a file, or those of all its parts. */
  cancel(fileId: string): Promise<void>;
  /** What a file is, by its first bytes; null where it cannot be read. Knowing all kinds takes much code. */
  sniff(file: Blob, name: string): Promise<Sniffed | null>;
}

/** How long what came of a PUT is kept for a worker that was away when it ended, in ms. */
const memory = 5 * 60_000;
/** Results kept at most; a reborn worker asks for the few that ran when its predecessor died. */
const most = 100;
/** How long nothing may be carried, known or asked before the carrier is called idle, in ms. */
const rest = 60_000;

interface Means {
  put: typeof put;
  timer: Timer;
  /** Milliseconds from anywhere. */
  clock(): number;
  /** Nothing is carried any more, and nothing is remembered. */
  idle(): void;
}

/** @param progress hears how many bytes have left, at most every 100 ms an upload, and once more at its end. */
export function createCarrier(
  progress: (id: string, sent: number) => void,
  means: Partial<Means> = {},
): Carrier & { stay(): void } {
  const { put: carry, timer: after, clock, idle } = { ...usual, ...means };
  const running = new Map<string, { abort: AbortController; result: Promise<PutResult> }>();
  const ended = new Map<string, PutResult>();
  let leave = after(rest, idle);

  /** Somebody still wants something of this carrier. */
  function stay(): void {
    leave();
    leave = after(rest, () => {
      if (running.size === 0 && ended.size === 0) idle();
    });
  }

  function remember(id: string, result: PutResult): void {
    ended.set(id, result);
    for (const oldest of [...ended.keys()].slice(0, -most)) ended.delete(oldest);
    after(memory, () => {
      ended.delete(id);
      stay();
    });
  }

  async function run(job: Carriage, signal: AbortSignal): Promise<PutResult> {
    let [sent, told] = [0, clock() - 100];
    const hear = (bytes: number) => {
      sent = bytes;
      if (clock() - told < 100) return;
      told = clock();
      progress(job.id, bytes);
    };
    const body = job.body instanceof Blob ? job.body : await unsealSlice(job.body);
    // Opening it takes a while, and a person may have had second thoughts.
    const result: PutResult = body === null ? { is: 'lost' } : await carry({ ...job, body }, hear, signal);
    remember(job.id, result);
    // A worker that died meanwhile is woken by this, and joins.
    progress(job.id, sent);
    return result;
  }

  return {
    stay,
    put(job, signal) {
      stay();
      const past = ended.get(job.id);
      // A part is tried again under its own name: only that it is stored is for good.
      const present = running.get(job.id)?.result ?? (past?.is === 'stored' ? past : undefined);
      if (present) return Promise.resolve(present);
      if (signal.aborted) return Promise.resolve({ is: 'cancelled' });
      const abort = new AbortController();
      const result = run(job, abort.signal).finally(() => running.delete(job.id));
      running.set(job.id, { abort, result });
      return result;
    },
    async join(id) {
      stay();
      return (await running.get(id)?.result) ?? ended.get(id) ?? { is: 'unknown' };
    },
    async cancel(fileId) {
      stay();
      for (const [id, { abort }] of running) if (fileOf(id) === fileId) abort.abort();
    },
    sniff(file, name) {
      stay();
      return sniff(file, name).catch(() => null);
    },
  };
}

const usual: Means = { put, timer, clock: () => performance.now(), idle: () => undefined };

/** What crosses between the background and the document that carries. */
export interface CarrierRequests {
  'carrier.put': { of: Carriage; answer: PutResult };
  'carrier.join': { of: { id: string }; answer: PutResult };
  'carrier.cancel': { of: { id: string }; answer: undefined };
  'carrier.sniff': { of: { file: Blob; name: string }; answer: Sniffed | null };
  /** Asks whether the document's script listens already. */
  'carrier.knock': { of: undefined; answer: undefined };
}
