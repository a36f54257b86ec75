import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { woundPicture } from '../sandbox/pictures.ts';
import { browsers } from './support/browsers.ts';
import { middle } from './support/driver.ts';
import { fileNamed } from './support/files.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

const woundPhoto = 'Attach to Wound photo, Mary Jones';
/** A picture with the text many times behind its end, where viewers look at nothing any more. */
const pictureWith = (text: string) =>
  Buffer.concat([woundPicture(4, 120, 90), Buffer.from(text.repeat(20_000))]);

/** How every token of the sandbox begins. */
const anyToken = Buffer.from(JSON.stringify({ alg: 'RS512', typ: 'JWT' })).toString('base64url');

/** Files of a browser's profile that hold the text, in UTF-8 or in UTF-16 as databases write it. */
function filesWith(folder: string, text: string): string[] {
  const needles = [Buffer.from(text), Buffer.from(text, 'utf16le')];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => {
      // Its other processes may still be at it.
      if (!existsSync(path)) return false;
      const bytes = readFileSync(path);
      return path.includes(text) || needles.some((needle) => bytes.includes(needle));
    });
}

describe.each(browsers)('a file on its way when the browser is killed, in %s,', (browser) => {
  // The portal must not write down itself what we must not.
  const world = useWorld(browser, { forgets: true, switches: { tokenStorage: 'memory' } });

  async function choose(text: RegExp) {
    const options = await world.extensionPage('options.html');
    await world.screen.click(options, 'radio', text);
    await until(
      () => options.evaluate(() => document.querySelectorAll('input:checked').length === 1),
      'a choice',
    );
    await options.close();
  }

  /** Drops a file with canaries, and kills the browser while the store has half of it. */
  async function killed(canary: string) {
    const page = await world.openRecord('Mary Jones');
    const { box } = await world.screen.find(page, 'button', woundPhoto);
    const put = world.sandbox.fault({ on: 'put', hold: true });
    await world.drop(page, [fileNamed(`${canary}.png`, pictureWith(canary))], middle(box));
    await world.sandbox.wait(({ op }) => op === 'put', { at: 'arrival' });
    const found: string[] = [];
    await world.crash((profile) => {
      // The name of our database shows that the search finds what is there.
      expect(filesWith(profile, 'attach-for-biot')).not.toEqual([]);
      found.push(...filesWith(profile, canary), ...filesWith(profile, anyToken));
    });
    put.release();
    return found;
  }
  const attaches = () => world.sandbox.log.filter(({ op, status }) => op === 'attach' && status === 200);

  it('is sealed on the disk, and goes on as soon as its person is back', async () => {
    expect(await killed('CANARY-e5b7-DISK')).toEqual([]);
    await world.openRecord('Mary Jones');
    await world.sandbox.wait(({ op, status }) => op === 'attach' && status === 200);
    expect(attaches()).toHaveLength(1);
  });

  it('is gone where nothing is to be kept, and that is said', async () => {
    await choose(/Keep nothing that could be opened/);
    expect(await killed('CANARY-e5b7-SESSION')).toEqual([]);
    const page = await world.openRecord('Mary Jones');
    await world.screen.find(page, 'button', woundPhoto);
    const popup = await world.extensionPage('popup.html');
    await until(
      () => popup.evaluate(() => document.body.textContent.includes('1 upload was not finished')),
      'the popup says so',
    );
    expect(await popup.evaluate(() => document.body.textContent)).not.toContain('CANARY-e5b7-SESSION');
    await world.screen.click(popup, 'button', 'Clear done');
    await until(
      () => popup.evaluate(() => !document.body.textContent.includes('was not finished')),
      'it has been read',
    );
    expect(attaches()).toEqual([]);
    await choose(/Keep them sealed on this computer/);
  });

  it('waits for its person who signs out, and nothing is sent meanwhile', async () => {
    const page = await world.openRecord('Mary Jones');
    const { box } = await world.screen.find(page, 'button', woundPhoto);
    const put = world.sandbox.fault({ on: 'put', hold: true });
    await world.drop(page, [fileNamed('left.png', pictureWith('left'))], middle(box));
    await world.sandbox.wait(({ op }) => op === 'put', { at: 'arrival' });
    await world.screen.click(page, 'button', 'Sign out');
    await world.sandbox.wait(({ op }) => op === 'logout');
    put.release();
    await world.sandbox.wait(({ op, status }) => op === 'put' && status === 200);
    const popup = await world.extensionPage('popup.html');
    await until(
      () => popup.evaluate(() => document.body.textContent.includes('1 upload waits for somebody')),
      'the popup counts it',
    );
    expect(attaches()).toEqual([]);
    await world.openRecord('Mary Jones');
    await world.sandbox.wait(({ op, status }) => op === 'attach' && status === 200);
    expect(attaches()).toHaveLength(1);
  });
});

/** Runs in a page of the extension: whether its store turns down a megabyte. */
async function isFull(): Promise<boolean> {
  const name = 'attach-for-biot-room';
  const db = await new Promise<IDBDatabase>((open, failed) => {
    const request = indexedDB.open(name);
    request.onupgradeneeded = () => request.result.createObjectStore('room');
    request.onsuccess = () => open(request.result);
    request.onerror = failed;
  });
  const transaction = db.transaction('room', 'readwrite');
  transaction.objectStore('room').put(new Uint8Array(1_000_000), 'a megabyte');
  const full = await new Promise<boolean>((told) => {
    transaction.oncomplete = () => told(false);
    transaction.onabort = () => told(true);
  });
  db.close();
  indexedDB.deleteDatabase(name);
  return full;
}

// The other browser has no way to make its store small.
describe.runIf(browsers.includes('chromium'))(
  'a file that the disk has no room for, in chromium,',
  {
    timeout: 90_000,
  },
  () => {
    const world = useWorld('chromium', { forgets: true });

    /** Drops a file while the extension may keep next to nothing, and the store takes it not yet. */
    async function dropped() {
      const options = await world.extensionPage('options.html');
      const session = await options.createCDPSession();
      const { origin } = world.driver;
      await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 200_000 });
      // The browser remembers for half a minute how much room there was.
      await until(() => options.evaluate(isFull), 'the extension may keep next to nothing', 45_000);
      const page = await world.openRecord('Mary Jones');
      const put = world.sandbox.fault({ on: 'put', hold: true });
      const { box } = await world.screen.find(page, 'button', woundPhoto);
      await world.drop(page, [fileNamed('large.png', pictureWith('large'.repeat(20)))], middle(box));
      await world.sandbox.wait(({ op }) => op === 'put', { at: 'arrival' });
      await until(async () => {
        const zones = await world.screen.zones(page);
        return zones.some(({ description }) => description?.includes('leave this browser open'));
      }, 'the zone says that the file is in memory only');
      const roomAgain = () => session.send('Storage.overrideQuotaForOrigin', { origin });
      return { page, put, roomAgain };
    }

    it('is in memory only, says so, and is attached', async () => {
      const { page, put, roomAgain } = await dropped();
      put.release();
      await world.sandbox.wait(({ op, status }) => op === 'attach' && status === 200);
      await world.screen.find(page, 'button', /^Undo/);
      await roomAgain();
    });

    it('is told of by the worker that comes after its own', async () => {
      const { put, roomAgain } = await dropped();
      await world.driver.stopBackground();
      put.release();
      await roomAgain();
      const popup = await world.extensionPage('popup.html');
      await until(
        () => popup.evaluate(() => document.body.textContent.includes('1 upload was not finished')),
        'the popup says so',
      );
      expect(world.sandbox.log.filter(({ op }) => op === 'attach')).toEqual([]);
      await world.screen.click(popup, 'button', 'Clear done');
    });
  },
);
