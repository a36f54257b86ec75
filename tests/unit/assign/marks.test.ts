import { describe, expect, it } from 'vitest';
import { createMarks } from '../../../entrypoints/assign/marks.ts';

function desk(all = ['a', 'b', 'c', 'd', 'e'], mayBe: (one: string) => boolean = () => true) {
  let shown: readonly string[] = all;
  const marks = createMarks(
    () => shown,
    mayBe,
    () => undefined,
  );
  return { marks, show: (some: readonly string[]) => (shown = some) };
}

describe('marks', () => {
  it('are put and taken away line by line', () => {
    const { marks } = desk();
    marks.mark(3, 'toggle');
    marks.mark(1, 'toggle');
    expect(marks.all()).toEqual(['b', 'd']);
    marks.mark(3, 'toggle');
    expect(marks.all()).toEqual(['b']);
  });

  it('reach from the line that was gone to, whichever way, and are fewer again when one comes back', () => {
    const { marks } = desk();
    marks.rest(2);
    marks.mark(4, 'range');
    expect(marks.all()).toEqual(['c', 'd', 'e']);
    marks.mark(1, 'range');
    expect(marks.all()).toEqual(['b', 'c']);
  });

  it('reach from the first line where nobody has been anywhere', () => {
    const { marks } = desk();
    marks.mark(1, 'range');
    expect(marks.all()).toEqual(['a', 'b']);
  });

  it('never are on what is sent already, nor on what is not shown', () => {
    const { marks, show } = desk(['a', 'b', 'c'], (one) => one !== 'b');
    marks.markAll(true);
    expect(marks.all()).toEqual(['a', 'c']);
    marks.mark(1, 'toggle');
    expect(marks.has('b')).toBe(false);
    show(['c']);
    expect(marks.all()).toEqual(['c']);
    marks.markAll(false);
    expect(marks.all()).toEqual([]);
  });
});
