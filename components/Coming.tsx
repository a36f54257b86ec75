import { amount, amountOf } from '../lib/texts/amounts.ts';
import { t } from '../lib/texts/texts.ts';

export interface ComingProps {
  /** Bytes that have come, and of how many; null where nobody says. */
  received: number;
  total: number | null;
  cancel(): void;
}

/** A file on its way out of a page. */
export function Coming({ received, total, cancel }: ComingProps) {
  return (
    <main class="picker">
      <header class="head">
        <div class="row">
          <div class="txt">
            <h1>{t('capture_fetching')}</h1>
            <p>{total === null ? amount(received) : amountOf(received, total)}</p>
          </div>
          <button type="button" onClick={cancel}>
            {t('act_cancel')}
          </button>
        </div>
      </header>
      <div class="body">
        <progress
          aria-label={t('capture_fetching')}
          {...(total !== null && { max: total, value: received })}
        />
      </div>
    </main>
  );
}
