import type { AttributeView, RecordView } from '../lib/protocol/record.ts';
import { t } from '../lib/texts/texts.ts';
import { Choice, type ChoiceProps } from './Choice.tsx';
import { Lead } from './Lead.tsx';
import { Dots } from './Row.tsx';

type Answer = Pick<ChoiceProps, 'active' | 'move' | 'choose' | 'cancel'>;

export interface ChooserProps extends Answer {
  file: string;
  bitmap: ImageBitmap | null;
  record: Pick<RecordView, 'caption' | 'identity'>;
  /** In the order in which they are offered; indices count along it. */
  attributes: readonly Pick<
    AttributeView,
    'name' | 'displayName' | 'type' | 'takes' | 'writable' | 'value'
  >[];
  /** Names of those that do not take this file. */
  refusals: Readonly<Record<string, unknown>>;
  /** Attributes that other files of the same drop go to already, and which. */
  taken?: ReadonlyMap<string, string>;
  /** Which of how many files, counted from 1. */
  index: number;
  of: number;
  /** The record has just been added, and the file has waited for it. */
  isNew?: boolean;
}

/** Which attribute, after an ambiguous paste or drop. */
export function Chooser(props: ChooserProps) {
  const { file, bitmap, record, attributes, refusals, taken, index, of, isNew, ...answer } = props;
  const options = attributes.map((attribute) => {
    const { name, displayName, value, writable } = attribute;
    const other = taken?.get(name);
    const enabled = writable && !refusals[name] && other === undefined;
    const detail = !writable
      ? t('read_only')
      : other !== undefined
        ? t('taken_by', other)
        : !enabled
          ? t('takes', attribute.takes)
          : value
            ? t('replaces', value.name ?? t('unnamed_file'))
            : t('empty');
    return { title: displayName, detail, enabled };
  });
  const count = of > 1 && t('index_of', String(index), String(of));
  return (
    <Choice
      question={isNew ? t('attach_to_new', file, record.caption) : t('which_attribute')}
      about={<Dots of={[record.caption, ...record.identity, file, count]} />}
      lead={<Lead file={file} bitmap={bitmap} sign="" displayName={record.caption} />}
      options={options}
      {...answer}
    />
  );
}

export interface RecordQuestionProps extends Answer {
  file: string;
  records: readonly Pick<RecordView, 'caption' | 'identity'>[];
}

/** Which record, when the page shows several. */
export function RecordQuestion({ file, records, ...answer }: RecordQuestionProps) {
  const options = records.map(({ caption, identity }) => ({
    title: caption,
    detail: identity.join(' · '),
    enabled: true,
  }));
  return <Choice question={t('which_record')} about={<bdi>{file}</bdi>} options={options} {...answer} />;
}
