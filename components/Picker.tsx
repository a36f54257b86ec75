import type { ComponentChildren } from 'preact';
import type { Sender } from '../lib/protocol/capture.ts';
import type { FoundRecord } from '../lib/protocol/picker.ts';
import type { UploadView } from '../lib/protocol/upload.ts';
import { amount } from '../lib/texts/amounts.ts';
import { t } from '../lib/texts/texts.ts';
import { keyMeaning } from './chooser-keys.ts';
import { Lead } from './Lead.tsx';
import { Dots, Row } from './Row.tsx';

/** A box to be ticked. */
interface Turn {
  is: boolean;
  turn(to: boolean): void;
}

export interface PickerProps {
  file: Pick<UploadView, 'fileName' | 'size' | 'displayName'>;
  bitmap: ImageBitmap | null;
  /** How it was got, where that is worth a sentence. */
  note: string;
  /** Pixels stand for bytes that lie at this host; null where they do not. */
  original: { host: string; fetch(): void } | null;
  /** Hears what the file is to be called; null where it has its name. */
  naming: ((name: string) => void) | null;
  /** Marked text may go with its page's title and address. */
  sourced: Turn | null;
  /** What becomes of it may be announced, where the browser is allowed to. */
  announced: Turn | null;
  /** Where somebody may sign in; null where somebody is. */
  portal: { host: string; show(): void } | null;
  /** Who may send it; a choice only where there are several. */
  senders: readonly Sender[];
  sender: number;
  become(index: number): void;
  text: string;
  records: readonly FoundRecord[];
  /** One sentence: what is listed, or why nothing is. */
  news: string;
  /** Index of the record that is marked; -1 if none is. */
  active: number;
  type(text: string): void;
  move(index: number): void;
  choose(index: number): void;
  cancel(): void;
  /** A question about the record that was chosen. */
  children?: ComponentChildren;
}

/** Which record a file goes to: searched for as one types, chosen with arrows and Enter or a click. */
export function Picker(props: PickerProps) {
  const { file, bitmap, note, original, naming, sourced, announced, portal } = props;
  const { senders, sender, become } = props;
  const { text, records, news, active, type, move, choose, cancel, children } = props;
  const enabled = records.map(() => true);
  const isShared = (caption: string, { path }: FoundRecord['ref']) =>
    records.some((one) => one.caption === caption && one.ref.path !== path);
  return (
    <main class="picker">
      <header class="head">
        <div class="row">
          <Lead
            file={file.fileName || t('unnamed_file')}
            bitmap={bitmap}
            sign=""
            displayName={file.displayName}
          />
          <div class="txt">
            <h1>{t('picker_title')}</h1>
            <p>
              <Dots of={[file.fileName, amount(file.size)]} />
            </p>
            {note && <p>{note}</p>}
            {original && (
              <button type="button" onClick={original.fetch}>
                {t('capture_original', original.host)}
              </button>
            )}
          </div>
        </div>
      </header>
      {(naming || sourced || announced || senders.length > 1) && (
        <div class="body">
          {naming && (
            <label>
              {t('picker_name')}
              <input
                type="text"
                autocomplete="off"
                maxLength={128}
                value={file.fileName}
                onInput={({ currentTarget }) => naming(currentTarget.value)}
              />
            </label>
          )}
          {sourced && <Box of={sourced} says={t('capture_sourced')} />}
          {announced && <Box of={announced} says={t('notice_wanted')} />}
          {senders.length > 1 && (
            <label>
              {t('picker_sender')}
              <select value={sender} onChange={({ currentTarget }) => become(currentTarget.selectedIndex)}>
                {senders.map((one, index) => (
                  <option key={index} value={index}>
                    {[one.name, one.organization, one.portal].filter(Boolean).join(' · ')}
                  </option>
                ))}
              </select>
            </label>
          )}
        </div>
      )}
      <search class="body">
        <input
          type="search"
          aria-label={t('picker_search')}
          placeholder={t('picker_search')}
          aria-controls="records"
          aria-activedescendant={active < 0 ? undefined : `record-${active}`}
          autocomplete="off"
          value={text}
          ref={focused}
          onInput={({ currentTarget }) => type(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') return cancel();
            // Digits, Home and End are for the field.
            if (!['ArrowDown', 'ArrowUp', 'Enter'].includes(event.key)) return;
            const meaning = keyMeaning(event.key, enabled, active);
            if (!meaning) return;
            event.preventDefault();
            (meaning.to === 'move' ? move : choose)(meaning.index);
          }}
        />
        <p role="status">{news}</p>
        {portal && (
          <button type="button" onClick={portal.show}>
            {t('open_portal', portal.host)}
          </button>
        )}
        <div id="records" role="listbox" aria-label={t('picker_title')}>
          {records.map(({ ref, caption, identity, kind, attribute }, index) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus and names the active option.
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys.
            <div
              key={`${ref.path} ${attribute?.name}`}
              id={`record-${index}`}
              role="option"
              aria-selected={index === active}
              onClick={() => choose(index)}
            >
              <Row
                title={caption}
                detail={
                  <Dots
                    of={[
                      isShared(caption, ref) && t('picker_namesake'),
                      attribute?.displayName ?? kind,
                      ...identity,
                    ]}
                  />
                }
              />
            </div>
          ))}
        </div>
      </search>
      {children}
    </main>
  );
}

function Box({ of, says }: { of: Turn; says: string }) {
  return (
    <label class="box">
      <input
        type="checkbox"
        checked={of.is}
        onChange={({ currentTarget }) => of.turn(currentTarget.checked)}
      />
      {says}
    </label>
  );
}

/** The same function at every drawing, so that it runs only when the field comes. */
const focused = (field: HTMLInputElement | null) => field?.focus();
