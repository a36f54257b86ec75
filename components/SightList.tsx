import type { SightReport } from '../lib/protocol/sight.ts';
import { t } from '../lib/texts/texts.ts';
import { Card } from './Card.tsx';
import { Dots, Row } from './Row.tsx';

export interface SightListProps {
  /** Null until somebody has asked. */
  reports: readonly SightReport[] | null;
  copied: boolean;
  look(): void;
  copy(): void;
}

/** What the extension makes of the portal pages that are open, to be sent to support. */
export function SightList({ reports, copied, look, copy }: SightListProps) {
  return (
    <Card title={t('sight_title')} why={t('sight_why')}>
      {reports?.length === 0 && <p>{t('sight_no_pages')}</p>}
      <ul>
        {reports?.map((report, index) => (
          <li key={index}>
            <Row
              tone={report.verdict === 'one' ? 'plain' : 'warn'}
              title={report.host}
              detail={<Dots of={[sentence(report), zones(report)]} />}
            />
          </li>
        ))}
      </ul>
      <div class="row">
        <span class="txt" role="status">
          {copied && t('sight_copied')}
        </span>
        {reports && reports.length > 0 && (
          <button type="button" onClick={copy}>
            {t('act_copy_report')}
          </button>
        )}
        <button type="button" class="go" onClick={look}>
          {t('act_look')}
        </button>
      </div>
    </Card>
  );
}

function sentence({ verdict, because, meant }: SightReport): string {
  if (verdict === 'many') return t('sight_many', String(meant));
  if (verdict === 'none')
    return t(
      because === 'loading'
        ? 'sight_loading'
        : because === 'nothing-read'
          ? 'sight_nothing_read'
          : 'sight_no_title',
    );
  return t(because === 'id-in-address' ? 'sight_by_address' : 'sight_by_title');
}

const zones = ({ attributes, zones: placed }: SightReport): string | null =>
  attributes > 0 ? t('sight_zones', String(placed), String(attributes)) : null;
