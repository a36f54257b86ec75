import type { Plan } from '../../lib/assign/plan.ts';
import type { BulkUpload, Examined } from '../../lib/protocol/bulk.ts';
import type { Accepted } from '../../lib/protocol/requests.ts';
import { type Board, type Entry, isOpen } from './board.ts';

/** Files handed over at the same time: while one is written down, others are looked at. */
const lanes = 4;

/** Hands files over to the outbox; from then on they are its, and this page may be closed. */
export function createSending(
  board: Pick<Board, 'entries' | 'records' | 'recipe' | 'sent'>,
  changed: () => void,
  hand: (upload: BulkUpload) => Promise<Accepted>,
  /** Null where it cannot be read. */
  examine: (file: File) => Promise<Examined | null>,
) {
  let queue: Entry[] = [];
  /** While it is paused: what all lanes wait for. */
  let pause: PromiseWithResolvers<void> | null = null;
  let running = 0;
  /** Files that are being handed over at this moment: they are not kept yet. */
  let inHand = 0;

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
    const examined = await examine(file);
    if (examined === null) return board.sent(entry, { reason: 'unreadable' });
    const answer = await hand({ batch, sender, file, examined, attribute, replaces, ...place });
    board.sent(entry, answer.accepted ? { id: answer.id } : { reason: answer.reason });
  }

  async function lane(batch: string, sender: string): Promise<void> {
    while (queue.length > 0) {
      // Nobody takes a file in hand before it may go: it could be called off meanwhile.
      while (pause) await pause.promise;
      const entry = queue.shift();
      // A background that has died is another one at the next call; this file is not lost, and tried by hand.
      if (!entry) continue;
      inHand += 1;
      await send(entry, batch, sender).catch(() => board.sent(entry, { reason: 'browser' }));
      inHand -= 1;
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
    left: () => queue.length + inHand,
    isRunning: () => running > 0,
    isPaused: () => pause !== null,
    turn(): void {
      const before = pause;
      pause = before ? null : Promise.withResolvers<void>();
      before?.resolve();
      changed();
    },
    /** What is not handed over yet stays here. */
    stop(): void {
      queue = [];
      pause?.resolve();
      pause = null;
      changed();
    },
  };
}
