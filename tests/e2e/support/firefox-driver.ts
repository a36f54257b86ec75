import type { Page } from 'puppeteer';
import type { LaunchOptions } from '../../browsers/chromium.ts';
import { launchFirefox } from '../../browsers/firefox.ts';
import { type ChromeScript, inFirefoxWindow } from '../../browsers/firefox-chrome.ts';
import type { Driver, Point, Thing } from './driver.ts';
import { firefoxAccess } from './firefox-access.ts';
import { inFirefoxPage } from './firefox-page.ts';
import { dragFiles, fillClipboard, listThings } from './firefox-scripts.ts';
import { pressPaste } from './keys.ts';
import { until } from './until.ts';

/** In Firefox's window: takes an item of the page's menu as a person does; false while it is not there yet. */
const takeItem: ChromeScript = `
  const menu = document.getElementById('contentAreaContextMenu');
  const item = [...menu.querySelectorAll('menuitem')].find(({ label, hidden }) => label === input && !hidden);
  if (menu.state !== 'open' || !item) return false;
  const hidden = new Promise((next) => menu.addEventListener('popuphidden', next, { once: true }));
  menu.activateItem(item);
  await hidden;
  return true;`;

export async function firefoxDriver(options: LaunchOptions): Promise<Driver> {
  const { browser, origin } = await launchFirefox(options);

  const drag = async (page: Page, paths: readonly string[], { x, y }: Point, types: readonly string[]) => {
    await page.bringToFront();
    await inFirefoxPage(browser, page, dragFiles, { paths, x, y, types });
  };

  return {
    ...firefoxAccess(browser, origin),
    name: 'firefox',
    browser,
    origin,
    newPage: () => browser.newPage(),
    async extensionPage(path) {
      const page = await browser.newPage();
      const url = `${origin}/${path}`;
      // Firefox shows the page but never reports the end of its loading, so the page itself is asked.
      page.goto(url, { timeout: 1_000 }).catch((error: unknown) => error);
      await until(
        () => page.evaluate((wanted) => location.href === wanted && document.readyState === 'complete', url),
        `${path} is open`,
      );
      return page;
    },
    things: (page, role) =>
      until(
        async () => (await inFirefoxPage(browser, page, listThings, role)) as Thing[] | null,
        'Firefox describes the page to screen readers',
      ),
    async paste(page, { type, bytes }) {
      await page.bringToFront();
      await inFirefoxWindow(browser, fillClipboard, { type, base64: Buffer.from(bytes).toString('base64') });
      await pressPaste(page);
    },
    dragOver: (page, paths, point) => drag(page, paths, point, ['dragenter', 'dragover']),
    drop: (page, paths, point) => drag(page, paths, point, ['dragenter', 'dragover', 'drop']),
    async choose(page, paths, open) {
      const [chooser] = await Promise.all([page.waitForFileChooser({ timeout: 10_000 }), open()]);
      // The chooser was closed as cancelled before the files are set: the field hears `cancel`, then `change`.
      await chooser.accept([...paths]);
    },
    async takeFromMenu(page, { x, y }) {
      await page.bringToFront();
      await page.mouse.click(x, y, { button: 'right' });
      await until(
        () => inFirefoxWindow(browser, takeItem, 'Send to BioT attribute'),
        'the menu has our item',
      );
    },
    async stopBackground() {
      await inFirefoxWindow(
        browser,
        'await WebExtensionPolicy.getByHostname(input).extension.terminateBackground({ ignoreDevToolsAttached: true });',
        new URL(origin).hostname,
      );
    },
    close: () => browser.close(),
  };
}
