import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { woundPicture } from '../sandbox/pictures.ts';
import { browsers } from './support/browsers.ts';
import { fileNamed } from './support/files.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

const png = woundPicture(41, 100, 80);
const [left, right] = ['left.png', 'right.png'].map((name) => fileNamed(name, png)) as [string, string];
const csv = fileNamed('series.csv', 'time,value\n1,2\n');
const question = 'Attach to which attribute?';

describe.each(browsers)('the chooser, in %s,', (browser) => {
  const world = useWorld(browser, { forgets: true });

  async function open(): Promise<Page> {
    const page = await world.openRecord('Mary Jones');
    await world.screen.find(page, 'button', 'Attach to Wound photo, Mary Jones');
    return page;
  }
  const dropOnPage = (page: Page, ...paths: string[]) => world.drop(page, paths, { x: 640, y: 30 });
  const attached = (count: number) =>
    world.sandbox.wait(({ op, status }) => op === 'attach' && status === 200, { count });
  const options = async (page: Page) =>
    (await world.screen.things(page, 'option')).map(({ name, text }) => name || text);

  it('asks for each of several files, and offers no attribute twice', async () => {
    const page = await open();
    await dropOnPage(page, left, right);
    await world.screen.find(page, 'dialog', question);
    await page.keyboard.press('Enter');
    expect((await attached(1)).attribute).toBe('wound_photo');
    await until(
      async () => (await options(page)).some((one) => /Wound photo ?Gets left\.png/.test(one)),
      'what is taken',
    );
    await page.keyboard.press('Enter');
    expect((await attached(2)).attribute).toBe('ecg_strip');
    const names = world.sandbox.log.filter(({ op, from }) => op === 'attach' && from === 'extension');
    expect(names.map(({ fileName }) => fileName)).toEqual(['left.png', 'right.png']);
  });

  it('takes no attribute that would refuse the file, by any key', async () => {
    const page = await open();
    await dropOnPage(page, csv);
    await world.screen.find(page, 'dialog', question);
    await page.keyboard.press('1');
    // The first that takes a table is marked.
    await page.keyboard.press('Enter');
    expect(await attached(1)).toMatchObject({ attribute: 'analysis_file', contentType: 'text/csv' });
    expect(world.sandbox.log.filter(({ op, from }) => op === 'create' && from === 'extension')).toHaveLength(
      1,
    );
  });

  it('offers the attribute used last first, and is closed by Esc without a trace', async () => {
    const page = await open();
    await dropOnPage(page, left);
    await world.screen.find(page, 'dialog', question);
    const at = (await options(page)).findIndex((one) => /ECG strip/.test(one));
    await page.keyboard.press(at === 0 ? '1' : at === 1 ? '2' : at === 2 ? '3' : '4');
    expect((await attached(1)).attribute).toBe('ecg_strip');
    await dropOnPage(page, right);
    await world.screen.find(page, 'dialog', question);
    await until(async () => /ECG strip/.test((await options(page))[0] ?? ''), 'the ECG strip comes first');
    await page.keyboard.press('Escape');
    await world.screen.gone(page, 'dialog', question);
    expect(world.sandbox.log.filter(({ op, from }) => op === 'create' && from === 'extension')).toHaveLength(
      1,
    );
  });

  it('leaves text that is pasted into a field to the field, and takes a picture from there', async () => {
    const page = await world.openRecord('Mary Jones');
    await world.screen.find(page, 'button', 'Attach to Wound photo, Mary Jones');
    await page.evaluate(() => {
      const field = document.createElement('textarea');
      field.id = 'field';
      document.body.prepend(field);
      field.focus();
    });
    await world.driver.paste(page, { type: 'text/plain', bytes: Buffer.from('some words') });
    await until(
      () =>
        page.$eval('#field', (field) => field instanceof HTMLTextAreaElement && field.value === 'some words'),
      'the words are in the field',
    );
    await page.focus('#field');
    await world.paste(page, png);
    await world.screen.find(page, 'dialog', question);
    await page.keyboard.press('Escape');
  });
});
