// biome-ignore-all lint/a11y/useSemanticElements: a table of which a dozen lines are drawn is none of the browser's.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names the active line.
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
  /** Null where nothing can be done to it together with others. */
  isMarked: boolean | null;
}

/** One line more or less, or all from where the last one was. */
export type MarkHow = 'toggle' | 'range';

export type LineAction = 'choose' | 'skip' | 'unskip' | 'retry' | 'undo' | 'cancel';

/** Height of a line, in CSS pixels: that it is fixed is what makes ten thousand of them cost what a dozen do. */
export const height = 56;

export interface AssignLineProps {
  move(index: number): void;
  act(action: LineAction, index: number): void;
  name(attribute: string, index: number): void;
  mark(index: number, how: MarkHow): void;
  shown: ShownLine;
  index: number;
  isActive: boolean;
}

/** A line of the table. */
export function AssignLine(props: AssignLineProps) {
  const { index, isActive, move, act, name: choose, mark, shown } = props;
  const { name, folder, size, bitmap, tone, record, detail, attributes, attribute } = shown;
  const { news, sent, actions, isMarked } = shown;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys.
    <div
      id={`line-${index}`}
      class={`line ${tone}${isActive ? ' active' : ''}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isMarked ?? false}
      style={{ transform: `translateY(${index * height}px)` }}
      onClick={(event) => {
        if (event.shiftKey) mark(index, 'range');
        else if (event.ctrlKey || event.metaKey) mark(index, 'toggle');
        else move(index);
      }}
    >
      <span role="cell">
        {isMarked !== null && (
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={label('named_action', t('bulk_mark'), name)}
            checked={isMarked}
            onClick={(event) => {
              event.stopPropagation();
              mark(index, event.shiftKey ? 'range' : 'toggle');
            }}
          />
        )}
      </span>
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
