import { t } from '../lib/texts/texts.ts';

export interface WaitingProps {
  /** What the files wait for. */
  text: string;
  discard(): void;
}

/** Files that wait in the page for a record which is still being written; above the place of the news. */
export function Waiting({ text, discard }: WaitingProps) {
  return (
    <div class="card toast" style={{ bottom: '76px' }}>
      <span>{text}</span>
      <button type="button" class="quiet" onClick={discard}>
        {t('act_discard')}
      </button>
    </div>
  );
}
