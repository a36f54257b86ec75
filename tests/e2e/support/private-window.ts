import type { Browser, Page } from 'puppeteer';
import { until } from './until.ts';

/** Runs in a page of the extension: only there may a script open a private window. */
async function open(url: string): Promise<void> {
  interface Windows {
    windows: { create(of: { url: string; incognito: true }): Promise<unknown> };
  }
  const scope = globalThis as unknown as { chrome: Windows; browser?: Windows };
  await (scope.browser ?? scope.chrome).windows.create({ url, incognito: true });
}

/** Opens a private window by the extension, which has been let into them. */
export async function openPrivate(browser: Browser, origin: string, url: string): Promise<Page> {
  const before = new Set(await browser.pages());
  const ours = await browser.newPage();
  before.add(ours);
  // Firefox shows the page but never reports the end of its loading.
  ours.goto(`${origin}/options.html`, { timeout: 1_000 }).catch((error: unknown) => error);
  const isOpen = (start: string) => location.href.startsWith(start) && document.readyState === 'complete';
  await until(() => ours.evaluate(isOpen, origin), 'the options are open');
  await ours.evaluate(open, url);
  const page = await until(
    async () => (await browser.pages()).find((one) => !before.has(one) && one.url().startsWith(url)),
    'the private window',
  );
  await ours.close();
  return page;
}
