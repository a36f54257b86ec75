import type { RecordView } from '../lib/protocol/record.ts';
import { t } from '../lib/texts/texts.ts';
import { Dialog } from './Dialog.tsx';
import { Dots } from './Row.tsx';
import { type Side, SideRow } from './Side.tsx';

export interface ReplaceQuestionProps {
  record: Pick<RecordView, 'caption' | 'identity'>;
  displayName: string;
  /** What the attribute holds. */
  now: Side;
  /** What would take its place. */
  next: Side;
  replace(): void;
  cancel(): void;
}

export function ReplaceQuestion({ record, displayName, now, next, replace, cancel }: ReplaceQuestionProps) {
  return (
    <Dialog
      title={t('replace_question', now.name)}
      detail={<Dots of={[displayName, record.caption, ...record.identity]} />}
      cancel={cancel}
      answer={{ label: t('act_replace'), give: replace }}
    >
      <div class="body pair">
        <SideRow title={t('replace_now')} displayName={displayName} {...now} />
        <SideRow title={t('replace_then')} displayName={displayName} {...next} />
      </div>
    </Dialog>
  );
}
