import { useId } from 'preact/hooks';
import type { Policy } from '../lib/protocol/policy.ts';
import { t } from '../lib/texts/texts.ts';
import { Card } from './Card.tsx';

export interface RecoveryProps {
  recovery: Policy['recovery'];
  /** The organization has chosen. */
  ruled: boolean;
  choose(recovery: Policy['recovery']): void;
}

/** What becomes of files that are not attached when the browser ends. */
export function Recovery({ recovery, ruled, choose }: RecoveryProps) {
  const group = useId();
  const option = (value: Policy['recovery'], text: string) => (
    <label class="row">
      <input
        type="radio"
        name={group}
        checked={recovery === value}
        disabled={ruled}
        onChange={() => choose(value)}
      />
      <span class="txt">{text}</span>
    </label>
  );
  return (
    <Card title={t('recovery')} why={t('recovery_why')}>
      <fieldset aria-label={t('recovery')}>
        {option('disk', t('recovery_disk'))}
        {option('session', t('recovery_session'))}
      </fieldset>
      {ruled && <p>{t('recovery_ruled')}</p>}
    </Card>
  );
}
