/** A file as it was handed over: it lies where it came from, and may be changed or taken away there. */
export interface Handed {
  file: Blob;
  /** Of what is kept of it, in hexadecimal digits: a store that holds anything else has got something else. */
  md5: string;
}

/** Handles of files held at once: those that are to be sent next, because the oldest are sent first. */
const most = 500;

/**
 * Files that need not be read from their seal to be sent, while this worker lives. Each is given out once: whoever has
 * to try again takes what is kept.
 */
export function createHanded() {
  const held = new Map<string, Handed>();
  return {
    hold(id: string, handed: Handed): void {
      if (held.size < most) held.set(id, handed);
    },
    take(id: string): Handed | null {
      const handed = held.get(id) ?? null;
      held.delete(id);
      return handed;
    },
  };
}
export type HandedFiles = ReturnType<typeof createHanded>;
