import type { MarkHow } from '../../components/AssignLine.tsx';
import type { Column, Order } from '../../components/AssignTable.tsx';
import { reader } from '../../lib/assign/match.ts';
import { partsOf } from '../../lib/assign/words.ts';
import { spokenLanguage, t } from '../../lib/texts/texts.ts';
import { type Board, type Entry, isOpen, type Standing, standings, standsAs } from './board.ts';
import { recordOf } from './lines.ts';
import { createMarks } from './marks.ts';

/** While files are handed over, many times a second, it is drawn so seldom (ms): the machine has better to do. */
const unhurried = 200;

/** Files looked through for one that a pattern fits. */
const tried = 1000;

/** Which lines are seen, in which order, and when they are drawn. */
export function createView(board: () => Board, isHurried: () => boolean, render: () => void) {
  let filter: Standing | null = null;
  let order: Order | null = null;
  let shown: readonly Entry[] = [];
  let [active, isStale, isDrawing] = [0, false, false];
  const collator = new Intl.Collator(spokenLanguage(), { numeric: true });

  const keys: Record<Column, (entry: Entry) => string> = {
    file: ({ path }) => path,
    record: (entry) => entry.upload?.caption ?? recordOf(entry, board())?.caption ?? '',
    state: (entry) => String(standings.indexOf(standsAs(entry)[0] ?? 'none') + 100),
  };

  function choose(): void {
    isStale = false;
    const kind = filter;
    const { entries } = board();
    const fit = kind === null ? entries : entries.filter((entry) => standsAs(entry).includes(kind));
    shown = order === null ? fit : sorted(fit, order);
    active = Math.min(active, Math.max(0, shown.length - 1));
  }

  function sorted(entries: readonly Entry[], { by, isDown }: Order): Entry[] {
    // Each key is made once, and not at each of a hundred thousand comparisons.
    const keyed = entries.map((entry) => ({ entry, key: keys[by](entry) }));
    keyed.sort((a, b) => collator.compare(a.key, b.key) * (isDown ? -1 : 1));
    return keyed.map(({ entry }) => entry);
  }

  const marks = createMarks(
    () => shown,
    isOpen,
    () => view.draw(),
  );

  const view = {
    marks,
    get shown() {
      return shown;
    },
    get active() {
      return active;
    },
    get filter() {
      return filter;
    },
    get order() {
      return order;
    },
    /** Lines are chosen anew only when something has changed: to draw them is another matter. */
    changed(): void {
      isStale = true;
      view.draw();
    },
    /** Once a frame, whatever has changed in it. */
    draw(): void {
      if (isDrawing) return;
      isDrawing = true;
      const now = () => {
        isDrawing = false;
        if (isStale) choose();
        render();
      };
      if (isHurried()) setTimeout(now, unhurried);
      else requestAnimationFrame(now);
    },
    filterBy(wanted: string | null): void {
      filter = standings.find((one) => one === wanted) ?? null;
      active = 0;
      // Nothing is ever done to what is out of sight.
      marks.markAll(false);
      view.changed();
    },
    /** By a column, then the other way round, then as they came. */
    sortBy(by: Column): void {
      if (order?.by !== by) order = { by, isDown: false };
      else order = order.isDown ? null : { by, isDown: true };
      view.changed();
    },
    move(to: number): void {
      active = to;
      marks.rest(to);
      view.draw();
    },
    mark(to: number, how: MarkHow): void {
      active = to;
      marks.mark(to, how);
    },
    /** What a pattern reads, in the first file that it fits. */
    preview(): string {
      const { rule, entries } = board();
      if (rule.by !== 'pattern') return '';
      const read = reader(rule.pattern);
      for (const { path } of entries.slice(0, tried)) {
        const value = read(partsOf(path).name);
        if (value !== null) return t('bulk_preview', path, value);
      }
      return t('bulk_preview_none');
    },
  };
  return view;
}
