import type { Browser, Page } from 'puppeteer';
import { type ChromeScript, inFirefoxWindow } from '../../browsers/firefox-chrome.ts';
import { inFirefoxPopup } from './firefox-page.ts';
import type { Popup } from './popup.ts';
import { openPrivate } from './private-window.ts';
import { until } from './until.ts';

/** In Firefox's window: presses the extension's button in the toolbar, wherever it is kept. */
const pressButton: ChromeScript = `
  const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
  const { extension } = WebExtensionPolicy.getByHostname(input);
  // A second press would only close what the first has opened.
  for (const panel of document.querySelectorAll('panel:has(browser.webextension-popup-browser)')) {
    if (panel.state === 'closed') continue;
    const hidden = new Promise((next) => panel.addEventListener('popuphidden', next, { once: true }));
    panel.hidePopup();
    await hidden;
  }
  await ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);`;

/** In Firefox's window: what the switches on the extension's page of about:addons do. */
const turnOff: ChromeScript = `
  const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
  const { extension } = WebExtensionPolicy.getByHostname(input.hostname);
  await ExtensionPermissions.remove(extension.id, { permissions: [], origins: input.origins, data_collection: [] }, extension);`;

/** In Firefox's window: the switch for private windows on the extension's page. */
const letIn: ChromeScript = `
  const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
  const { extension } = WebExtensionPolicy.getByHostname(input);
  const wanted = { permissions: ['internal:privateBrowsingAllowed'], origins: [], data_collection: [] };
  await ExtensionPermissions.add(extension.id, wanted, extension);`;

/** In Firefox's window: the switch beside the extension's name, or a reload. */
const treat: ChromeScript = `
  const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
  const addon = await AddonManager.getAddonByID(input.id);
  await addon[input.what]();
  if (input.what === 'disable') return;
  const policy = WebExtensionPolicy.getByID(input.id);
  await policy.readyPromise;
  while (policy.extension.backgroundState !== 'running') await new Promise((next) => setTimeout(next, 20));`;

/** In the popup: clicks the button that says this, with an event the browser itself sends, once it stands still. */
const click: ChromeScript = `
  const place = () => {
    const button = [...content.document.querySelectorAll('button')].find((one) => one.textContent.trim() === input);
    return button?.getBoundingClientRect();
  };
  const before = JSON.stringify(place());
  await new Promise((next) => content.setTimeout(next, 100));
  const now = place();
  if (!now || JSON.stringify(now) !== before) return false;
  const { x, y, width, height } = now;
  for (const type of ['mousemove', 'mousedown', 'mouseup'])
    content.synthesizeMouseEvent(type, x + width / 2, y + height / 2, { button: 0, clickCount: 1 }, {});
  return true;`;

const patternsOf = (origins: readonly string[]) => origins.map((origin) => `${origin}/*`);

/** Site access in Firefox. */
export function firefoxAccess(browser: Browser, origin: string) {
  const { hostname } = new URL(origin);
  const remove = (origins: readonly string[]) => inFirefoxWindow(browser, turnOff, { hostname, origins });

  // Once off it is not found by its host any more.
  const id = async () => {
    const found = await inFirefoxWindow(
      browser,
      'return WebExtensionPolicy.getByHostname(input)?.id ?? null;',
      hostname,
    );
    return String(found);
  };
  let known = '';
  const installed = async (what: 'reload' | 'disable' | 'enable'): Promise<void> => {
    known ||= await id();
    await inFirefoxWindow(browser, treat, { id: known, what });
  };

  return {
    async allowPrivate(): Promise<void> {
      await inFirefoxWindow(browser, letIn, hostname);
      await installed('reload');
    },
    privatePage: (url: string) => openPrivate(browser, origin, url),
    reload: () => installed('reload'),
    disable: () => installed('disable'),
    enable: () => installed('enable'),
    /** Firefox grants without its question what is requested from then on. */
    async allow(): Promise<void> {
      await inFirefoxWindow(
        browser,
        `Services.prefs.setBoolPref('extensions.webextOptionalPermissionPrompts', false);`,
      );
    },
    async withdraw(origins: readonly string[]): Promise<void> {
      await remove(patternsOf(origins));
    },
    async withholdOwn(): Promise<void> {
      await remove(['https://*.biot-med.com/*', 'https://*.amazonaws.com/*']);
    },
    async popup(page: Page): Promise<Popup> {
      await page.bringToFront();
      await inFirefoxWindow(browser, pressButton, hostname);
      return {
        text: async () => String(await inFirefoxPopup(browser, 'return content.document.body.textContent;')),
        async press(label) {
          await until(() => inFirefoxPopup(browser, click, label), `a button that says ${label}`);
        },
      };
    },
  };
}
