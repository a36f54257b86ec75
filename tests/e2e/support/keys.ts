import type { Page } from 'puppeteer';

/** macOS does nothing of its own with keys that come from a driver: it is told what they mean. */
export async function pressPaste(page: Page): Promise<void> {
  const mac = process.platform === 'darwin';
  const modifier = mac ? 'Meta' : 'Control';
  await page.keyboard.down(modifier);
  await page.keyboard.press('v', mac ? { commands: ['Paste'] } : {});
  await page.keyboard.up(modifier);
}

/** Presses Enter in a window that closes itself with it: it may be gone before the key is up again. */
export async function pressToClose(page: Page): Promise<void> {
  await page.keyboard.press('Enter').catch((error: unknown) => {
    if (!page.isClosed() && !/closed|no such frame/.test(String(error))) throw error;
  });
}
