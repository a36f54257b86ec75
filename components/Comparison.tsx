import type { RecordView } from '../lib/protocol/record.ts';
import { t } from '../lib/texts/texts.ts';
import { Dialog } from './Dialog.tsx';
import { Dots, Row } from './Row.tsx';
import { type Side, SideRow } from './Side.tsx';

export interface ComparisonProps {
  record: Pick<RecordView, 'caption' | 'identity'>;
  displayName: string;
  /** What somebody else has put there; null where they have emptied it. */
  theirs: Side | null;
  mine: Side;
  keep(which: 'theirs' | 'mine'): void;
  /** Decides nothing: the question stays where it was. */
  close(): void;
}

/** Somebody's file and one's own, side by side. */
export function Comparison({ record, displayName, theirs, mine, keep, close }: ComparisonProps) {
  return (
    <Dialog
      title={t('compare_title', displayName)}
      detail={<Dots of={[record.caption, ...record.identity]} />}
      cancel={close}
      other={{ label: t('act_theirs'), give: () => keep('theirs') }}
      answer={{ label: t('act_mine'), give: () => keep('mine') }}
    >
      <div class="body pair">
        {theirs ? (
          <SideRow title={t('compare_theirs')} displayName={displayName} {...theirs} />
        ) : (
          <Row tone="plain" title={t('compare_theirs')} detail={t('empty')} />
        )}
        <SideRow title={t('compare_mine')} displayName={displayName} {...mine} />
      </div>
    </Dialog>
  );
}
