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
    const page = await world.openRecord('Mary Jones');
    // Signed in already, as the same person.
    const other = await world.newPage();
    await other.goto(world.sandbox.portal);
    await world.openPatient(other, world.patientCalled('Mary Jones'));
    await world.screen.find(other, 'button', woundPhoto);
    const put = world.sandbox.fault({ on: 'put', hold: 'before' });
    await page.bringToFront();
    const { box } = await world.screen.find(page, 'button', woundPhoto);
    await world.drop(page, [heel], middle(box));
    await world.sandbox.wait(({ op }) => op === 'put', { at: 'arrival' });
    await other.bringToFront();
    await world.drop(other, [copy], middle(box));
    await told(other, /copy\.png is already on its way to Wound photo/);
    put.release();
    await world.sandbox.wait(({ op, status }) => op === 'attach' && status === 200);
    expect(writes()).toEqual(['create 200', 'put 200', 'attach 200']);
    expect(attached()?.file?.name).toBe('heel.png');
  });

  it('that stands attached already is not sent again', async () => {
    const page = await world.openRecord('Mary Jones');
    const { box } = await world.screen.find(page, 'button', woundPhoto);
    await world.drop(page, [heel], middle(box));
    await world.screen.find(page, 'button', /^Undo/);
    const before = writes();
    await world.drop(page, [copy], middle(box));
    await world.screen.click(page, 'button', 'Replace');
    await told(page, /copy\.png is already attached as Wound photo/);
    expect(writes()).toEqual(before);
  });

  it('is sent again once it was undone', async () => {
    const page = await world.openRecord('Mary Jones');
    const { box } = await world.screen.find(page, 'button', woundPhoto);
    await world.drop(page, [heel], middle(box));
    await world.screen.click(page, 'button', /^Undo/);
    await told(page, /Taken back/);
    expect(attached()).toBeNull();
    await world.drop(page, [heel], middle(box));
    await until(async () => attached() !== null, 'it is attached anew');
    expect(writes().filter((one) => one === 'put 200')).toHaveLength(2);
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
