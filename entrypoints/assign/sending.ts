import type { Plan } from '../../lib/assign/plan.ts';
import { ask } from '../../lib/browser/letters.ts';
import type { BulkUpload } from '../../lib/protocol/bulk.ts';
import { type Board, type Entry, isOpen } from './board.ts';

/** Files handed over at the same time: while one is written down, others are looked at. */
const lanes = 3;

/** Hands files over to the outbox; from then on they are its, and this page may be closed. */
export function createSending(board: Board, changed: () => void) {
  let queue: Entry[] = [];
  let isPaused = false;
  let resumed: (() => void) | null = null;
  let running = 0;

  /** Where a file goes, as the person has been shown it. */
  function placeOf(plan: Plan): Pick<BulkUpload, 'to' | 'attribute' | 'replaces'> | null {
    if (plan.is !== 'ready' && plan.is !== 'making') return null;
    const record = plan.record === null ? undefined : board.records[plan.record];
    const { name: attribute, value } = plan.attribute;
    if (plan.is === 'ready')
      return record ? { to: { ref: record.ref }, attribute, replaces: value?.id ?? null } : null;
    const { recipe } = board;
    if (!recipe) return null;
    const { template, reference } = recipe;
    const refers =
      reference !== null && record
        ? { attribute: reference, ref: record.ref, caption: record.caption }
        : null;
    const making = { template: template.id, name: plan.name, values: plan.values, refers };
    return { to: { making }, attribute, replaces: null };
  }

  async function send(entry: Entry, batch: string, sender: string): Promise<void> {
    const { plan, file } = entry;
    const to = placeOf(plan);
    if (to === null || file === null) return;
    const { attribute, replaces, ...place } = to;
    const answer = await ask('bulk.send', { batch, sender, file, attribute, replaces, ...place });
    board.sent(entry, answer.accepted ? { id: answer.id } : { reason: answer.reason });
  }

  async function lane(batch: string, sender: string): Promise<void> {
    for (let entry = queue.shift(); entry; entry = queue.shift()) {
      if (isPaused) await new Promise<void>((done) => (resumed = done));
      // A background that has died is another one at the next call; this file is not lost, and tried by hand.
      await send(entry, batch, sender).catch(() => entry && board.sent(entry, { reason: 'browser' }));
    }
  }

  return {
    /** Everything that is ready, the small ones first. */
    async begin(batch: string, sender: string): Promise<void> {
      const ready = board.entries.filter((entry) => isOpen(entry) && placeOf(entry.plan) !== null);
      queue.push(...ready.toSorted((a, b) => a.size - b.size));
      running += 1;
      changed();
      await Promise.all(Array.from({ length: lanes }, () => lane(batch, sender)));
      running -= 1;
      changed();
    },
    /** How many are still to be handed over. */
    left: () => queue.length,
    isRunning: () => running > 0,
    isPaused: () => isPaused,
    turn(): void {
      isPaused = !isPaused;
      if (!isPaused) resumed?.();
      changed();
    },
    /** What is not handed over yet stays here. */
    stop(): void {
      queue = [];
      isPaused = false;
      resumed?.();
      changed();
    },
  };
}
