import type { Browser, Page } from 'puppeteer';
import { type ChromeScript, inFirefoxWindow } from '../../browsers/firefox-chrome.ts';

let messages = 0;

interface Answer {
  value?: unknown;
  error?: string;
}

const load = `
  const { NavigableManager } = ChromeUtils.importESModule('chrome://remote/content/shared/NavigableManager.sys.mjs');
  const popups = document.querySelectorAll('browser.webextension-popup-browser');
  const tab = input.page === 'popup' ? [...popups].at(-1) : NavigableManager.getBrowserById(input.page);
  if (!tab) return { error: 'it is closed' };
  const { messageManager } = tab;
  return new Promise((resolve) => {
    const answered = ({ data }) => {
      messageManager.removeMessageListener(input.message, answered);
      resolve(data);
    };
    messageManager.addMessageListener(input.message, answered);
    messageManager.loadFrameScript(input.script, false);
    setTimeout(() => answered({ data: { error: 'the page does not answer' } }), 10_000);
  });`;

/**
 * Runs `(input) => { body }` beside a page with Firefox's own powers; `content` is the page's window.
 * The input goes there, and the answer comes back, as JSON.
 */
export const inFirefoxPage = (
  browser: Browser,
  page: Page,
  body: ChromeScript,
  input: unknown = null,
): Promise<unknown> => run(browser, Reflect.get(page.mainFrame(), '_id'), body, input);

/** The same beside the toolbar's popup, which is no page to the driver. */
export const inFirefoxPopup = (
  browser: Browser,
  body: ChromeScript,
  input: unknown = null,
): Promise<unknown> => run(browser, 'popup', body, input);

async function run(browser: Browser, page: string, body: ChromeScript, input: unknown): Promise<unknown> {
  const message = `attach-for-biot:${++messages}`;
  const script = `(async () => {
    try {
      sendAsyncMessage('${message}', { value: await (async (input) => { ${body} })(${JSON.stringify(input)}) });
    } catch (error) {
      sendAsyncMessage('${message}', { error: String(error) });
    }
  })();`;
  const answer = (await inFirefoxWindow(browser, load, {
    page,
    message,
    script: `data:application/javascript;charset=utf-8,${encodeURIComponent(script)}`,
  })) as Answer;
  if (answer.error) throw new Error(`Beside the page in Firefox: ${answer.error}`);
  return answer.value;
}
