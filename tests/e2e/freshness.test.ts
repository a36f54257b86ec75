import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { woundPicture } from '../sandbox/pictures.ts';
import { browsers } from './support/browsers.ts';
import { middle } from './support/driver.ts';
import { fileNamed } from './support/files.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

const path = fileNamed('new.png', woundPicture(61, 160, 120));
const zone = 'Attach to Wound photo, Mary Jones';

/** Runs in the page: writes down each wish to reload, as an External Page would send it. */
function listen(): void {
  Reflect.set(globalThis, 'wishes', 0);
  addEventListener('message', ({ data, origin }) => {
    if (data?.name !== 'ON_RELOAD_ENTITY' || data.payload !== null || origin !== location.origin) return;
    Reflect.set(globalThis, 'wishes', Reflect.get(globalThis, 'wishes') + 1);
  });
}

/** Runs in the page, as if a person had typed something into the form's first field, or taken it back. */
function type(text: string | null): boolean {
  const field = document.querySelector('form input');
  if (!(field instanceof HTMLInputElement)) return false;
  field.value = text ?? field.defaultValue;
  // What a portal writes into a text area itself cannot be told from what a person has typed there.
  for (const area of document.querySelectorAll('textarea')) area.defaultValue = area.value;
  for (const event of ['input', 'change']) field.dispatchEvent(new Event(event, { bubbles: true }));
  return true;
}

describe.each(browsers)('a page whose record has changed by our doing, in %s,', (browser) => {
  const world = useWorld(browser, { switches: { skin: 'plain', hearsReload: 'no' }, forgets: true });

  async function attached(prepare?: (page: Page) => Promise<void>): Promise<Page> {
    const page = await world.openRecord('Mary Jones');
    await prepare?.(page);
    await page.evaluate(listen);
    const { box } = await world.screen.find(page, 'button', zone);
    await world.drop(page, [path], middle(box));
    await world.screen.find(page, 'button', 'Undo');
    return page;
  }

  it('is asked to read it again, once; where it does not, a reload is offered and shows the file', async () => {
    const page = await attached();
    const wishes = () => page.evaluate(() => Number(Reflect.get(globalThis, 'wishes')));
    await until(async () => (await wishes()) === 1, 'the portal was asked');
    await world.screen.find(page, 'button', 'Reload');
    expect(await wishes()).toBe(1);
    await world.screen.find(page, 'img', 'new.png, Wound photo');
    const reads = () => world.sandbox.log.filter(({ op, from }) => op === 'read' && from === 'portal').length;
    const before = reads();
    await world.screen.click(page, 'button', 'Reload');
    await until(async () => reads() > before, 'the portal reads the record');
    await until(
      () => page.evaluate(() => document.body.textContent.includes('new.png')),
      'the portal shows the file',
    );
    await world.screen.gone(page, 'button', 'Reload');
    expect(world.sandbox.log.filter(({ op, from }) => op === 'attach' && from === 'extension')).toHaveLength(
      1,
    );
  });

  it('shows the file by itself where the portal hears', async () => {
    world.sandbox.switches.hearsReload = 'window';
    const page = await attached();
    await until(
      () => page.evaluate(() => document.body.textContent.includes('new.png')),
      'the portal shows the file',
    );
    expect(page.url()).toContain(world.patientCalled('Mary Jones'));
  });

  it('is not offered a reload while something stands in its form that would be lost', async () => {
    const page = await attached(async (record) => {
      await world.screen.click(record, 'button', 'Edit Details');
      await until(() => record.$('form textarea'), 'the form is there');
    });
    await page.evaluate(type, null);
    await world.screen.find(page, 'button', 'Reload');
    await page.evaluate(type, 'Maria');
    await world.screen.gone(page, 'button', 'Reload');
    await page.evaluate(type, null);
    await world.screen.find(page, 'button', 'Reload');
  });
});
