import type { Page } from 'puppeteer';
import type { LaunchOptions } from '../../browsers/chromium.ts';
import { launchFirefox } from '../../browsers/firefox.ts';
import { inFirefoxWindow } from '../../browsers/firefox-chrome.ts';
import type { Driver, Point, Thing } from './driver.ts';
import { firefoxAccess } from './firefox-access.ts';
import { inFirefoxPage } from './firefox-page.ts';
import { dragFiles, fillClipboard, listThings } from './firefox-scripts.ts';
import { pressPaste } from './keys.ts';
import { until } from './until.ts';

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
