import type { PickedRecord } from '../lib/protocol/picker.ts';
import type { AttributeView } from '../lib/protocol/record.ts';
import { t } from '../lib/texts/texts.ts';
import { Chooser } from './Chooser.tsx';
import { Dialog } from './Dialog.tsx';
import { Dots } from './Row.tsx';

export interface DestinationProps {
  /** Name of the file. */
  file: string;
  bitmap: ImageBitmap | null;
  picked: PickedRecord;
  /** The attribute was chosen, and its files lie at a public address. */
  published: AttributeView | null;
  /** Index of the attribute that is marked. */
  active: number;
  move(index: number): void;
  choose(attribute: AttributeView): void;
  /** It may be seen by everybody. */
  publish(attribute: AttributeView): void;
  cancel(): void;
}

/** Which attribute of the record that was picked; and whether the file may lie in the open, where it would. */
export function Destination(props: DestinationProps) {
  const { file, bitmap, picked, published, active, move, choose, publish, cancel } = props;
  const { record, refusals } = picked;
  if (published)
    return (
      <Dialog
        key="public"
        title={t('public_question', file)}
        detail={<Dots of={[published.displayName, record.caption, ...record.identity]} />}
        cancel={cancel}
        answer={{ label: t('act_publish'), give: () => publish(published) }}
      >
        <div class="body">{t('public_why', published.displayName)}</div>
      </Dialog>
    );
  return (
    <Chooser
      key="attribute"
      file={file}
      bitmap={bitmap}
      record={record}
      attributes={record.attributes}
      refusals={refusals}
      index={1}
      of={1}
      active={active}
      move={move}
      choose={(at) => {
        const one = record.attributes[at];
        if (one) choose(one);
      }}
      cancel={cancel}
    />
  );
}
