import type { CDPSession, Page } from 'puppeteer';
import { type LaunchOptions, launchChromium } from '../../browsers/chromium.ts';
import { chromiumAccess } from './chromium-access.ts';
import { chromiumThings } from './chromium-things.ts';
import type { Driver, Point } from './driver.ts';
import { pressKeys } from './hands.ts';
import { pressPaste } from './keys.ts';

/** Runs in the page: what a portal's own Copy button does. */
async function copy(type: string, base64: string): Promise<void> {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  await navigator.clipboard.write([new ClipboardItem({ [type]: new Blob([bytes], { type }) })]);
}

export async function chromiumDriver(options: LaunchOptions): Promise<Driver> {
  const { browser, origin } = await launchChromium(options);
  const sessions = new WeakMap<Page, Promise<CDPSession>>();

  /** Choosers are answered by us from the first moment of a page on: none ever opens on a screen. */
  const attach = async (page: Page): Promise<CDPSession> => {
    const session = await page.createCDPSession();
    await session.send('Page.enable');
    await session.send('Page.setInterceptFileChooserDialog', { enabled: true });
    return session;
  };
  const sessionOf = (page: Page): Promise<CDPSession> => {
    const session = sessions.get(page) ?? attach(page);
    sessions.set(page, session);
    return session;
  };

  const drag = async (page: Page, paths: readonly string[], { x, y }: Point, last: 'dragOver' | 'drop') => {
    const session = await sessionOf(page);
    const data = { items: [], files: [...paths], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', ...(last === 'drop' ? (['drop'] as const) : [])] as const)
      await session.send('Input.dispatchDragEvent', { type, x, y, data });
  };

  return {
    ...chromiumAccess(browser, origin),
    name: 'chromium',
    browser,
    origin,
    async newPage() {
      const page = await browser.newPage();
      await sessionOf(page);
      return page;
    },
    async extensionPage(path) {
      const page = await browser.newPage();
      await sessionOf(page);
      await page.goto(`${origin}/${path}`);
      return page;
    },
    things: async (page, role) => chromiumThings(await sessionOf(page), role),
    async paste(page, { type, bytes }) {
      await page.bringToFront();
      await browser
        .defaultBrowserContext()
        .overridePermissions(new URL(page.url()).origin, [
          'clipboard-read',
          'clipboard-write',
          'clipboard-sanitized-write',
        ]);
      await page.evaluate(copy, type, Buffer.from(bytes).toString('base64'));
      await pressPaste(page);
    },
    dragOver: (page, paths, point) => drag(page, paths, point, 'dragOver'),
    drop: (page, paths, point) => drag(page, paths, point, 'drop'),
    async choose(page, paths, open) {
      const session = await sessionOf(page);
      const opened = new Promise<number>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('No file chooser opened within 10 s.')), 10_000);
        session.once('Page.fileChooserOpened', ({ backendNodeId }) => {
          clearTimeout(timer);
          if (backendNodeId === undefined) reject(new Error('The chooser belongs to no element.'));
          else resolve(backendNodeId);
        });
      });
      const [backendNodeId] = await Promise.all([opened, open()]);
      await session.send('DOM.setFileInputFiles', { files: [...paths], backendNodeId });
    },
    async takeFromMenu(page, { x, y }, after) {
      await page.bringToFront();
      const session = await sessionOf(page);
      const mouse = { x, y, button: 'right', clickCount: 1 } as const;
      await session.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y });
      await session.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...mouse });
      // While its menu is open the browser answers to nothing.
      const closed = session.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...mouse });
      await pressKeys(...Array.from({ length: after + 1 }, () => 'Up'), 'Return');
      await closed;
    },
    async stopBackground() {
      // Asked of a page of the extension: to attach to the worker itself would keep it alive.
      const page = await browser.newPage();
      await page.goto(`${origin}/options.html`);
      const session = await page.createCDPSession();
      await session.send('ServiceWorker.enable');
      await session.send('ServiceWorker.stopAllWorkers');
      await page.close();
    },
    close: () => browser.close(),
  };
}
