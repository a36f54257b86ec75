import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { woundPicture } from '../sandbox/pictures.ts';
import { browsers } from './support/browsers.ts';
import { middle } from './support/driver.ts';
import { fileNamed } from './support/files.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

const path = fileNamed('heel.png', woundPicture(12, 160, 120));

/** Runs in a page of the extension. */
const badgeText = (): Promise<string> => {
  const scope = globalThis as unknown as {
    chrome: { action: { getBadgeText(of: object): Promise<string> } };
  };
  return scope.chrome.action.getBadgeText({});
};

describe.each(browsers)('the popup, in %s,', (browser) => {
  const world = useWorld(browser, { forgets: true });

  /** Drops the picture on somebody's record; the portal's page. */
  async function drop(who: string, open?: Page): Promise<Page> {
    const page = open ?? (await world.openRecord(who));
    if (open) await world.openPatient(open, world.patientCalled(who));
    const { box } = await world.screen.find(page, 'button', `Attach to Wound photo, ${who}`);
    await world.drop(page, [path], middle(box));
    return page;
  }

  const badge = (popup: Page, text: string) =>
    until(async () => (await popup.evaluate(badgeText)) === text, `a badge that says "${text}"`);

  const says = (popup: Page, text: string) =>
    until(async () => (await popup.evaluate(() => document.body.textContent)).includes(text), text);

  it('shows what runs, with its progress, and cancels it', async () => {
    const held = world.sandbox.fault({ on: 'put', hold: true });
    await drop('Mary Jones');
    await world.sandbox.wait(({ op }) => op === 'put', { at: 'arrival' });
    const popup = await world.extensionPage('popup.html');
    await world.screen.find(popup, 'progressbar', 'heel.png');
    await says(popup, '1 running');
    await says(popup, 'Mary Jones');
    await badge(popup, '1');
    await world.screen.click(popup, 'button', 'Cancel');
    await says(popup, 'Cancelled. The record is unchanged.');
    await badge(popup, '');
    held.release();
    await world.screen.click(popup, 'button', 'Clear done');
    await says(popup, 'No uploads.');
    expect(world.sandbox.log.filter(({ op, from }) => op === 'attach' && from === 'extension')).toEqual([]);
  });

  it('says what needs somebody, and tries again', async () => {
    world.sandbox.fault({ on: 'create', status: 403, body: '<html>blocked</html>' });
    await drop('Mary Jones');
    const popup = await world.extensionPage('popup.html');
    await says(popup, 'The protection in front of BioT turned heel.png away.');
    await says(popup, '1 needs you');
    await badge(popup, '!');
    await world.screen.click(popup, 'button', 'Try again');
    await world.sandbox.wait(({ op, status }) => op === 'attach' && status === 200);
    await says(popup, 'Attached to Mary Jones');
    await badge(popup, '');
  });

  it('undoes, and names the file where several have the same button', async () => {
    const page = await drop('Mary Jones');
    await world.sandbox.wait(({ op, status }) => op === 'attach' && status === 200);
    await drop('Åsa Björkström', page);
    await world.sandbox.wait(({ op, status }) => op === 'attach' && status === 200, { count: 2 });
    const popup = await world.extensionPage('popup.html');
    await says(popup, '2 attached');
    const undo = async () =>
      (await world.screen.things(popup, 'button')).filter(({ name }) => /^Undo/.test(name));
    await until(async () => (await undo()).length === 2, 'two uploads that can be undone');
    expect((await undo()).map(({ name }) => name)).toEqual(['Undo: heel.png', 'Undo: heel.png']);
    const [newest] = await undo();
    if (!newest?.box) throw new Error('The button is not drawn.');
    const { x, y } = middle(newest.box);
    await popup.mouse.click(x, y);
    await says(popup, 'Taken back. What was there before is there again.');
    expect(world.sandbox.attribute(world.patientCalled('Åsa Björkström'), 'wound_photo')).toBeNull();
    expect(world.sandbox.attribute(world.patientCalled('Mary Jones'), 'wound_photo')).not.toBeNull();
  });
});
