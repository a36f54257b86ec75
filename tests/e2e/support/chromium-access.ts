import type { Browser, Page } from 'puppeteer';
import type { Popup } from './popup.ts';
import { openPrivate } from './private-window.ts';
import { until } from './until.ts';

/** The part of `chrome.developerPrivate`, which stands behind the browser's page of extensions, that is used here. */
interface Developer {
  addHostPermission(id: string, host: string): Promise<void>;
  removeHostPermission(id: string, host: string): Promise<void>;
  updateExtensionConfiguration(of: {
    extensionId: string;
    hostAccess?: string;
    incognitoAccess?: boolean;
  }): Promise<void>;
  updateProfileConfiguration(of: { inDeveloperMode: boolean }): Promise<void>;
  getExtensionInfo(id: string): Promise<{ state: string; incognitoAccess: { isActive: boolean } }>;
  reload(id: string, options: { failQuietly: boolean }): Promise<void>;
}

/** The browser's page of extensions may do this too. */
interface Management {
  setEnabled(id: string, enabled: boolean): Promise<void>;
}

/** Runs on the browser's page of extensions: what a person does there with the switches of site access. */
async function turn(
  id: string,
  what: 'add' | 'remove' | 'on-click',
  hosts: readonly string[],
): Promise<void> {
  const { developerPrivate: developer } = (
    globalThis as unknown as { chrome: { developerPrivate: Developer } }
  ).chrome;
  if (what === 'on-click')
    await developer.updateExtensionConfiguration({ extensionId: id, hostAccess: 'ON_CLICK' });
  for (const host of hosts) {
    if (what === 'add') await developer.addHostPermission(id, host);
    else await developer.removeHostPermission(id, host);
  }
}

/** Runs on the browser's page of extensions: its switch and its arrow beside the extension's name. */
async function treat(id: string, what: 'reload' | 'enable' | 'disable' | 'let-in'): Promise<void> {
  const { developerPrivate: developer, management } = (
    globalThis as unknown as { chrome: { developerPrivate: Developer; management: Management } }
  ).chrome;
  // An extension that is a folder is not loaded again for anybody but a developer.
  await developer.updateProfileConfiguration({ inDeveloperMode: true });
  if (what === 'let-in')
    await developer.updateExtensionConfiguration({ extensionId: id, incognitoAccess: true });
  else if (what === 'reload') await developer.reload(id, { failQuietly: true });
  else await management.setEnabled(id, what === 'enable');
}

/** Runs there too: whether the extension works in private windows. */
async function isLetIn(id: string): Promise<boolean> {
  const { developerPrivate: developer } = (
    globalThis as unknown as { chrome: { developerPrivate: Developer } }
  ).chrome;
  const { state, incognitoAccess } = await developer.getExtensionInfo(id);
  return state === 'ENABLED' && incognitoAccess.isActive;
}

const patternsOf = (origins: readonly string[]) => origins.map((origin) => `${origin}/*`);

/** Site access in Chromium. The browser's own question is out of every driver's reach. */
export function chromiumAccess(browser: Browser, origin: string) {
  const id = new URL(origin).host;

  async function settings(what: Parameters<typeof turn>[1], hosts: readonly string[]): Promise<void> {
    const page = await browser.newPage();
    await page.goto('chrome://extensions');
    await page.evaluate(turn, id, what, hosts);
    await page.close();
  }

  // A private window has one of its own, which may outlive the window.
  const workers = () => browser.targets().filter((target) => target.url() === `${origin}/background.js`);

  async function installed(what: Parameters<typeof treat>[1]): Promise<void> {
    const page = await browser.newPage();
    await page.goto('chrome://extensions');
    const before = new Set(workers());
    await page.evaluate(treat, id, what);
    // Before its worker listens, the first calls of a page would go unseen.
    if (what === 'let-in') await until(() => page.evaluate(isLetIn, id), 'private windows are open to it');
    else if (what !== 'disable')
      await until(
        async () => workers().some((worker) => !before.has(worker)),
        () => `another worker has begun, beside ${before.size} from before and ${workers().length} now`,
      );
    await page.close();
  }

  return {
    allowPrivate: () => installed('let-in'),
    privatePage: (url: string) => openPrivate(browser, origin, url),
    reload: () => installed('reload'),
    disable: () => installed('disable'),
    enable: () => installed('enable'),
    /** What the browser has noted as allowed it does not ask about again; it takes effect with the request only. */
    allow: (origins: readonly string[]) => settings('add', patternsOf(origins)),
    withdraw: (origins: readonly string[]) => settings('remove', patternsOf(origins)),
    withholdOwn: () => settings('on-click', []),
    async popup(page: Page): Promise<Popup> {
      const extension = (await browser.extensions()).get(id);
      await page.bringToFront();
      const isPopup = (target: { url(): string }) => target.url() === `${origin}/popup.html`;
      const open = () => browser.targets().find(isPopup);
      await until(async () => !open(), 'no popup is open any more');
      await extension?.triggerAction(page);
      const popup = await (await browser.waitForTarget(isPopup, { timeout: 10_000 })).asPage();
      return {
        text: () => popup.evaluate(() => document.body.textContent),
        async press(label) {
          const button = await popup.waitForSelector(`::-p-aria([name="${label}"][role="button"])`);
          await button?.click();
        },
      };
    },
  };
}
