import type { RecordView } from '../lib/protocol/record.ts';
import { t } from '../lib/texts/texts.ts';
import { Dialog } from './Dialog.tsx';
import { Lead } from './Lead.tsx';
import { Dots, Row } from './Row.tsx';

interface Side {
  name: string;
  bitmap: ImageBitmap | null;
}

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
  const question = t('replace_question', now.name);
  const side = (title: string, { name, bitmap }: Side) => (
    <Row
      tone="plain"
      lead={<Lead file={name} bitmap={bitmap} sign="" displayName={displayName} />}
      title={title}
      detail={<bdi>{name}</bdi>}
    />
  );
  return (
    <Dialog
      title={question}
      detail={<Dots of={[displayName, record.caption, ...record.identity]} />}
      cancel={cancel}
      answer={{ label: t('act_replace'), give: replace }}
    >
      <div class="body">
        {side(t('replace_now'), now)}
        {side(t('replace_then'), next)}
      </div>
    </Dialog>
  );
}
