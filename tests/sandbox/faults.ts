import type { LogEntry, Op } from './log.ts';

/** What goes wrong with the next calls of one kind. */
export interface Fault {
  on: Op;
  /** Only calls for which this holds; what is known of a call when it arrives. */
  match?: (entry: LogEntry) => boolean;
  /** How many calls it befalls; 1 unless told. */
  times?: number;
  /** How many fitting calls pass unharmed before. */
  after?: number;
  /** Answered instead of doing anything. */
  status?: number;
  /** Body of that answer; an object is sent as JSON. Without it, an error as the host itself would send it. */
  body?: unknown;
  headers?: Record<string, string>;
  delayMs?: number;
  /** The connection is reset after so many bytes of the body (upwards for PUT, downwards for GET). */
  resetAfterBytes?: number;
  /** The call is done, then the connection is dropped without an answer. */
  loseAnswer?: boolean;
  /** The call is done, but a gateway in front answers this status instead. */
  gateway?: number;
  /** The call waits for `release()`: before it is done, or done but unanswered. `true` is `before`. */
  hold?: boolean | 'before' | 'after';
  /** The store answers this ETag instead of the right one. */
  etag?: string;
  /** The store holds no more than so many bytes of the body, and says 200. */
  truncateBody?: number;
  /** The byte at this place is another one in what the store holds. */
  corruptByte?: number;
  /** A read, a list, or a change that is made all the same, answers what records were before their last change. */
  stale?: boolean;
}

export interface FaultHandle {
  used(): number;
  /** Lets held calls go on, and takes the fault away. */
  release(): void;
}

export interface Trouble {
  fault: Fault;
  held: Promise<void>;
}

export type Faults = ReturnType<typeof createFaults>;

export function createFaults() {
  const waiting: {
    fault: Fault;
    left: number;
    skip: number;
    used: number;
    held: Promise<void>;
    release(): void;
  }[] = [];
  return {
    add(fault: Fault): FaultHandle {
      const { promise, resolve } = Promise.withResolvers<void>();
      const one = {
        fault,
        left: fault.times ?? 1,
        skip: fault.after ?? 0,
        used: 0,
        held: promise,
        release: () => {
          one.left = 0;
          resolve();
        },
      };
      waiting.push(one);
      return { used: () => one.used, release: one.release };
    },
    /** The fault that befalls this call, if any. Counts it as used. */
    take(entry: LogEntry): Trouble | null {
      for (const one of waiting) {
        if (one.left === 0 || one.fault.on !== entry.op || one.fault.match?.(entry) === false) continue;
        if (one.skip > 0) {
          one.skip--;
          continue;
        }
        one.left--;
        one.used++;
        entry.fault = true;
        return one;
      }
      return null;
    },
    /** Ends all faults; held calls go on. */
    clear(): void {
      for (const one of waiting.splice(0)) one.release();
    },
  };
}
