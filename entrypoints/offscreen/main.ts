import { ask } from '../../lib/browser/letters.ts';
import { serve } from '../../lib/browser/transport.ts';
import { type CarrierRequests, createCarrier } from '../../lib/uploads/carrier.ts';

// The carrier never sees a token: an address that is signed for one file is all it is given.
const carrier = createCarrier((fileId, sent) => void ask('carrier.progress', { fileId, sent }));

serve<CarrierRequests>('carrier', {
  'carrier.put': (job) => carrier.put(job),
  'carrier.join': ({ id }) => carrier.join(id),
  'carrier.cancel': async ({ id }) => {
    await carrier.cancel(id);
    return undefined;
  },
});
