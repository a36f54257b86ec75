import { amount, duration, number } from '../lib/texts/amounts.ts';
import { pluralOf, t } from '../lib/texts/texts.ts';

export interface AssignFootProps {
  /** Files that would be sent now. */
  ready: number;
  /** Files are being looked into. It is told down here, where its coming and going moves no line under a cursor. */
  isLooking: boolean;
  /** Of files handed over: how many there are, how many are kept, and how many attached. */
  sent: { all: number; kept: number; attached: number; open: number; isPaused: boolean } | null;
  /** Bytes a second, and seconds that are left; null while nobody can tell. */
  pace: { rate: number; left: number } | null;
  troubled: number;
  attach(): void;
  pause(): void;
  report(type: 'CSV' | 'JSON'): void;
  undo(): void;
  retry(): void;
  cancel(): void;
}

/** What is under way, and what can be done with all of it. */
export function AssignFoot(props: AssignFootProps) {
  const { ready, isLooking, sent, pace, troubled, attach, pause, report, undo, retry, cancel } = props;
  return (
    <footer class="foot">
      <div class="txt" role="status">
        {sent ? newsOf(sent) : isLooking && t('bulk_examining')}
        {sent && sent.open > 0 && pace && (
          <span class="t2"> {t('bulk_left', amount(pace.rate), duration(pace.left))}</span>
        )}
      </div>
      {sent && <progress aria-label={t('bulk_title')} max={sent.all} value={sent.all - sent.open} />}
      {sent && sent.kept < sent.all && (
        <button type="button" onClick={pause}>
          {t(sent.isPaused ? 'bulk_resume' : 'bulk_pause')}
        </button>
      )}
      {sent && sent.open > 0 && (
        <button type="button" onClick={cancel}>
          {t('bulk_cancel')}
        </button>
      )}
      {troubled > 0 && (
        <button type="button" onClick={retry}>
          {t('bulk_retry')}
        </button>
      )}
      {sent && sent.attached > 0 && (
        <button type="button" onClick={undo}>
          {t('bulk_undo')}
        </button>
      )}
      {(['CSV', 'JSON'] as const).map((type) => (
        <button key={type} type="button" onClick={() => report(type)}>
          {t('bulk_report', type)}
        </button>
      ))}
      <button type="button" class="go" disabled={ready === 0} onClick={attach}>
        {t(`bulk_attach_${pluralOf(ready)}`, number(ready))}
      </button>
    </footer>
  );
}

function newsOf({ all, kept, attached, open }: NonNullable<AssignFootProps['sent']>): string {
  const [done, of] = [number(attached), number(all)];
  if (kept < all) return t('bulk_keeping', number(kept), of);
  return open > 0 ? t('bulk_going', done, of) : t('bulk_done', done, of);
}
