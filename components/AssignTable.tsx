// biome-ignore-all lint/a11y/useSemanticElements: a table of which a dozen lines are drawn is none of the browser's.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names the active line.
import { useState } from 'preact/hooks';
import { amount } from '../lib/texts/amounts.ts';
import { label, t } from '../lib/texts/texts.ts';
import { Lead } from './Lead.tsx';
import { Dots, Progress, type Tone } from './Row.tsx';

/** A file as its line shows it. */
export interface ShownLine {
  name: string;
  /** The folders it was found in, '' for none. */
  folder: string;
  /** Bytes. */
  size: number;
  bitmap: ImageBitmap | null;
  tone: Tone;
  /** Caption of its record; null where there is none. */
  record: string | null;
  /** Further words on the record, and why it is this one. */
  detail: readonly string[];
  /** What may be chosen; none where nothing may be any more. */
  attributes: readonly { name: string; displayName: string }[];
  attribute: string | null;
  news: string;
  /** Bytes that have left; null while nothing is under way. */
  sent: number | null;
  /** What can be done; the record can be chosen anew and the line skipped only before it is sent. */
  actions: readonly LineAction[];
}

export type LineAction = 'choose' | 'skip' | 'unskip' | 'retry' | 'undo' | 'cancel';

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
}

/** Height of a line, in CSS pixels: that it is fixed is what makes ten thousand of them cost what a dozen do. */
const height = 56;
/** Lines drawn beyond what is seen, so that a turn of the wheel shows no gap. */
const spare = 6;
/** Lines a page of the keyboard is long. */
const page = 10;

/** What a key does to the line that is marked; null for one that means nothing here. */
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
export function AssignTable({ count, line, active, move, order, sort, act, name }: AssignTableProps) {
  const [view, see] = useState({ top: 0, height: 800 });
  const first = Math.max(0, Math.floor(view.top / height) - spare);
  const last = Math.min(count, Math.ceil((view.top + view.height) / height) + spare);
  const shown = Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index);

  const press = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    // Keys in a choice or on a button are theirs.
    if (event.target !== event.currentTarget || count === 0) return;
    const to = moveOf(event.key, active, count);
    if (to !== null) {
      event.preventDefault();
      const box = event.currentTarget.querySelector('.lines');
      if (!box) return move(to);
      const [top, end] = [to * height, (to + 1) * height];
      if (top < box.scrollTop) box.scrollTop = top;
      else if (end > box.scrollTop + box.clientHeight) box.scrollTop = end - box.clientHeight;
      return move(to);
    }
    const { actions } = line(active);
    const action = event.key === ' ' ? actions.find((one) => one !== 'choose') : actions[0];
    if (!action || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    act(action, active);
  };

  return (
    <div
      class="table"
      role="grid"
      tabIndex={0}
      aria-rowcount={count + 1}
      aria-label={t('bulk_title')}
      aria-activedescendant={count > 0 ? `line-${active}` : undefined}
      onKeyDown={press}
    >
      <div role="rowgroup">
        <div class="line heads" role="row" aria-rowindex={1}>
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
            <Line
              key={index}
              index={index}
              isActive={index === active}
              move={move}
              act={act}
              name={name}
              shown={line(index)}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

interface LineProps extends Pick<AssignTableProps, 'move' | 'act' | 'name'> {
  shown: ShownLine;
  index: number;
  isActive: boolean;
}

function Line({ index, isActive, move, act, name: choose, shown }: LineProps) {
  const { name, folder, size, bitmap, tone, record, detail, attributes, attribute, news, sent, actions } =
    shown;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys.
    <div
      id={`line-${index}`}
      class={`line ${tone}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isActive}
      style={{ transform: `translateY(${index * height}px)` }}
      onClick={() => move(index)}
    >
      <span class="file" role="cell">
        <Lead file={name} bitmap={bitmap} sign="" displayName={record ?? ''} />
        <span class="txt">
          <bdi class="t1">{name}</bdi>
          <span class="t2">
            <Dots of={[folder, amount(size)]} />
          </span>
        </span>
      </span>
      <span role="cell">
        <bdi class="t1">{record}</bdi>
        <span class="t2">
          <Dots of={detail} />
        </span>
      </span>
      <span role="cell">
        {attributes.length > 0 && (
          <select
            aria-label={label('named_action', t('bulk_attribute'), name)}
            value={attribute ?? ''}
            onChange={({ currentTarget }) => choose(currentTarget.value, index)}
          >
            <option value="">{t('bulk_attribute_none')}</option>
            {attributes.map((one) => (
              <option key={one.name} value={one.name}>
                {one.displayName}
              </option>
            ))}
          </select>
        )}
      </span>
      <span class="state" role="cell">
        <span class="txt t2" title={news}>
          {news}
        </span>
        {actions.map((one) => (
          <button
            key={one}
            type="button"
            tabIndex={-1}
            aria-label={label('named_action', t(`act_${one}`), name)}
            onClick={() => act(one, index)}
          >
            {t(`act_${one}`)}
          </button>
        ))}
        {sent !== null && <Progress name={name} sent={sent} size={size} />}
      </span>
    </div>
  );
}
