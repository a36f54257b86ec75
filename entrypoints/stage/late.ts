import { Fragment, options } from 'preact';
import { ask } from '../../lib/browser/letters.ts';
import type { Handover, Loan } from '../handover/handover.ts';

/** Names in our own world's global scope, which no script of the page can see. */
const name = 'attach-for-biot/handover';
/** `wxt.config.ts` lets the late script find Preact under this name. */
const lent = 'attach-for-biot/preact';

type Create = (loan: Loan) => Handover;

/** Fetches the rest of us into this frame: what is needed only once a file has come. */
export async function fetchHandover(loan: Loan): Promise<Handover> {
  Reflect.set(globalThis, lent, { Fragment, options });
  await ask('page.equip', { with: 'handover' });
  const create: Create = Reflect.get(globalThis, name);
  return create(loan);
}
