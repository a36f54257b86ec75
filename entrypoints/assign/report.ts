import { csv } from '../../lib/texts/csv.ts';
import { t } from '../../lib/texts/texts.ts';
import { type Board, type Entry, standsAs } from './board.ts';
import { lineOf, recordOf, whyOf } from './lines.ts';

/** A line of the report. */
interface Told {
  file: string;
  size: number;
  record: string;
  id: string;
  attribute: string;
  why: string;
  standing: string;
  news: string;
}

function told(entry: Entry, board: Board): Told {
  const { path: file, size, upload, plan } = entry;
  const { news } = lineOf(entry, board, null, null);
  const record = recordOf(entry, board);
  const [standing = 'none'] = standsAs(entry);
  const attribute = 'attribute' in plan ? (plan.attribute?.displayName ?? '') : '';
  return {
    ...{ file, size },
    record: upload?.caption ?? record?.caption ?? '',
    id: upload?.ref.id ?? record?.ref.id ?? '',
    attribute: upload?.displayName ?? attribute,
    ...{ why: whyOf(entry), standing: t(`bulk_is_${standing}`), news },
  };
}

/** What has become, or would become, of each file. */
export function reportOf(board: Board, type: 'CSV' | 'JSON'): { type: string; text: string } {
  const lines = board.entries.map((entry) => told(entry, board));
  if (type === 'JSON') return { type: 'application/json', text: JSON.stringify(lines, null, 2) };
  const head = [
    t('bulk_column_file'),
    t('bulk_column_size'),
    t('bulk_column_record'),
    t('bulk_id'),
    t('bulk_attribute'),
    t('bulk_column_why'),
    t('bulk_column_state'),
    t('bulk_column_news'),
  ];
  const rows = lines.map(({ file, size, record, id, attribute, why, standing, news }) => [
    ...[file, String(size), record, id, attribute, why, standing, news],
  ]);
  return { type: 'text/csv', text: csv([head, ...rows]) };
}
