import type { ComponentChildren } from 'preact';
import type { RecordView } from '../lib/protocol/record.ts';
import { t } from '../lib/texts/texts.ts';
import { Dots, Row } from './Row.tsx';

export interface DockProps {
  /** Null where the page leaves open which record is meant. */
  record: Pick<RecordView, 'caption' | 'identity'> | null;
  folded: boolean;
  fold(folded: boolean): void;
  /** A zone for each attribute. */
  children?: ComponentChildren;
}

/** The panel at the page's edge, with every file attribute of the record. */
export function Dock({ record, folded, fold, children }: DockProps) {
  const name = t('dock_name');
  const caption = record?.caption ?? name;
  const initials = caption.split(/\s+/, 2).map((word) => [...word][0]);
  const avatar = (
    <span class="thumb avatar" aria-hidden="true">
      {initials}
    </span>
  );
  const toggle = (
    <button
      type="button"
      class={folded ? 'under' : 'quiet'}
      aria-expanded={!folded}
      aria-label={t(folded ? 'dock_show' : 'dock_hide')}
      onClick={() => fold(!folded)}
    >
      {!folded && '×'}
    </button>
  );
  return (
    <aside class={folded ? 'card dock tab' : 'card dock'} aria-label={name}>
      {folded ? (
        <>
          {avatar}
          {toggle}
        </>
      ) : (
        <>
          <div class="head">
            <Row
              lead={avatar}
              title={caption}
              detail={record ? <Dots of={record.identity} /> : t('dock_unsure')}
            >
              {toggle}
            </Row>
          </div>
          <div class="body">{children}</div>
        </>
      )}
    </aside>
  );
}
