import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { woundPicture } from '../sandbox/pictures.ts';
import { browsers } from './support/browsers.ts';
import { middle } from './support/driver.ts';
import { fileNamed } from './support/files.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

const heel = fileNamed('heel.png', woundPicture(8, 120, 90));
const copy = fileNamed('copy.png', woundPicture(8, 120, 90));
const woundPhoto = 'Attach to Wound photo, Mary Jones';

describe.each(browsers)('the same file in %s', (browser) => {
  const world = useWorld(browser, { forgets: true });

  const writes = () =>
    world.sandbox.log
      .filter(({ op, from }) => from === 'extension' && ['create', 'put', 'attach'].includes(op))
      .map(({ op, status }) => `${op} ${status}`);
  const told = (page: Page, sentence: RegExp) =>
    until(
      async () => (await world.screen.things(page, 'status')).some(({ text }) => sentence.test(text)),
      `the page says ${sentence}`,
    );
  const attached = () => world.sandbox.attribute(world.patientCalled('Mary Jones'), 'wound_photo');

  it('dropped in two tabs and once more under another name is sent and attached once', async () => {
    const [page, other] = [await world.openRecord('Mary Jones'), await world.openRecord('Mary Jones')];
    const put = world.sandbox.fault({ on: 'put', hold: 'before' });
    await page.bringToFront();
    const { box } = await world.screen.find(page, 'button', woundPhoto);
    await world.drop(page, [heel], middle(box));
    await world.sandbox.wait(({ op }) => op === 'put', { at: 'arrival' });
    await other.bringToFront();
    await world.drop(other, [copy], middle(box));
    await told(other, /copy\.png is already on its way to Wound photo/);
    put.release();
    await world.screen.find(other, 'button', /^Undo/);
    expect(writes()).toEqual(['create 200', 'put 200', 'attach 200']);
    expect(attached()?.file?.name).toBe('heel.png');
  });

  it('that stands attached already is not sent again, and is once it was undone', async () => {
    const page = await world.openRecord('Mary Jones');
    const { box } = await world.screen.find(page, 'button', woundPhoto);
    await world.drop(page, [heel], middle(box));
    await world.screen.find(page, 'button', /^Undo/);
    const before = writes();
    await world.drop(page, [copy], middle(box));
    await world.screen.click(page, 'button', 'Replace');
    await told(page, /copy\.png is already attached as Wound photo/);
    expect(writes()).toEqual(before);
    await world.screen.click(page, 'button', /^Undo/);
    await until(async () => attached() === null, 'it is taken back');
    await until(
      async () => (await world.screen.things(page, 'button')).some(({ name }) => name === woundPhoto),
      'the zone is empty again',
    );
    await world.drop(page, [heel], middle(box));
    await until(async () => attached()?.file?.name === 'heel.png', 'it is attached anew');
  });

  it('for another attribute is no duplicate', async () => {
    const page = await world.openRecord('Mary Jones');
    const put = world.sandbox.fault({ on: 'put', hold: 'before', times: 2 });
    for (const name of [woundPhoto, 'Attach to ECG strip, Mary Jones']) {
      const { box } = await world.screen.find(page, 'button', name);
      await world.drop(page, [heel], middle(box));
    }
    await until(async () => writes().filter((one) => one.startsWith('create')).length === 2, 'both are sent');
    put.release();
    await until(async () => writes().filter((one) => one === 'attach 200').length === 2, 'both are attached');
  });
});
