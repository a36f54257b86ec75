import { useState } from 'preact/hooks';
import type { BulkRecord } from '../lib/protocol/bulk.ts';
import { t } from '../lib/texts/texts.ts';
import { keyMeaning } from './chooser-keys.ts';
import { Dialog } from './Dialog.tsx';
import { Dots, Row } from './Row.tsx';

export interface RecordChoiceProps {
  /** Name of the file. */
  file: string;
  records: readonly BulkRecord[];
  /** Indexes of those that are tied; they stand first. */
  tied: readonly number[];
  choose(record: number): void;
  cancel(): void;
}

/** Lines shown at most: who does not find a record among these types another word. */
const most = 50;

/** Which of the records that were loaded a file goes to. */
export function RecordChoice({ file, records, tied, choose, cancel }: RecordChoiceProps) {
  const [text, type] = useState('');
  const [active, move] = useState(0);
  const found = fitting(records, tied, text);
  const titles = found.map((index) => records[index]?.caption);
  return (
    <Dialog
      title={t('picker_title')}
      detail={<bdi>{file}</bdi>}
      cancel={cancel}
      onKey={(event) => {
        if (!['ArrowDown', 'ArrowUp', 'Enter'].includes(event.key)) return;
        const enabled = found.map(() => true);
        const meaning = keyMeaning(event.key, enabled, active);
        if (!meaning) return;
        event.preventDefault();
        const record = found[meaning.index];
        if (meaning.to === 'move') move(meaning.index);
        else if (record !== undefined) choose(record);
      }}
    >
      <div class="body choice">
        <input
          type="search"
          aria-label={t('picker_search')}
          placeholder={t('picker_search')}
          autocomplete="off"
          value={text}
          aria-controls="choices"
          aria-activedescendant={found.length > 0 ? `choice-${active}` : undefined}
          onInput={({ currentTarget }) => {
            type(currentTarget.value);
            move(0);
          }}
        />
        <p role="status">{t(found.length > 0 ? 'picker_found' : 'picker_none')}</p>
        <div id="choices" role="listbox" aria-label={t('picker_title')}>
          {found.map((index, at) => {
            const { caption = '', identity = [] } = records[index] ?? {};
            const isShared = titles.filter((one) => one === caption).length > 1;
            return (
              // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus and names the active option.
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys.
              <div
                key={index}
                id={`choice-${at}`}
                role="option"
                aria-selected={at === active}
                onClick={() => choose(index)}
              >
                <Row title={caption} detail={<Dots of={[isShared && t('picker_namesake'), ...identity]} />} />
              </div>
            );
          })}
        </div>
      </div>
    </Dialog>
  );
}

/** Records that hold all the words; without a word those that are tied, or the first ones. */
function fitting(records: readonly BulkRecord[], tied: readonly number[], text: string): number[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0 && tied.length > 0) return [...tied];
  const found: number[] = [];
  for (const [index, { caption, identity, clues }] of records.entries()) {
    const whole = [caption, ...identity, ...clues.map(({ value }) => value)].join(' ').toLowerCase();
    if (words.every((word) => whole.includes(word))) found.push(index);
    if (found.length === most) break;
  }
  return found;
}
