import type { AssignFootProps } from '../../components/AssignFoot.tsx';
import { ask } from '../../lib/browser/letters.ts';
import type { Told } from '../../lib/protocol/bulk.ts';
import { coalesced } from '../../lib/uploads/coalesced.ts';
import { type Board, type Entry, standsAs } from './board.ts';
import type { createSending } from './sending.ts';

/** How often (ms) it is looked where a thousand files stand. */
const beat = 1_000;
/** Over how much of the past (ms) the speed is taken. */
const span = 10_000;

/** Where the files of a batch stand. */
export function createWatch(board: Board, batch: string) {
  let timer: ReturnType<typeof setTimeout> | null = null;
  /** Bytes that were attached by then. */
  const past: { at: number; bytes: number }[] = [];

  const bytesOf = (fits: (entry: Entry) => boolean) =>
    board.entries.filter(fits).reduce((all, { size }) => all + size, 0);
  const isAttached = (entry: Entry) => standsAs(entry).includes('attached');
  const isOnTheWay = (entry: Entry) => standsAs(entry).includes('running');

  let known: Told | null = null;

  // One after another: what is answered later is newer.
  const look = coalesced(async () => {
    const { uploads, count, told } = await ask('bulk.uploads', { batch, since: known });
    known = told;
    board.see(uploads);
    if (count < board.entries.filter(({ upload }) => upload !== null).length) {
      // Some were taken off the list.
      const left = await ask('bulk.uploads', { batch, since: null });
      board.see(left.uploads, true);
    }
    past.push({ at: Date.now(), bytes: bytesOf(isAttached) });
    while ((past[0]?.at ?? 0) < Date.now() - span && past.length > 2) past.shift();
  });

  return {
    look,
    /** Something has moved; it is looked at soon, and not each time. */
    heard(): void {
      if (!board.entries.some(({ sent }) => sent !== null)) return;
      if (timer !== null) return;
      timer = setTimeout(() => {
        timer = null;
        void look();
      }, beat);
    },
    sent(sending: ReturnType<typeof createSending>): AssignFootProps['sent'] {
      const kept = board.entries.filter(({ sent }) => sent !== null && 'id' in sent);
      const all = kept.length + sending.left();
      if (all === 0) return null;
      return {
        all,
        kept: kept.length,
        attached: kept.filter(isAttached).length,
        open: kept.filter(isOnTheWay).length + sending.left(),
        isPaused: sending.isPaused(),
      };
    },
    pace(): AssignFootProps['pace'] {
      const [first, last] = [past[0], past.at(-1)];
      if (!first || !last || last.at - first.at < 2_000) return null;
      const rate = ((last.bytes - first.bytes) / (last.at - first.at)) * 1000;
      return rate > 0 ? { rate, left: bytesOf(isOnTheWay) / rate } : null;
    },
  };
}
