import type { Found, FoundRecord } from '../../lib/protocol/picker.ts';

/** How long (ms) nothing may be typed before it is searched for. */
const rest = 150;

interface Means {
  ask(text: string): Promise<Found>;
  /** Nothing is searched for. */
  none(): void;
  /** Another word stands there: what was found for the one before may be chosen no more, unless it has this one too. */
  typed(text: string): void;
  searching(): void;
  answered(answer: Found): void;
  failed(): void;
  timer?: (ms: number, ring: () => void) => () => void;
}

const usual = (ms: number, ring: () => void) => {
  const timer = setTimeout(ring, ms);
  return () => clearTimeout(timer);
};

/** The records in which, as they are shown, each word of a text stands. */
export function matching<R extends Pick<FoundRecord, 'caption' | 'identity'>>(
  records: readonly R[],
  text: string,
): R[] {
  const words = text.toLowerCase().split(/\s+/);
  return records.filter(({ caption, identity }) => {
    const shown = [caption, ...identity].join(' ').toLowerCase();
    return words.every((word) => shown.includes(word));
  });
}

/** Searches for what is typed; an answer that comes when something else is typed already is nobody's. */
export function createSearch({
  ask,
  none,
  typed: retyped,
  searching,
  answered,
  failed,
  timer = usual,
}: Means) {
  let typed = '';
  let stop: (() => void) | null = null;
  let turn = 0;

  async function look(text: string, mine: number): Promise<void> {
    searching();
    try {
      const answer = await ask(text);
      if (mine === turn) answered(answer);
    } catch {
      // Why is told where it went wrong.
      if (mine === turn) failed();
    }
  }

  return {
    text: () => typed,
    type(text: string): void {
      typed = text;
      turn += 1;
      const mine = turn;
      stop?.();
      const wanted = text.trim();
      if (wanted === '') none();
      else {
        retyped(wanted);
        stop = timer(rest, () => void look(wanted, mine));
      }
    },
  };
}
