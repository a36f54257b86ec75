import { t } from '../lib/texts/texts.ts';
import { takes } from '../lib/texts/types.ts';
import { Choice, type ChoiceProps } from './Choice.tsx';

export interface FieldQuestionProps extends Pick<ChoiceProps, 'active' | 'move' | 'choose' | 'cancel'> {
  file: string;
  fields: readonly {
    /** What the page calls it. */
    label: string;
    accept: readonly string[];
    /** Whether it takes this file. */
    fits: boolean;
    /** Name of the file it holds by now. */
    holds: string | null;
  }[];
}

/** Which of the page's own file fields, where a form has several. */
export function FieldQuestion({ file, fields, ...answer }: FieldQuestionProps) {
  const options = fields.map(({ label, accept, fits, holds }) => ({
    title: label,
    detail: !fits
      ? t('takes', takes({ type: 'FILE', accepts: accept }))
      : holds === null
        ? t('empty')
        : t('replaces', holds),
    enabled: fits,
  }));
  return <Choice question={t('which_field')} about={<bdi>{file}</bdi>} options={options} {...answer} />;
}
