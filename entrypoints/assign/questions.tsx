import { ColumnChoice } from '../../components/ColumnChoice.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { RecordChoice } from '../../components/RecordChoice.tsx';
import { number } from '../../lib/texts/amounts.ts';
import { pluralOf, t } from '../../lib/texts/texts.ts';
import { type Board, type Entry, isOpen } from './board.ts';

export type Question =
  | { is: 'attach' }
  | { is: 'columns' }
  | { is: 'undo' }
  | { is: 'record'; entries: readonly Entry[] };

interface QuestionsProps {
  /** What is asked at this moment. */
  now: Question | null;
  board: Board;
  cancel(): void;
  attach(): void;
  undo(): void;
  chosen(entries: readonly Entry[], record: number): void;
}

/** What a person is asked about the table. */
export function Questions({ now, board, cancel, attach, undo, chosen }: QuestionsProps) {
  switch (now?.is) {
    case 'record': {
      const { entries } = now;
      const [first, ...others] = entries;
      const alone = others.length === 0 ? first : undefined;
      return (
        <RecordChoice
          file={alone?.path ?? t('bulk_marked_other', number(entries.length))}
          records={board.records}
          tied={alone?.match.is === 'many' ? alone.match.records : []}
          choose={(record) => chosen(entries, record)}
          cancel={cancel}
        />
      );
    }
    case 'columns':
      return (
        board.columns && (
          <ColumnChoice
            {...board.columns}
            use={(columns) => {
              cancel();
              board.nameColumns(columns);
            }}
            cancel={cancel}
          />
        )
      );
    case 'undo':
      return (
        <Dialog
          title={t('bulk_undo_question')}
          detail={t('bulk_undo_why')}
          cancel={cancel}
          answer={{ label: t('bulk_undo'), give: undo }}
        >
          {board.entries.some(({ upload }) => upload?.isMade) && (
            <div class="body">
              <p class="warn">{t('bulk_undo_made')}</p>
            </div>
          )}
        </Dialog>
      );
    case 'attach': {
      const { files, made, records, replaced, published } = board.tally();
      const rest = board.entries.filter(isOpen).length - files;
      return (
        <Dialog
          title={t('bulk_title')}
          detail={
            made > 0
              ? t('bulk_confirm_making', number(made), number(records))
              : t('bulk_confirm', number(files), number(records))
          }
          cancel={cancel}
          answer={{ label: t(`bulk_attach_${pluralOf(files)}`, number(files)), give: attach }}
        >
          <div class="body">
            {replaced > 0 && <p class="warn">{t('bulk_confirm_replaced', number(replaced))}</p>}
            {published > 0 && <p class="bad">{t('bulk_confirm_public', number(published))}</p>}
            {rest > 0 && <p>{t('bulk_confirm_rest', number(rest))}</p>}
          </div>
        </Dialog>
      );
    }
    default:
      return null;
  }
}
