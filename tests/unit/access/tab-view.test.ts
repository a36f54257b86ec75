import { describe, expect, it } from 'vitest';
import type { Domain } from '../../../lib/access/domains.ts';
import { type Access, type TabEvidence, tabView, withheld } from '../../../lib/access/tab-view.ts';

const own = ['https://*.biot-med.com/*', 'https://*.amazonaws.com/*'];
const portal = 'https://portal.clinic.example';
const api = 'https://api.clinic.example';
const [portalHost, apiHost] = [`${portal}/*`, `${api}/*`];
const biot = 'https://organization.app.dev.biot-med.com';
const domain: Domain = { portal, apis: [api], used: true };

const tab = (change: Partial<TabEvidence> = {}): TabEvidence => ({
  origin: portal,
  observed: false,
  seen: null,
  ...change,
});
const access = (granted: readonly string[], domains: readonly Domain[] = []): Access => ({
  own,
  granted: [...own, ...granted],
  domains,
});

describe('the tab in front', () => {
  it.each<[string, TabEvidence, Access, object]>([
    ['no page of the web', tab({ origin: null }), access([]), { is: 'elsewhere', ask: [] }],
    [
      'a portal of BioT’s that was heard',
      tab({ origin: biot, observed: true }),
      access([]),
      { is: 'observed' },
    ],
    ['one that was not', tab({ origin: biot }), access([]), { is: 'silent', portal: null }],
    [
      'one whose access is withdrawn, though it was heard before',
      tab({ origin: biot, observed: true }),
      { ...access([]), granted: ['https://*.amazonaws.com/*'] },
      { is: 'elsewhere', ask: [] },
    ],
    ['any other page', tab(), access([]), { is: 'offered', portal, api: null, ask: [portalHost] }],
    [
      'one that calls BioT',
      tab({ seen: api }),
      access([]),
      { is: 'offered', portal, api, ask: [portalHost, apiHost] },
    ],
    [
      'one that calls BioT on its own host',
      tab({ seen: portal }),
      access([]),
      { api: null, ask: [portalHost] },
    ],
    [
      'one that calls BioT’s own API',
      tab({ seen: 'https://api.dev.biot-med.com' }),
      access([]),
      { is: 'offered', api: null, ask: [portalHost] },
    ],
    [
      'one that was asked about and refused',
      tab(),
      access([], [{ ...domain, used: false }]),
      { is: 'offered' },
    ],
    ['one whose API nobody knows', tab(), access([portalHost], []), { is: 'learning', ask: [] }],
    [
      'one whose API is not allowed',
      tab({ seen: api }),
      access([portalHost]),
      { is: 'api-needed', portal, api, ask: [apiHost] },
    ],
    [
      'one that was just allowed',
      tab(),
      access([portalHost, apiHost], [domain]),
      { is: 'allowed', portal, ask: [] },
    ],
    [
      'one that was heard',
      tab({ observed: true }),
      access([portalHost, apiHost], [domain]),
      { is: 'observed' },
    ],
    [
      'one that was withdrawn',
      tab({ observed: true }),
      access([], [domain]),
      { is: 'withdrawn', portal, api, ask: [portalHost, apiHost] },
    ],
    [
      'one whose API alone was withdrawn',
      tab(),
      access([portalHost], [domain]),
      { is: 'api-needed', portal, api, ask: [apiHost] },
    ],
  ])('%s', (_, evidence, stands, view) => expect(tabView(evidence, stands)).toMatchObject(view));

  it('is never asked for together with other hosts than its page’s and its API’s', () => {
    const other: Domain = {
      portal: 'https://portal.hospital.example',
      apis: ['https://api.hospital.example'],
      used: true,
    };
    const { ask } = tabView(tab({ seen: api }), access([], [other]));
    expect(ask).toEqual([portalHost, apiHost]);
  });
});

describe('the extension’s own hosts', () => {
  it('are withheld where the browser names them no more, or names a part of them', () => {
    expect(withheld({ own, granted: own })).toEqual([]);
    expect(withheld({ own, granted: [] })).toEqual(own);
    expect(withheld({ own, granted: [`${biot}/*`, 'https://*.amazonaws.com/*'] })).toEqual([
      'https://*.biot-med.com/*',
    ]);
  });
});
