// biome-ignore-all lint/a11y/useSemanticElements: a table of which a dozen lines are drawn is none of the browser's.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names the active line.
import { useRef, useState } from 'preact/hooks';
import { t } from '../lib/texts/texts.ts';
import { AssignLine, height, type LineAction, type MarkHow, type ShownLine } from './AssignLine.tsx';

/** Columns that lines can be sorted by. */
export type Column = 'file' | 'record' | 'state';
export interface Order {
  by: Column;
  isDown: boolean;
}

export interface AssignTableProps {
  /** Lines in all; each is made when it comes into sight. */
  count: number;
  line(index: number): ShownLine;
  active: number;
  move(index: number): void;
  /** Null: as they came. */
  order: Order | null;
  sort(by: Column): void;
  act(action: LineAction, index: number): void;
  name(attribute: string, index: number): void;
  /** Whether all lines are marked, or some. */
  marked: 'all' | 'some' | 'none';
  mark(index: number, how: MarkHow): void;
  markAll(is: boolean): void;
}

/** Lines drawn beyond what is seen, so that a turn of the wheel shows no gap. */
const spare = 6;
/** Lines a page of the keyboard is long. */
const page = 10;

/** Where a key leads from the active line; null for one that leads nowhere. */
function moveOf(key: string, active: number, count: number): number | null {
  const moves: Record<string, number> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + page,
    PageUp: active - page,
    Home: 0,
    End: count - 1,
  };
  const to = moves[key];
  return to === undefined ? null : Math.max(0, Math.min(count - 1, to));
}

function sortOf(order: Order | null, column: Column): 'none' | 'ascending' | 'descending' {
  if (order?.by !== column) return 'none';
  return order.isDown ? 'descending' : 'ascending';
}

/** Files and what becomes of them, as long as one likes. */
export function AssignTable(props: AssignTableProps) {
  const { count, line, active, move, order, sort, act, name, marked, mark, markAll } = props;
  const [view, see] = useState({ top: 0, height: 800 });
  // Keys may come faster than the table is drawn.
  const at = useRef(active);
  at.current = active;
  const first = Math.max(0, Math.floor(view.top / height) - spare);
  const last = Math.min(count, Math.ceil((view.top + view.height) / height) + spare);
  const shown = Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index);

  const press = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    // Keys in a choice or on a button are theirs.
    if (event.target !== event.currentTarget || count === 0) return;
    if (event.key === 'Escape' && marked !== 'none') return markAll(false);
    if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      return markAll(true);
    }
    const to = moveOf(event.key, at.current, count);
    if (to !== null) {
      event.preventDefault();
      at.current = to;
      const box = event.currentTarget.querySelector('.lines');
      const [top, end] = [to * height, (to + 1) * height];
      if (box && top < box.scrollTop) box.scrollTop = top;
      else if (box && end > box.scrollTop + box.clientHeight) box.scrollTop = end - box.clientHeight;
      return event.shiftKey ? mark(to, 'range') : move(to);
    }
    const { actions } = line(at.current);
    if (event.key === ' ') {
      event.preventDefault();
      return mark(at.current, event.shiftKey ? 'range' : 'toggle');
    }
    const action = event.key === 'Delete' ? actions.find((one) => one !== 'choose') : actions[0];
    if (!action || (event.key !== 'Enter' && event.key !== 'Delete')) return;
    event.preventDefault();
    act(action, at.current);
  };

  return (
    <div
      class="table"
      role="grid"
      tabIndex={0}
      aria-rowcount={count + 1}
      aria-multiselectable
      aria-label={t('bulk_title')}
      aria-activedescendant={count > 0 ? `line-${active}` : undefined}
      onKeyDown={press}
    >
      <div role="rowgroup">
        <div class="line heads" role="row" aria-rowindex={1}>
          <span role="columnheader">
            <input
              type="checkbox"
              aria-label={t('bulk_mark_all')}
              checked={marked === 'all'}
              indeterminate={marked === 'some'}
              onClick={() => markAll(marked !== 'all')}
            />
          </span>
          {(['file', 'record', 'attribute', 'state'] as const).map((one) =>
            one === 'attribute' ? (
              <span key={one} role="columnheader">
                {t('bulk_attribute')}
              </span>
            ) : (
              <span key={one} role="columnheader" aria-sort={sortOf(order, one)}>
                <button type="button" onClick={() => sort(one)}>
                  {t(`bulk_column_${one}`)}
                </button>
              </span>
            ),
          )}
        </div>
      </div>
      <div
        class="lines"
        role="rowgroup"
        onScroll={({ currentTarget: { scrollTop, clientHeight } }) =>
          see({ top: scrollTop, height: clientHeight })
        }
      >
        <div style={{ height: `${count * height}px` }}>
          {shown.map((index) => (
            <AssignLine
              key={index}
              index={index}
              isActive={index === active}
              move={move}
              act={act}
              name={name}
              mark={mark}
              shown={line(index)}
            />
          ))}
        </div>
      </div>
    </div>
  );
}
