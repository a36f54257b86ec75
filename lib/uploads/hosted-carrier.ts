import type { Carrier, CarrierRequests } from './carrier.ts';
import { type Timer, timer } from './timer.ts';

/** The document that carries, and the way to it. There is at most one at a time. */
export interface Host {
  exists(): Promise<boolean>;
  /** Rejects if there is one already. */
  create(): Promise<void>;
  close(): Promise<void>;
  /** Asks the document's script; rejects while nobody listens. */
  ask<K extends keyof CarrierRequests>(
    request: K,
    of: CarrierRequests[K]['of'],
  ): Promise<CarrierRequests[K]['answer']>;
}

/** Pauses between knocks, in ms: a document that has not answered after ten seconds is a dead one. */
const pauses = [20, 50, 100, 250, 500, 1_000, 2_000, 3_000, 3_000];

/** A carrier in a document of its own, which is opened when there is something to carry. */
export function hostedCarrier(host: Host, after: Timer = timer): Carrier {
  let opening: Promise<void> | null = null;
  const pause = (ms: number) => new Promise<void>((done) => void after(ms, done));
  const answers = () =>
    host.ask('carrier.knock', undefined).then(
      () => true,
      () => false,
    );

  /** The document may exist and still load: another worker, which has died since, may have opened it. */
  async function listening(): Promise<void> {
    for (const ms of pauses) {
      if (await answers()) return;
      await pause(ms);
    }
    if (await answers()) return;
    await host.close();
    throw new Error('The carrier does not answer');
  }

  /** All callers at once share one opening, or each would open a document of its own. */
  function open(): Promise<void> {
    opening ??= (async () => {
      if (!(await host.exists())) await host.create();
      await listening();
    })().finally(() => {
      opening = null;
    });
    return opening;
  }

  return {
    async put(job, signal) {
      await open();
      return signal.aborted ? { is: 'cancelled' } : host.ask('carrier.put', job);
    },
    async join(id) {
      if (!(await host.exists())) return { is: 'unknown' };
      await open();
      return host.ask('carrier.join', { id });
    },
    async cancel(id) {
      if (!(await host.exists())) return;
      await open();
      await host.ask('carrier.cancel', { id });
    },
    async sniff(file, name) {
      await open();
      return host.ask('carrier.sniff', { file, name });
    },
  };
}
