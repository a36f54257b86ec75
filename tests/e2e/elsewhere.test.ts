import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { woundPicture } from '../sandbox/pictures.ts';
import { browsers } from './support/browsers.ts';
import { middle } from './support/driver.ts';
import { fileNamed } from './support/files.ts';
import { pressToClose } from './support/keys.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

const png = woundPicture(12, 90, 60);
const path = fileNamed('heel.png', png);

describe.each(browsers)('a file that its record does not take, in %s,', (browser) => {
  const world = useWorld(browser, { forgets: true });

  /** The attach is refused for good; the picker is opened from the zone. */
  async function picker(): Promise<Page> {
    const page = await world.openRecord('Mary Jones');
    const { box } = await world.screen.find(page, 'button', 'Attach to Wound photo, Mary Jones');
    world.sandbox.fault({ on: 'attach', status: 403, body: { code: 'ACCESS_DENIED' } });
    await world.drop(page, [path], middle(box));
    await world.screen.find(page, 'button', 'Choose another record');
    await world.screen.click(page, 'button', 'Choose another record');
    return world.opened('send.html');
  }
  const written = (page: Page) => page.evaluate(() => document.body.textContent);

  it('goes to another one that is searched for, by keyboard alone', async () => {
    const page = await picker();
    await until(async () => (await written(page)).includes('heel.png'), 'the picker names the file');
    await page.keyboard.type('zoë mü');
    await until(async () => (await written(page)).includes('Zoë Müller-Lüdenscheidt'), 'she is found');
    await page.keyboard.press('Enter');
    await world.screen.find(page, 'dialog', 'Attach to which attribute?');
    await pressToClose(page);
    const attach = await world.sandbox.wait(({ op, status }) => op === 'attach' && status === 200);
    const zoe = world.patientCalled('Zoë Müller-Lüdenscheidt');
    expect(attach).toMatchObject({ entityId: zoe, attribute: 'wound_photo' });
    const isGone = () => page.evaluate(() => false).catch(() => true);
    await until(isGone, 'the picker has closed itself');
    // With a file of its own, and nothing of it at the record that it was dropped on.
    const created = world.sandbox.log.filter(({ op }) => op === 'create');
    expect(created.map(({ fileName }) => fileName)).toEqual(['heel.png', 'heel.png']);
    expect(created[1]?.fileId).toBe(attach.fileId);
    expect(world.sandbox.attribute(world.patientCalled('Mary Jones'), 'wound_photo')).toBeNull();
  });

  it('finds nothing, says so, and stays kept', async () => {
    const page = await picker();
    await until(async () => (await written(page)).includes('heel.png'), 'the picker names the file');
    await page.keyboard.type('nobody is called so');
    await until(async () => (await written(page)).includes('No record found.'), 'it says so');
    await page.close();
    const popup = await world.extensionPage('popup.html');
    await world.screen.find(popup, 'button', 'Choose another record');
  });
});
