import type { UploadAction } from '../../components/Actions.tsx';
import type { LineAction, ShownLine } from '../../components/AssignLine.tsx';
import { standingOf } from '../../components/standing.ts';
import type { Because } from '../../lib/assign/match.ts';
import type { AttributeView } from '../../lib/protocol/record.ts';
import type { UploadView } from '../../lib/protocol/upload.ts';
import { failSentence } from '../../lib/texts/reasons.ts';
import { t } from '../../lib/texts/texts.ts';
import { type Board, type Entry, isOpen } from './board.ts';

/** Of what can be done with an upload, what a line of the table offers. */
const offered: ReadonlySet<string> = new Set<LineAction>(['retry', 'undo', 'cancel']);
const isOffered = (action: UploadAction): action is UploadAction & LineAction => offered.has(action);

/** The record a file goes to, as far as that is settled. */
export function recordOf({ plan }: Entry, { records }: Pick<Board, 'records'>) {
  return 'record' in plan && plan.record !== null ? records[plan.record] : undefined;
}

type Shown = Pick<Board, 'records' | 'recipe'>;

/** @param isMarked null where nothing can be done to it together with others. */
export function lineOf(
  entry: Entry,
  board: Shown,
  bitmap: ImageBitmap | null,
  isMarked: boolean | null,
): ShownLine {
  const { path, size, sent, upload } = entry;
  const at = path.lastIndexOf('/') + 1;
  const folder = path.slice(0, Math.max(0, at - 1));
  const file = { name: path.slice(at), folder, size, bitmap, isMarked };
  if (!isOpen(entry)) return upload ? sentLine(file, upload) : keptLine(file, entry, board);
  const record = recordOf(entry, board);
  const known: readonly AttributeView[] = board.recipe?.template.attributes ?? record?.attributes ?? [];
  const attributes = entry.plan.is === 'skipped' ? [] : known;
  const chosen = 'attribute' in entry.plan ? entry.plan.attribute?.name : null;
  const news =
    sent && 'reason' in sent
      ? { tone: 'bad' as const, news: sentence(entry, sent.reason, board) }
      : newsOf(entry, board);
  return {
    ...file,
    ...news,
    record: record?.caption ?? null,
    detail: record ? [...record.identity, whyOf(entry)].filter((one) => one !== '') : [],
    attributes: attributes.filter(({ writable }) => writable),
    attribute: chosen ?? entry.attribute,
    sent: null,
    actions: entry.isSkipped ? ['unskip'] : ['choose', 'skip'],
  };
}

type File = Pick<ShownLine, 'name' | 'folder' | 'size' | 'bitmap' | 'isMarked'>;
const settled = { attributes: [], attribute: null, sent: null } as const;

function keptLine(file: File, entry: Entry, board: Pick<Board, 'records'>): ShownLine {
  const record = recordOf(entry, board);
  const detail =
    entry.plan.is === 'ready' || entry.plan.is === 'making' ? [entry.plan.attribute.displayName] : [];
  return {
    ...{ ...file, ...settled, tone: 'plain', record: record?.caption ?? null, detail },
    ...{ news: t('bulk_news_kept'), actions: [] },
  };
}

function sentLine(file: File, upload: UploadView): ShownLine {
  const { tone, news, actions } = standingOf(upload);
  const { caption, displayName, identity, progress } = upload;
  return {
    ...{ ...file, ...settled, tone, news, record: caption, detail: [displayName, ...identity] },
    sent: progress.is === 'running' ? progress.sent : null,
    actions: actions.filter(isOffered),
  };
}

const because: Record<Because['where'], (label: string, value: string) => string> = {
  name: (label, value) => t('bulk_because_name', label, value),
  folder: (label, value) => t('bulk_because_folder', label, value),
  header: (label, value) => t('bulk_because_header', label, value),
  manifest: (label, value) => t('bulk_because_manifest', label, value),
};

/** Why a file is thought to be its record's. */
export function whyOf({ chosen, match }: Entry): string {
  if (chosen !== null) return t('bulk_by_hand');
  if (match.is === 'none') return '';
  const { clue, where } = match.because;
  return because[where](clue.displayName, clue.value);
}

function sentence(
  entry: Entry,
  reason: Parameters<typeof failSentence>[0],
  board: Pick<Board, 'records'>,
): string {
  const { plan, path } = entry;
  const attribute = 'attribute' in plan ? (plan.attribute?.displayName ?? null) : null;
  return failSentence(reason, { file: path, attribute, record: recordOf(entry, board)?.caption ?? null });
}

function newsOf(entry: Entry, board: Pick<Board, 'records'>): Pick<ShownLine, 'tone' | 'news'> {
  const { plan } = entry;
  switch (plan.is) {
    case 'ready': {
      const { value } = plan.attribute;
      if (value === null) return { tone: 'plain', news: t('empty') };
      return { tone: 'over', news: t('replaces', value.name ?? t('unnamed_file')) };
    }
    case 'making':
      return { tone: 'plain', news: t('bulk_news_making', plan.name) };
    case 'incomplete':
      return plan.text === ''
        ? { tone: 'warn', news: t('bulk_news_lacks', plan.lacks) }
        : { tone: 'bad', news: t('bulk_news_misread', plan.lacks, plan.text) };
    case 'many':
      return { tone: 'warn', news: t('bulk_news_many') };
    case 'none':
      return { tone: 'warn', news: t('bulk_news_none') };
    case 'attribute':
      return { tone: 'warn', news: t('bulk_news_attribute') };
    case 'clash':
      return { tone: 'warn', news: t('bulk_news_clash') };
    case 'refused':
      return { tone: 'bad', news: sentence(entry, plan.reason, board) };
    case 'skipped':
      return { tone: 'plain', news: t('bulk_is_skipped') };
    default:
      return plan satisfies never;
  }
}
