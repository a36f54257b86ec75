import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { browsers } from './support/browsers.ts';
import { tearOut } from './support/torn.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

const attributes = ['Consent form', 'Wound photo', 'ECG strip', 'Analysis file'];

describe.each(
  browsers.flatMap((browser) => (['plain', 'opaque'] as const).map((skin) => ({ browser, skin }))),
)('zones, on the $skin portal in $browser,', ({ browser, skin }) => {
  const world = useWorld(browser, { switches: { skin } });

  const zonesOf = async (page: Page) => (await world.screen.zones(page)).map(({ name }) => name);
  const shows = (page: Page, who: string) =>
    until(async () => {
      const names = await zonesOf(page);
      return attributes.every(
        (one) => names.filter((name) => name === `Attach to ${one}, ${who}`).length === 1,
      );
    }, `one zone for each attribute of ${who}`);

  it('stand once beside each file attribute and leave with the record', async () => {
    const page = await world.openRecord('Mary Jones');
    await shows(page, 'Mary Jones');
    await world.openPatient(page, world.patientCalled('Åsa Björkström'));
    await shows(page, 'Åsa Björkström');
    expect((await zonesOf(page)).filter((name) => name.includes('Mary Jones'))).toEqual([]);
    await page.goBack();
    await until(async () => (await zonesOf(page)).length === 0, 'no zone on the list');
  });

  it('tell namesakes apart by what else the page shows', async () => {
    const page = await world.openRecord('Mary Jones');
    await shows(page, 'Mary Jones');
    const [, second] = world.sandbox.patients.filter(({ _caption }) => _caption === 'Mary Jones');
    if (!second) throw new Error('The sandbox has only one Mary Jones.');
    await world.openPatient(page, second._id);
    await shows(page, 'Mary Jones');
    const text = await identityShown(page);
    expect(text).toContain('51220');
    expect(text).not.toContain('40017');
  });

  it('keep the focus that a person has given them', async () => {
    const page = await world.openRecord('Mary Jones');
    const photo = () => world.screen.find(page, 'button', 'Attach to Wound photo, Mary Jones');
    for (let tab = 0; tab < 40 && !(await photo()).focused; tab += 1) await page.keyboard.press('Tab');
    // Everything the portal shows is drawn anew, three times over.
    await page.evaluate(async () => {
      const frame = () => new Promise(requestAnimationFrame);
      for (let round = 0; round < 3; round += 1) {
        const [shown] = document.querySelectorAll('#root > *');
        shown?.replaceWith(shown.cloneNode(true));
        await frame();
      }
    });
    expect((await photo()).focused).toBe(true);
  });

  /** What the wound photo's zone says under its name. */
  async function identityShown(page: Page): Promise<string> {
    await world.screen.click(page, 'button', /panel/);
    const dock = await world.screen.find(page, 'complementary', 'Attach for BioT');
    return dock.text;
  }
});

describe.each(browsers)('zones that the portal tears out, in %s,', (browser) => {
  const world = useWorld(browser);

  it('are back each time, and never stand twice', async () => {
    const page = await world.openRecord('Mary Jones');
    await world.screen.find(page, 'button', 'Attach to Wound photo, Mary Jones');
    const watched = await page.evaluate(tearOut, 200);
    console.log(`Away for ${watched.longest.toFixed(0)} ms at most.`);
    expect(watched.back).toBe(200);
    expect(watched.most).toBe(attributes.length + 1);
    for (const one of attributes) await world.screen.find(page, 'button', `Attach to ${one}, Mary Jones`);
  });
});

describe.each(browsers)('a portal in Hebrew, in %s,', (browser) => {
  const world = useWorld(browser, { switches: { language: 'he' } });

  it('has its zones beside the names that it shows itself, written from the right', async () => {
    const page = await world.openRecord('נועה לוי');
    for (const name of ['תמונת פצע', 'רצועת אק״ג', 'קובץ ניתוח', 'Consent form']) {
      const { box } = await world.screen.find(page, 'button', `Attach to ${name}, נועה לוי`);
      const dock = await world.screen.find(page, 'complementary', 'Attach for BioT');
      expect(dock.box.x + dock.box.width).toBeLessThan(box.x + box.width);
    }
    const asked = world.sandbox.log.filter(({ op, from }) => op === 'template' && from === 'extension');
    expect(asked).not.toEqual([]);
  });
});

describe.each(browsers)('the dock, in %s,', (browser) => {
  const world = useWorld(browser);

  it('offers every attribute where their names are not on the page', async () => {
    const page = await world.openRecord('Mary Jones');
    await world.screen.find(page, 'button', 'Attach to Wound photo, Mary Jones');
    // Another tab of the portal's page shows none of them.
    await page.evaluate(() => {
      const tabs = [...document.querySelectorAll<HTMLElement>('[role=tab]')];
      tabs.find(({ textContent }) => textContent === 'Sessions')?.click();
    });
    await until(async () => {
      const dock = await world.screen.find(page, 'complementary', 'Attach for BioT');
      const rows = await world.screen.zones(page);
      return rows.length === attributes.length && rows.every(({ box }) => box.x >= dock.box.x);
    }, 'every attribute in the dock');
  });
});
