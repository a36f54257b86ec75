import type { Found } from '../../lib/protocol/picker.ts';

/** How long (ms) nothing may be typed before it is searched for. */
const rest = 150;

interface Means {
  ask(text: string): Promise<Found>;
  /** Nothing is searched for. */
  none(): void;
  searching(): void;
  answered(answer: Found): void;
  failed(): void;
  timer?: (ms: number, ring: () => void) => () => void;
}

const usual = (ms: number, ring: () => void) => {
  const timer = setTimeout(ring, ms);
  return () => clearTimeout(timer);
};

/** Searches for what is typed; an answer that comes when something else is typed already is nobody's. */
export function createSearch({ ask, none, searching, answered, failed, timer = usual }: Means) {
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
      else stop = timer(rest, () => void look(wanted, mine));
    },
  };
}
