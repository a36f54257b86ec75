import { useState } from 'preact/hooks';
import { t } from '../lib/texts/texts.ts';
import { Dialog } from './Dialog.tsx';
import { Select } from './Select.tsx';

type Columns = Record<(typeof meanings)[number], number | null>;
const meanings = ['file', 'record', 'attribute'] as const;

export interface ColumnChoiceProps {
  /** Name of the manifest. */
  name: string;
  /** Heads of its columns. */
  heads: readonly string[];
  /** As far as they were recognized. */
  columns: Columns;
  use(columns: Columns): void;
  cancel(): void;
}

/** Which columns of a manifest say what. */
export function ColumnChoice({ name, heads, columns, use, cancel }: ColumnChoiceProps) {
  const [chosen, choose] = useState(columns);
  const names = {
    file: t('bulk_column_file'),
    record: t('bulk_column_record'),
    attribute: t('bulk_attribute'),
  };
  const isEnough = chosen.file !== null && chosen.record !== null && chosen.file !== chosen.record;
  return (
    <Dialog
      title={t('bulk_columns', name)}
      detail=""
      cancel={cancel}
      answer={{ label: t('bulk_columns_use'), give: isEnough && (() => use(chosen)) }}
    >
      <div class="body choice">
        {meanings.map((one) => (
          <Select
            key={one}
            label={names[one]}
            value={chosen[one] === null ? null : String(chosen[one])}
            none={t('bulk_column_none')}
            options={heads.map((head, index) => ({ name: String(index), displayName: head }))}
            choose={(name) => choose({ ...chosen, [one]: name === null ? null : Number(name) })}
          />
        ))}
      </div>
    </Dialog>
  );
}
