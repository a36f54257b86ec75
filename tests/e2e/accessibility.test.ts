import axe from 'axe-core';
import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { woundPicture } from '../sandbox/pictures.ts';
import { inChromium } from './support/browsers.ts';
import { middle } from './support/driver.ts';
import { fileNamed } from './support/files.ts';
import { isolatedWorld } from './support/isolated-world.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

/** Closed shadow roots are open to the extension's own world: there axe sees what a screen reader does. */
const look = `(async () => {
  const closed = (element) => chrome.dom?.openOrClosedShadowRoot(element) ?? null;
  Object.defineProperty(Element.prototype, 'shadowRoot', { configurable: true, get() { return closed(this); } });
  const only = document.querySelector('attach-for-biot') ? { include: [['attach-for-biot']] } : document;
  const { violations } = await axe.run(only, { rules: { region: { enabled: false } } });
  return JSON.stringify(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 200))]));
})()`;

async function violations(page: Page, origin: string): Promise<string> {
  const session = await page.createCDPSession();
  const world = page.url().startsWith(origin) ? {} : { contextId: await isolatedWorld(session, origin) };
  await session.send('Runtime.evaluate', { expression: axe.source, ...world });
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression: look,
    awaitPromise: true,
    ...world,
  });
  await session.detach();
  return exceptionDetails ? JSON.stringify(exceptionDetails) : String(result.value);
}

/** Runs in a page. */
const textOf = () => document.body.textContent;

// axe reads closed shadow roots through chrome.dom, which the harness reaches in Chromium only.
describe.runIf(inChromium).each(['light', 'dark'] as const)('in %s, axe finds nothing', (colorScheme) => {
  const world = useWorld('chromium', { colorScheme, forgets: true });
  const woundPhoto = 'Attach to Wound photo, Mary Jones';

  it('on zones, chooser and an attached value', async () => {
    const { origin } = world.driver;
    const page = await world.openRecord('Mary Jones');
    await world.screen.find(page, 'button', woundPhoto);
    expect(await violations(page, origin)).toBe('[]');
    await world.paste(page, woundPicture(2, 64, 48));
    await world.screen.find(page, 'dialog', 'Attach to which attribute?');
    expect(await violations(page, origin)).toBe('[]');
    await page.keyboard.press('1');
    await world.screen.find(page, 'button', 'Undo');
    expect(await violations(page, origin)).toBe('[]');
  });

  it('on a file that went wrong, and on the window in which another record is searched for', async () => {
    const page = await world.openRecord('Mary Jones');
    world.sandbox.fault({ on: 'attach', status: 403, body: { code: 'ACCESS_DENIED' } });
    const { box } = await world.screen.find(page, 'button', woundPhoto);
    await world.drop(page, [fileNamed('heel.png', woundPicture(5, 64, 48))], middle(box));
    await world.screen.find(page, 'button', 'Choose another record');
    expect(await violations(page, world.driver.origin)).toBe('[]');
    await world.screen.click(page, 'button', 'Choose another record');
    const picker = await world.opened('send.html');
    await world.screen.find(picker, 'searchbox', 'Search records');
    expect(await violations(picker, world.driver.origin)).toBe('[]');
    await picker.keyboard.type('mary');
    await until(async () => (await world.screen.things(picker, 'option')).length > 1, 'records are found');
    expect(await violations(picker, world.driver.origin)).toBe('[]');
    await picker.keyboard.press('Enter');
    await world.screen.find(picker, 'dialog', 'Attach to which attribute?');
    expect(await violations(picker, world.driver.origin)).toBe('[]');
  });

  it('on the dock', async () => {
    const page = await world.openRecord('Mary Jones');
    await world.screen.click(page, 'button', /panel/);
    await world.screen.find(page, 'complementary', 'Attach for BioT');
    expect(await violations(page, world.driver.origin)).toBe('[]');
  });

  it('on the table of many files', async () => {
    await world.openRecord('Mary Jones');
    const page = await world.extensionPage('assign.html');
    await until(async () => /Records: 1/.test(await page.evaluate(textOf)), 'the list is loaded');
    const files = ['40017 a.png', 'holiday.png', 'empty.png'];
    const paths = files.map((name, index) =>
      fileNamed(name, index < 2 ? woundPicture(index, 9, 9) : Buffer.alloc(0)),
    );
    await world.drop(page, paths, { x: 500, y: 500 });
    await world.screen.find(page, 'button', /^All/);
    expect(await violations(page, world.driver.origin)).toBe('[]');
    await page.focus('[role=grid]');
    await page.keyboard.press('Enter');
    await world.screen.find(page, 'dialog', 'Attach to which record?');
    expect(await violations(page, world.driver.origin)).toBe('[]');
  });

  it.each(['popup.html', 'options.html'])('on %s', async (path) => {
    await world.openRecord('Mary Jones');
    const page = await world.extensionPage(path);
    await page.waitForSelector('main');
    expect(await violations(page, world.driver.origin)).toBe('[]');
  });
});
