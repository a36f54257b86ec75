import type { UploadProgress, UploadView } from '../lib/protocol/upload.ts';
import { amountOf } from '../lib/texts/amounts.ts';
import { failSentence } from '../lib/texts/reasons.ts';
import { t } from '../lib/texts/texts.ts';
import type { UploadAction } from './Actions.tsx';
import type { Tone } from './Row.tsx';

/** As much of an upload as is shown; a file refused before it became an upload can be shown as a failed one. */
export type ShownUpload = Pick<
  UploadView,
  'fileName' | 'size' | 'caption' | 'displayName' | 'progress' | 'inMemory'
> &
  Partial<Pick<UploadView, 'isMade'>>;

export interface Standing<Action = UploadAction> {
  tone: Tone;
  news: string;
  actions: readonly Action[];
}

const onTheWay: ReadonlySet<string> = new Set(['accepted', 'creating', 'sending']);

/** How an upload stands: what is said about it and what can be done. */
export function standingOf({
  fileName,
  size,
  caption,
  displayName,
  progress,
  inMemory,
  isMade = false,
}: ShownUpload): Standing {
  switch (progress.is) {
    case 'running':
      if (progress.step === 'undoing') return { tone: 'plain', news: t('running_undoing'), actions: [] };
      // Until the store has answered, even the last byte may be taken back.
      return onTheWay.has(progress.step)
        ? { tone: 'plain', news: amountOf(progress.sent, size), actions: ['cancel'] }
        : { tone: 'plain', news: t('running_attaching', caption), actions: [] };
    case 'waiting':
      return {
        tone: 'warn',
        news: waitSentence(progress.why, inMemory),
        actions: progress.cancel ? ['cancel'] : [],
      };
    case 'attached':
      if (progress.notUndone === null) return { tone: 'ok', news: t('attached', caption), actions: ['undo'] };
      return {
        tone: 'warn',
        news:
          isMade && progress.notUndone === 'changed'
            ? t('not_undone_touched', caption)
            : t(`not_undone_${progress.notUndone}`, displayName),
        actions: progress.notUndone === 'changed' ? ['dismiss'] : ['undo', 'dismiss'],
      };
    case 'conflict':
      if (progress.savedOver) {
        const news = t(progress.theirs === null ? 'saved_over_empty' : 'saved_over', displayName, caption);
        return { tone: 'warn', news, actions: ['leave', 'again'] };
      }
      return { tone: 'warn', news: t('conflict', displayName), actions: ['theirs', 'mine'] };
    case 'failed': {
      const concerned = { file: fileName, attribute: displayName, record: caption };
      const news = failSentence(progress.reason, concerned);
      const ways: UploadAction[] = [
        ...(progress.retry ? (['retry'] as const) : []),
        ...(progress.elsewhere ? (['elsewhere'] as const) : []),
      ];
      return { tone: 'bad', news, actions: [...ways, 'dismiss'] };
    }
    case 'undone':
    case 'cancelled':
      return {
        tone: 'plain',
        news: t(isMade && progress.is === 'undone' ? 'undone_made' : progress.is),
        actions: [],
      };
    default:
      return progress satisfies never;
  }
}

/** None of these says that a file is kept safe which is in memory only. */
function waitSentence(why: Extract<UploadProgress, { is: 'waiting' }>['why'], inMemory: boolean): string {
  if (!inMemory) return t(`wait_${why}`);
  return why === 'session' || why === 'access' ? t(`wait_in_memory_${why}`) : t('wait_in_memory');
}
