import type { PortalAccess } from '../lib/protocol/requests.ts';
import { t } from '../lib/texts/texts.ts';
import { Dots, Row } from './Row.tsx';

/** The options page: where the extension may work, and who has been seen signed in there. */
export function PortalList({ patterns, portals }: PortalAccess) {
  return (
    <main class="options">
      <h1>{t('options_title')}</h1>
      <section class="card">
        <header class="head">
          <h2>{t('portals_granted')}</h2>
          <p>{t('portals_granted_why')}</p>
        </header>
        <div class="body">
          {patterns.length === 0 && <p>{t('no_portals_granted')}</p>}
          <ul>
            {patterns.map((pattern) => (
              <li key={pattern} class="pattern" dir="ltr">
                {pattern}
              </li>
            ))}
          </ul>
        </div>
      </section>
      <section class="card">
        <header class="head">
          <h2>{t('signed_in')}</h2>
          <p>{t('signed_in_why')}</p>
        </header>
        <div class="body">
          {portals.length === 0 && <p>{t('nobody_signed_in')}</p>}
          <ul>
            {portals.map(({ origin, api, user, organization }) => (
              <li key={[origin, api, user, organization].join(' ')}>
                <Row
                  tone="plain"
                  title={user ?? t('user_unknown')}
                  detail={<Dots of={[organization, new URL(origin).host]} />}
                />
              </li>
            ))}
          </ul>
        </div>
      </section>
    </main>
  );
}
