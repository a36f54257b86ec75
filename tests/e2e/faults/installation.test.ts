import { describe, expect } from 'vitest';
import { browsers } from '../support/browsers.ts';
import { middle } from '../support/driver.ts';
import { fileNamed } from '../support/files.ts';
import { until } from '../support/until.ts';
import { useDesk } from './desk.ts';

describe.each(browsers)('an extension in %s', (browser) => {
  const desk = useDesk(browser);
  const { world } = desk;

  desk.proves('F11 that was loaded anew under an open tab takes no file there, and says so', async () => {
    const page = await desk.open();
    const errors: unknown[] = [];
    page.on('pageerror', (error) => errors.push(error));
    const { box } = await world.screen.find(page, 'button', /^Attach to Wound photo/);
    await world.driver.reload();
    await page.bringToFront();
    // The new version clears away what the old one has left.
    await until(() => page.evaluate(() => !document.querySelector('attach-for-biot')), 'nothing is left');
    const lost = desk.source({ recordId: desk.mary(), attribute: 'wound_photo' });
    await world.drop(page, [fileNamed(lost.name, lost.bytes)], middle(box));
    await world.screen.news(page, /reload this page/);
    expect(errors.length).toBeLessThanOrEqual(1);
    await page.reload();
    await desk.drop(page);
  });

  if (browser === 'chromium')
    desk.proves('F11 that was switched off under an open tab takes no file there, and says so', async () => {
      const page = await desk.open();
      const { box } = await world.screen.find(page, 'button', /^Attach to Wound photo/);
      await world.driver.disable();
      await page.bringToFront();
      const lost = desk.source({ recordId: desk.mary(), attribute: 'wound_photo' });
      await world.drop(page, [fileNamed(lost.name, lost.bytes)], middle(box));
      await world.screen.news(page, /reload this page/);
      await world.driver.enable();
      await page.reload();
      await desk.drop(page);
    });

  desk.proves('F12 that is switched off during an upload goes on with it once it is on again', async () => {
    const page = await desk.open();
    const put = world.sandbox.fault({ on: 'put', hold: true });
    await desk.drop(page);
    await world.sandbox.wait(({ op }) => op === 'put', { at: 'arrival' });
    await world.driver.disable();
    desk.stroke();
    put.release();
    const calls = () => world.sandbox.log.filter(({ from }) => from === 'extension').length;
    await until(async () => {
      const before = calls();
      await new Promise((next) => setTimeout(next, 1_000));
      return calls() === before;
    }, 'nothing is sent while it is off');
    await world.driver.enable();
    await desk.open();
  });
});
