import { browser } from 'wxt/browser';

/** The part of `declarativeNetRequest` used here; the polyfill's types do not know it. */
interface Rules {
  getSessionRules(): Promise<{ id: number; condition: { urlFilter?: string } }[]>;
  updateSessionRules(of: { removeRuleIds: number[]; addRules: object[] }): Promise<void>;
}

function isRules(value: unknown): value is Rules {
  return typeof value === 'object' && value !== null && 'updateSessionRules' in value;
}

/**
 * Lets our own calls to an API go out under its portal's origin: BioT's services refuse any other with 403
 * before they look at the token. Nobody else's requests are touched, and none to another host.
 */
export async function speakAs(portal: string, api: string): Promise<void> {
  const rules: unknown = Reflect.get(browser, 'declarativeNetRequest');
  if (!isRules(rules)) throw new Error('This browser has no declarativeNetRequest');
  const filter = `||${new URL(api).host}/`;
  const present = await rules.getSessionRules();
  const old = present.filter((rule) => rule.condition.urlFilter === filter).map((rule) => rule.id);
  const id = Math.max(0, ...present.map((rule) => rule.id)) + 1;
  await rules.updateSessionRules({
    removeRuleIds: old,
    addRules: [
      {
        id,
        priority: 1,
        action: {
          type: 'modifyHeaders',
          requestHeaders: [{ header: 'origin', operation: 'set', value: portal }],
        },
        condition: {
          urlFilter: filter,
          initiatorDomains: [new URL(browser.runtime.getURL('/')).hostname],
          resourceTypes: ['xmlhttprequest'],
        },
      },
    ],
  });
}
