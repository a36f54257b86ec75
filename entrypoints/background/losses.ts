import * as v from 'valibot';
import { kept } from '../../lib/browser/session-area.ts';
import type { Owner } from '../../lib/outbox/upload.ts';
import type { Lost } from '../../lib/store/journal.ts';

const owner = v.object({ portal: v.string(), api: v.string(), user: v.string(), organization: v.string() });
const losses = v.object({
  count: v.number(),
  named: v.array(v.object({ name: v.string(), owner })),
});
const none: Lost = { count: 0, named: [] };

/** Uploads that were not finished and are gone, told until somebody clears the list. */
export function createLosses() {
  const told = kept<Lost>('losses', losses, none);
  /** Files that are in the memory of the worker that lives now, or of one that has died. */
  const fragile = kept('fragile', v.number(), 0);
  let files = 0;
  let mourned: Promise<void> | null = null;

  const add = (lost: Lost) =>
    told.change((before) => ({ count: before.count + lost.count, named: [...before.named, ...lost.named] }));

  /** What was in the memory of a worker that has died is gone. */
  function mourn(): Promise<void> {
    mourned ??= (async () => {
      const count = await fragile.read();
      if (count > 0) await add({ count, named: [] });
      await fragile.change(() => 0);
    })();
    return mourned;
  }

  return {
    add,
    count: async () => (await told.read()).count,
    /** Names that may be told to people of whom `isHere` is true. */
    async names(isHere: (of: Owner) => Promise<boolean>): Promise<string[]> {
      const { named } = await told.read();
      const here = await Promise.all(named.map((one) => isHere(one.owner)));
      return named.filter((_, index) => here[index]).map(({ name }) => name);
    },
    clear: () => told.change((before) => (before.count === 0 ? before : none)),
    /** So many files are in this worker's memory alone. */
    async remember(now: number): Promise<void> {
      files = now;
      // What the last worker had is counted before this one's takes its place.
      await mourn();
      await fragile.change(() => now);
    },
    /** Whether this worker must not die. */
    areFragile: () => files > 0,
    mourn,
  };
}
export type Losses = ReturnType<typeof createLosses>;
