import type { ActivityView } from '../lib/protocol/activity.ts';
import { outcomeSentence } from '../lib/texts/activity.ts';
import { days } from '../lib/texts/amounts.ts';
import { spokenLanguage, t } from '../lib/texts/texts.ts';
import { Card } from './Card.tsx';

export interface ActivityListProps {
  /** Newest first. */
  log: readonly ActivityView[];
  /** Days for which a line is kept. */
  keptFor: number;
  save(as: 'csv' | 'json'): void;
}

/** What was attached to what, by the people who are signed in. */
export function ActivityList({ log, keptFor, save }: ActivityListProps) {
  const moment = new Intl.DateTimeFormat(spokenLanguage(), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <Card title={t('activity')} why={t('activity_why', days(keptFor))}>
      {log.length === 0 ? (
        <p>{t('no_activity')}</p>
      ) : (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be scrolled by keys as well. */}
          <section class="log" aria-label={t('activity')} tabIndex={0}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('activity_when')}</th>
                  <th scope="col">{t('activity_file')}</th>
                  <th scope="col">{t('activity_record')}</th>
                  <th scope="col">{t('activity_person')}</th>
                  <th scope="col">{t('activity_outcome')}</th>
                </tr>
              </thead>
              <tbody>
                {log.map((one) => (
                  <tr key={one.id}>
                    <td>
                      <time dateTime={new Date(one.at).toISOString()}>{moment.format(one.at)}</time>
                    </td>
                    <td>
                      <bdi>{one.fileName}</bdi>
                    </td>
                    <td>
                      <bdi>{one.caption}</bdi>
                      <br />
                      <bdi>{one.displayName}</bdi>
                    </td>
                    <td>
                      <bdi>{one.person ?? t('user_unknown')}</bdi>
                    </td>
                    <td>{outcomeSentence(one)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          <div class="row">
            <span class="txt" />
            <button type="button" onClick={() => save('csv')}>
              {t('act_save_csv')}
            </button>
            <button type="button" onClick={() => save('json')}>
              {t('act_save_json')}
            </button>
          </div>
        </>
      )}
    </Card>
  );
}
