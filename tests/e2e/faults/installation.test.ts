import { describe, expect, it } from 'vitest';
import { browsers } from '../support/browsers.ts';
import { middle } from '../support/driver.ts';
import { everything } from '../support/everything.ts';
import { fileNamed } from '../support/files.ts';
import { until } from '../support/until.ts';
import { readOverview, useDesk } from './desk.ts';

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

  it('F64 that is let into a private window keeps nothing of it, and says so', async () => {
    await world.driver.allowPrivate();
    // Opened first, in the window that is not private.
    const options = await world.extensionPage('options.html');
    const page = await world.privatePortal();
    await world.signIn(page);
    await world.openPatient(page, desk.mary());
    const put = world.sandbox.fault({ on: 'put', hold: true });
    const one = desk.source({ recordId: desk.mary(), attribute: 'wound_photo' });
    const { box } = await world.screen.find(page, 'button', /^Attach to Wound photo/);
    await world.drop(page, [fileNamed(one.name, one.bytes)], middle(box));
    await world.sandbox.wait(({ op }) => op === 'put', { at: 'arrival' });
    // In Chromium the private window has an extension of its own, of which the other one knows nothing.
    const [upload] = (await options.evaluate(readOverview)).uploads;
    if (browser === 'firefox') expect(upload?.inMemory).toBe(true);
    else {
      expect(upload).toBeUndefined();
      const zones = await world.screen.zones(page);
      expect(zones.map(({ description }) => description).join()).toContain('in memory only');
    }
    put.release();
    await world.sandbox.wait(({ op, status }) => op === 'attach' && status === 200);
    expect(world.sandbox.attribute(one.recordId, one.attribute)?.file?.sha256).toBe(one.sha256);
    await page.close();
    const stored = await options.evaluate(everything);
    // What is noted of it is what is noted of every upload: that it was.
    expect([one.canary, 'eyJhbGci'].filter((word) => stored.includes(word))).toEqual([]);
    expect(await options.evaluate(countKept)).toBe(0);
  });

  desk.proves('F10 that is loaded anew during an upload goes on with it', async () => {
    const page = await desk.open();
    const put = world.sandbox.fault({ on: 'put', hold: true });
    await desk.drop(page);
    await world.sandbox.wait(({ op }) => op === 'put', { at: 'arrival' });
    await world.driver.reload();
    desk.stroke();
    put.release();
    await desk.open();
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

/** Runs in a page of the extension: how many uploads, and bytes of uploads, its database holds. */
async function countKept(): Promise<number> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('attach-for-biot');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const tx = db.transaction(['uploads', 'bytes']);
  const counts = ['uploads', 'bytes'].map(
    (store) =>
      new Promise<number>((resolve) => {
        const asking = tx.objectStore(store).count();
        asking.onsuccess = () => resolve(asking.result);
      }),
  );
  const [uploads = 0, bytes = 0] = await Promise.all(counts);
  db.close();
  return uploads + bytes;
}
