import type { MarkHow } from '../../components/AssignLine.tsx';

/** Lines of the table that something is to be done to together. What is not shown is never among them. */
export function createMarks<E>(shown: () => readonly E[], mayBe: (entry: E) => boolean, changed: () => void) {
  let marks = new Set<E>();
  /** Where a range begins. */
  let anchor: E | null = null;

  function range(to: number): void {
    const all = shown();
    const from = Math.max(0, anchor === null ? 0 : all.indexOf(anchor));
    const part = all.slice(Math.min(from, to), Math.max(from, to) + 1);
    marks = new Set(part.filter(mayBe));
  }

  return {
    has: (entry: E) => marks.has(entry),
    /** In the order in which they are shown. */
    all: (): E[] => (marks.size === 0 ? [] : shown().filter((one) => marks.has(one) && mayBe(one))),
    /** `range`: from the line that was gone to, or marked by itself, last. */
    mark(index: number, how: MarkHow): void {
      const entry = shown()[index];
      if (entry === undefined) return;
      if (how === 'range') range(index);
      else {
        anchor = entry;
        if (marks.has(entry)) marks.delete(entry);
        else if (mayBe(entry)) marks.add(entry);
      }
      changed();
    },
    /** A range begins here. */
    rest(index: number): void {
      anchor = shown()[index] ?? null;
    },
    markAll(is: boolean): void {
      marks = new Set(is ? shown().filter(mayBe) : []);
      changed();
    },
  };
}
