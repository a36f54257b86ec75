import * as v from 'valibot';
import { browser } from 'wxt/browser';

/** A value in `storage.session`: in memory only, out of reach of pages, gone with the browser. */
export interface Kept<T> {
  read(): Promise<T>;
  /** Changes are applied one after another; the same value back writes nothing. */
  change(how: (before: T) => T): Promise<T>;
}

/** @param empty what stands where nothing, or nothing readable, has been kept. */
export function kept<T>(key: string, schema: v.GenericSchema<unknown, T>, empty: T): Kept<T> {
  let known: Promise<T> | null = null;
  const load = async () => {
    const { [key]: stored } = await browser.storage.session.get(key);
    const read = v.safeParse(schema, stored);
    return read.success ? read.output : empty;
  };
  const read = () => {
    known ??= load();
    return known;
  };
  return {
    read,
    change(how) {
      const changed = read().then(async (value) => {
        const after = how(value);
        if (after !== value) await browser.storage.session.set({ [key]: after });
        return after;
      });
      known = changed;
      // What could not be kept is not believed either: the next one reads what stands.
      changed.catch(() => {
        if (known === changed) known = null;
      });
      return changed;
    },
  };
}
