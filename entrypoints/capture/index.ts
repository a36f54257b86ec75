import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { ask } from '../../lib/browser/letters.ts';
import type { Brought, Piece } from '../../lib/protocol/capture.ts';
import { bring } from './bring.ts';

/** Put into a frame when somebody has chosen "Send to BioT attribute" there: brings what was meant, once. */
export default defineUnlistedScript(() => {
  void run().catch((cause: unknown) => {
    // The extension was updated, or the page is going away.
    console.debug('Attach for BioT: nothing was brought', cause instanceof Error ? cause.name : '');
  });
});

async function run(): Promise<void> {
  const order = await ask('capture.order');
  if (!order) return;
  const { id } = order;
  const broken: Brought = { refusal: 'unreachable' };
  const watch = {
    progress: (received: number, total: number | null) => ask('capture.progress', { id, received, total }),
    take: (piece: Piece) => ask('capture.piece', { id, piece }),
  };
  await ask('capture.bring', { id, got: await bring(order, watch).catch(() => broken) });
}
