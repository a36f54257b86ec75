import type { TabView } from '../protocol/requests.ts';
import type { Domain } from './domains.ts';
import { covers, patternOf } from './patterns.ts';

/** What is known of the tab in front. */
export interface TabEvidence {
  /** Origin of its page; null where it is none that could be a portal, or the browser does not tell. */
  origin: string | null;
  /** It has made calls to BioT that we have seen. */
  observed: boolean;
  /** Origin of the API that its page was seen calling, by the addresses alone. */
  seen: string | null;
}

export interface Access {
  /** Host patterns of the manifest. */
  own: readonly string[];
  /** Host patterns that the browser grants at this moment. */
  granted: readonly string[];
  domains: readonly Domain[];
}

/** What the popup says of the tab in front, and which origins it asks for. */
export function tabView({ origin, observed, seen }: TabEvidence, { own, granted, domains }: Access): TabView {
  const is = (what: TabView['is'], portal: string | null = null, of: readonly string[] = []): TabView => ({
    is: what,
    portal,
    api: of.find((one) => one !== portal) ?? null,
    ask: [...new Set(of.map(patternOf))],
  });
  if (origin === null) return is('elsewhere');
  const isGranted = covers(granted, origin);
  if (isGranted && observed) return is('observed');
  // Access to BioT's own addresses is asked for as a whole, see `withheld`.
  if (covers(own, origin)) return is(withheld({ own, granted }).length === 0 ? 'silent' : 'elsewhere');
  const known = domains.find(({ portal }) => portal === origin);
  const apis = [...new Set([...(known?.apis ?? []), ...(seen === null ? [] : [seen])])];
  const missing = apis.filter((api) => !covers(granted, api) && !covers(own, api));
  if (!isGranted) return is(known?.used ? 'withdrawn' : 'offered', origin, [origin, ...missing]);
  if (missing.length > 0) return is('api-needed', origin, missing);
  return is(apis.length === 0 ? 'learning' : 'allowed', origin);
}

/** Of the manifest's own patterns, those the browser keeps from us: withdrawn, or set to "on click". */
export function withheld({ own, granted }: Pick<Access, 'own' | 'granted'>): string[] {
  return own.filter((pattern) => !granted.includes(pattern));
}
