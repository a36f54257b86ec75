import { number } from '../lib/texts/amounts.ts';
import { t } from '../lib/texts/texts.ts';

export interface FiltersProps {
  /** Files in all. */
  all: number;
  /** How many of them stand how; one may be counted twice. */
  counts: readonly { is: string; count: number }[];
  chosen: string | null;
  choose(is: string | null): void;
  /** Skips all files that are shown, or takes them again; null where there is nothing of that kind. */
  skip: { isUndone: boolean; act(): void } | null;
}

/** How many files stand how; one of these at a time narrows the table. */
export function Filters({ all, counts, chosen, choose, skip }: FiltersProps) {
  if (all === 0) return null;
  return (
    <nav class="filters">
      {[{ is: null, count: all }, ...counts].map(({ is, count }) => (
        <button key={is} type="button" aria-pressed={is === chosen} onClick={() => choose(is)}>
          {t(`bulk_is_${is ?? 'all'}` as 'bulk_is_all')} <b>{number(count)}</b>
        </button>
      ))}
      {skip && (
        <button type="button" onClick={skip.act}>
          {t(skip.isUndone ? 'bulk_unskip_shown' : 'bulk_skip_shown')}
        </button>
      )}
    </nav>
  );
}
