import { createHash } from 'node:crypto';
import type { Page } from 'puppeteer';
import { beforeEach, describe, expect, it } from 'vitest';
import { woundPicture } from '../sandbox/pictures.ts';
import { browsers } from './support/browsers.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

const png = woundPicture(31, 200, 120);
const sha256 = createHash('sha256').update(png).digest('hex');
const host = 'atlas.example';

describe.each(browsers)('"Send to BioT attribute" in %s', { timeout: 60_000 }, (browser) => {
  const world = useWorld(browser, { forgets: true, window: true });

  beforeEach(() => {
    world.sandbox.site(host, {
      '/': {
        type: 'text/html',
        body: '<!doctype html><title>Atlas</title><img src="/pictures/heel%20ulcer.png" width="200" height="120">',
      },
      '/pictures/heel%20ulcer.png': { type: 'image/png', body: png },
    });
  });

  const written = (page: Page) => page.evaluate(() => document.body.textContent);

  async function send(): Promise<Page> {
    const page = await world.newPage();
    await page.goto(`https://${host}/`);
    await world.driver.takeFromMenu(page, { x: 60, y: 60 }, 1);
    return world.opened('send.html');
  }

  it('brings a picture to a record that is searched for, byte by byte', async () => {
    await world.openRecord('Thomas Ade');
    const picker = await send();
    await until(async () => (await written(picker)).includes('heel ulcer.png'), 'the picker names the file');
    await picker.bringToFront();
    await picker.keyboard.type('mary');
    await until(async () => (await written(picker)).includes('Mary Jones'), 'she is found');
    await picker.keyboard.press('Enter');
    await world.screen.find(picker, 'dialog', 'Attach to which attribute?');
    await picker.keyboard.press('Enter');
    const attach = await world.sandbox.wait(({ op, status }) => op === 'attach' && status === 200);
    expect(attach.entityId).toBe(world.patientCalled('Mary Jones'));
    const held = world.sandbox.attribute(String(attach.entityId), String(attach.attribute))?.file;
    expect(held).toMatchObject({ name: 'heel ulcer.png', mimeType: 'image/png', sha256 });
  });
});
