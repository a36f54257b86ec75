import type { ComponentChildren } from 'preact';
import type { Overview, TabView } from '../lib/protocol/requests.ts';
import { t } from '../lib/texts/texts.ts';

export interface TabStateProps {
  tab: TabView;
  withheld: Overview['withheld'];
  reload(): void;
  /** Lets the browser ask for these host patterns, for this portal where there is one. */
  allow(patterns: readonly string[], tab: TabView | null): void;
}

/** What the popup says of the tab in front, and of what the browser keeps from the extension. */
export function TabState({ tab, withheld, reload, allow }: TabStateProps) {
  const ask = (label: string) => (
    <button type="button" class="go" onClick={() => allow(tab.ask, tab)}>
      {label}
    </button>
  );
  const again = (
    <button type="button" onClick={reload}>
      {t('act_reload')}
    </button>
  );
  const state = () => {
    const portal = hostOf(tab.portal);
    const api = hostOf(tab.api);
    switch (tab.is) {
      case 'observed':
      case 'elsewhere':
        return null;
      case 'silent':
        return <State text={t('silent_tab')}>{again}</State>;
      case 'offered': {
        const text = api === null ? t('offered_tab', portal ?? '') : t('offered_tab_api', portal ?? '', api);
        return (
          <State plain text={text}>
            {ask(t('act_use_here'))}
          </State>
        );
      }
      case 'learning':
        return <State text={t('learning_tab', portal ?? '')}>{again}</State>;
      case 'api-needed':
        return <State text={t('api_needed_tab', portal ?? '', api ?? '')}>{ask(t('act_allow'))}</State>;
      case 'allowed':
        return <State text={t('allowed_tab', portal ?? '')}>{again}</State>;
      case 'withdrawn':
        return <State text={t('withdrawn_tab', portal ?? '')}>{ask(t('act_allow_again'))}</State>;
      default:
        return tab.is satisfies never;
    }
  };
  return (
    <>
      {withheld.length > 0 && (
        <State text={t('withheld')}>
          <button type="button" class="go" onClick={() => allow(withheld, null)}>
            {t('act_allow_again')}
          </button>
        </State>
      )}
      {state()}
    </>
  );
}

interface StateProps {
  text: string;
  /** An offer, and nothing that is wrong. */
  plain?: boolean;
  children: ComponentChildren;
}

function State({ text, plain = false, children }: StateProps) {
  return (
    <div class={plain ? 'row zone offer' : 'row zone warn'}>
      <span class="txt">{text}</span>
      {children}
    </div>
  );
}

const hostOf = (origin: string | null): string | null => origin && new URL(origin).host;
