import type { Browser, Page } from 'puppeteer';
import { type ChromeScript, inFirefoxWindow } from '../../browsers/firefox-chrome.ts';

let messages = 0;

interface Answer {
  value?: unknown;
  error?: string;
}

const load = `
  const { NavigableManager } = ChromeUtils.importESModule('chrome://remote/content/shared/NavigableManager.sys.mjs');
  const tab = NavigableManager.getBrowserById(input.page);
  if (!tab) return { error: 'the tab is closed' };
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
export async function inFirefoxPage(
  browser: Browser,
  page: Page,
  body: ChromeScript,
  input: unknown = null,
): Promise<unknown> {
  const message = `attach-for-biot:${++messages}`;
  const script = `(async () => {
    try {
      sendAsyncMessage('${message}', { value: await (async (input) => { ${body} })(${JSON.stringify(input)}) });
    } catch (error) {
      sendAsyncMessage('${message}', { error: String(error) });
    }
  })();`;
  const answer = (await inFirefoxWindow(browser, load, {
    page: Reflect.get(page.mainFrame(), '_id'),
    message,
    script: `data:application/javascript;charset=utf-8,${encodeURIComponent(script)}`,
  })) as Answer;
  if (answer.error) throw new Error(`Beside the page in Firefox: ${answer.error}`);
  return answer.value;
}
