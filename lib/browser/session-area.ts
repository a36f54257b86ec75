import type * as v from 'valibot';
import { safeParse } from 'valibot';
import { browser } from 'wxt/browser';

/** A value in `storage.session`: in memory only, out of reach of pages, gone with the browser. */
export interface Kept<T> {
  read(): Promise<T>;
  /** Changes are applied one after another; the same value back writes nothing. One that fails changes nothing. */
  change(how: (before: T) => T): Promise<T>;
}

interface Area {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}

/** @param empty what stands where nothing, or nothing readable, has been kept. */
export function kept<T>(
  key: string,
  schema: v.GenericSchema<unknown, T>,
  empty: T,
  area: () => Area = () => browser.storage.session,
): Kept<T> {
  let known: { value: T } | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  async function present(): Promise<T> {
    if (known === null) {
      const { [key]: stored } = await area().get(key);
      const read = safeParse(schema, stored);
      known = { value: read.success ? read.output : empty };
    }
    return known.value;
  }

  /** What fails is told to whoever asked for it, and to nobody who comes later. */
  function inTurn<R>(act: () => Promise<R>): Promise<R> {
    const done = turn.then(act);
    turn = done.catch(() => undefined);
    return done;
  }

  return {
    read: () => inTurn(present),
    change: (how) =>
      inTurn(async () => {
        const before = await present();
        const after = how(before);
        if (after === before) return before;
        // Until the new value is kept, nobody knows which one is: it would be read again.
        known = null;
        await area().set({ [key]: after });
        known = { value: after };
        return after;
      }),
  };
}
