import { type Put, type PutResult, put } from './put.ts';

/** Holds the running PUTs, each under its file's id (a new file id is a new PUT). It lives where XMLHttpRequest and a long life are to be had. */
export interface Carrier {
  put(job: Put): Promise<PutResult>;
  /** Joins a PUT that is running or has just ended; `unknown` if there is none. */
  join(id: string): Promise<PutResult>;
  cancel(id: string): Promise<void>;
}

/** @param progress hears how many bytes have left, at most every 100 ms an upload. */
export function createCarrier(progress: (id: string, sent: number) => void): Carrier {
  const jobs = new Map<string, { abort: AbortController; result: Promise<PutResult> }>();
  return {
    put(job) {
      const running = jobs.get(job.id);
      if (running) return running.result;
      const abort = new AbortController();
      let told = 0;
      const tell = (sent: number) => {
        const now = performance.now();
        if (now - told < 100) return;
        told = now;
        progress(job.id, sent);
      };
      const result = put(job, tell, abort.signal);
      jobs.set(job.id, { abort, result });
      return result;
    },
    async join(id) {
      const result = (await jobs.get(id)?.result) ?? { is: 'unknown' };
      return result;
    },
    async cancel(id) {
      jobs.get(id)?.abort.abort();
      jobs.delete(id);
    },
  };
}

/** What crosses between the background and the document that carries. */
export interface CarrierRequests {
  'carrier.put': { of: Put; answer: PutResult };
  'carrier.join': { of: { id: string }; answer: PutResult };
  'carrier.cancel': { of: { id: string }; answer: undefined };
}
