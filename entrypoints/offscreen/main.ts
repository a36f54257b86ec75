import { ask } from '../../lib/browser/letters.ts';
import { serve } from '../../lib/browser/transport.ts';
import { type CarrierRequests, createCarrier } from '../../lib/uploads/carrier.ts';

/** How long (ms) progress is gathered: of many small files each would tell its own otherwise. */
const gathers = 200;
const gathered = new Map<string, number>();

function tell(fileId: string, sent: number): void {
  if (gathered.size === 0) setTimeout(flush, gathers);
  gathered.set(fileId, sent);
}
function flush(): void {
  const sent = [...gathered];
  gathered.clear();
  // Nobody has to hear it: the next one tells the whole.
  void ask('carrier.progress', { sent }).catch(() => undefined);
}

// The carrier never sees a token: addresses that are signed for one file, and its bytes, are all it is given.
const carrier = createCarrier(
  tell,
  // The next upload opens a document again; until then none is kept in memory.
  { idle: () => window.close() },
);

// Whoever is to be cancelled says so itself: no signal crosses between contexts.
const never = new AbortController().signal;

serve<CarrierRequests>('carrier', {
  'carrier.put': (job) => carrier.put(job, never),
  'carrier.join': ({ id }) => carrier.join(id),
  'carrier.cancel': async ({ id }) => {
    await carrier.cancel(id);
    return undefined;
  },
  'carrier.sniff': ({ file, name }) => carrier.sniff(file, name),
  'carrier.knock': () => {
    carrier.stay();
    return undefined;
  },
});
