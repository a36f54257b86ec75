import type { ComponentChildren } from 'preact';
import type { DomainView, PortalAccess } from '../lib/protocol/requests.ts';
import { t } from '../lib/texts/texts.ts';
import { Card } from './Card.tsx';
import { Dots, Row } from './Row.tsx';

export interface PortalListProps extends PortalAccess {
  /** Lets the browser ask for these host patterns. */
  allow(patterns: readonly string[]): void;
  /** Gives back what was allowed for a portal. */
  remove(portal: string): void;
  /** Further cards. */
  children?: ComponentChildren;
}

/** The options page: where the extension may work, and who has been seen signed in there. */
export function PortalList(props: PortalListProps) {
  const { patterns, withheld, domains, portals, allow, remove, children } = props;
  return (
    <main class="options">
      <h1>{t('options_title')}</h1>
      <Card title={t('portals_granted')} why={t('portals_granted_why')}>
        {patterns.length === 0 && <p>{t('no_portals_granted')}</p>}
        {withheld.length > 0 && (
          <div class="row zone warn">
            <span class="txt">{t('withheld')}</span>
            <button type="button" class="go" onClick={() => allow(withheld)}>
              {t('act_allow_again')}
            </button>
          </div>
        )}
        <ul>
          {patterns
            .filter((pattern) => !withheld.includes(pattern))
            .map((pattern) => (
              <li key={pattern} class="pattern" dir="ltr">
                {pattern}
              </li>
            ))}
        </ul>
      </Card>
      <Card title={t('domains')} why={t('domains_why')}>
        {domains.length === 0 && <p>{t('no_domains')}</p>}
        <ul>
          {domains.map((domain) => (
            <li key={domain.portal}>
              <Domain {...domain} several={domains.length > 1} allow={allow} remove={remove} />
            </li>
          ))}
        </ul>
      </Card>
      <Card title={t('signed_in')} why={t('signed_in_why')}>
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
      </Card>
      {children}
    </main>
  );
}

type DomainProps = DomainView & { several: boolean } & Pick<PortalListProps, 'allow' | 'remove'>;

function Domain({ portal, apis, missing, several, allow, remove }: DomainProps) {
  const host = new URL(portal).host;
  const button = (label: string, act: () => void) => (
    <button type="button" aria-label={several ? t('named_action', label, host) : label} onClick={act}>
      {label}
    </button>
  );
  const sources = apis.map((api) => t('domain_api', new URL(api).host));
  return (
    <Row
      tone={missing.length > 0 ? 'warn' : 'plain'}
      title={host}
      detail={
        <Dots
          of={[
            missing.length > 0 && t('domain_missing'),
            ...(apis.length > 0 ? sources : [t('domain_api_unknown')]),
          ]}
        />
      }
    >
      {missing.length > 0 && button(t('act_allow_again'), () => allow(missing))}
      {button(t('act_remove'), () => remove(portal))}
    </Row>
  );
}
