import { t } from '../lib/texts/texts.ts';

export interface NoticeProps {
  /** One sentence: what, to whom. Empty while there is no news. */
  text: string;
  /** Heard and not seen: the zone shows it already. */
  silent?: boolean;
  dismiss?: () => void;
}

/** Drawn from the start and changed later: a screen reader only speaks a status that it has seen before. */
export function Notice({ text, silent, dismiss }: NoticeProps) {
  return (
    <div class={!text || silent ? 'heard' : 'card toast'}>
      <span role="status">{text}</span>
      {text && !silent && dismiss && (
        <button type="button" class="quiet" onClick={dismiss}>
          {t('act_dismiss')}
        </button>
      )}
    </div>
  );
}
