import { hashedWhole } from '../../lib/files/digest.ts';
import type { Examined } from '../../lib/protocol/bulk.ts';
import type { Board, Entry } from './board.ts';

/** Files looked into side by side: while one is read, another is reckoned. */
const atOnce = 2;

/** How often (ms) what was found is taken into the table: each time all that follows from it is made anew. */
const beat = 300;

/** What the bytes of a file say; each null where it cannot be read. */
export interface Looks {
  /** Its kind alone, by its first bytes. */
  kind(file: Blob, name: string): Promise<Pick<Examined, 'type'> | null>;
  whole(file: Blob, name: string): Promise<Examined | null>;
}

/**
 * Looks into files while a person reads the table. What they are is told by their bytes, and a name is only a guess:
 * what no attribute takes is to be seen before anything is sent. Of small files all that is to be known is found at
 * once; large ones are read whole only when they are sent.
 */
export function createExamining(
  board: Pick<Board, 'entries' | 'learn'>,
  looks: Looks,
  /** Whether the browser reads no file that has changed since it came: then what was found in it holds when it is sent. */
  isLasting: boolean,
  /** Begins once the page has nothing better to do: the table comes first. */
  later: (begin: () => void) => void = (begin) => requestIdleCallback(begin, { timeout: beat }),
) {
  /** By the file, because another one may come into a line in the place of one that has failed. */
  const known = new WeakMap<File, Promise<Examined | null>>();
  const begun = new WeakSet<File>();
  let queue: Entry[] = [];
  let running = 0;
  let isDue = false;
  const found = new Map<Entry, { file: File; type: string }>();
  let timer: ReturnType<typeof setTimeout> | null = null;

  function learn(entry: Entry, file: File, type: string): void {
    if (entry.file !== file) return;
    found.set(entry, { file, type });
    timer ??= setTimeout(() => {
      timer = null;
      const all = [...found].filter(([{ file: present }, one]) => present === one.file);
      found.clear();
      board.learn(new Map(all.map(([one, { type: is }]) => [one, is])));
    }, beat);
  }

  async function look(entry: Entry, file: File): Promise<void> {
    const { name, size } = file;
    let seen: Promise<Pick<Examined, 'type'> | null>;
    if (size > hashedWhole) seen = looks.kind(file, name);
    else {
      const whole = looks.whole(file, name);
      known.set(file, whole);
      seen = whole;
    }
    const is = await seen;
    // What cannot be read now is tried once more when it is sent, and told then.
    if (is === null) known.delete(file);
    else learn(entry, file, is.type);
  }

  async function lane(): Promise<void> {
    running += 1;
    for (let entry = queue.shift(); entry; entry = queue.shift()) {
      const { file } = entry;
      if (file === null || begun.has(file)) continue;
      begun.add(file);
      await look(entry, file);
    }
    running -= 1;
    if (running === 0 && timer === null) board.learn(new Map());
  }

  function start(): void {
    isDue = false;
    queue = board.entries.filter(({ file }) => file !== null && !begun.has(file));
    while (running < atOnce && queue.length > 0) void lane();
    if (running === 0 && timer === null) board.learn(new Map());
  }

  return {
    /** Looks into whatever has come. */
    begin(): void {
      if (isDue) return;
      isDue = true;
      later(start);
    },
    isRunning: () => isDue || running > 0 || timer !== null,
    /** All that is to be known of a file that is sent; null where it cannot be read, or is another one than it was. */
    async of(file: File): Promise<Examined | null> {
      begun.add(file);
      const before = (await known.get(file)) ?? null;
      if (before && isLasting) return before;
      const now = await looks.whole(file, file.name);
      // Of a file that has grown since, Firefox reads as much as there was: half a picture.
      return before && now && before.digest !== now.digest ? null : now;
    },
  };
}
