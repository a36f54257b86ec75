import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { Page } from 'puppeteer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { woundPicture } from '../sandbox/pictures.ts';
import { browsers } from './support/browsers.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

describe.each(browsers)('many files at once, in %s', { timeout: 120_000 }, (browser) => {
  const world = useWorld(browser, { forgets: true });
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'attach-card-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** A picture of its own, so that no two files have the same content. */
  let drawn = 0;
  function put(path: string): Buffer {
    const bytes = Buffer.concat([woundPicture(1, 12, 8), Buffer.from(`#${drawn++}`)]);
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), bytes);
    return bytes;
  }
  const written = (page: Page) => page.evaluate(() => document.body.textContent);
  const says = (page: Page, sentence: string | RegExp) =>
    until(async () => {
      const text = await written(page);
      return typeof sentence === 'string' ? text.includes(sentence) : sentence.test(text);
    }, `it says: ${sentence}`);

  /** What is dropped. No driver drops folders in Firefox, whose pages may not look at the disk: there it is a .zip. */
  function cardOf(from: string): string {
    if (browser === 'chromium') return join(from, 'card');
    const names = readdirSync(from, { recursive: true, encoding: 'utf8' });
    const files = names.filter((name) => statSync(join(from, name)).isFile());
    const zip = join(from, 'card.zip');
    writeFileSync(
      zip,
      zipSync(Object.fromEntries(files.map((name) => [name, readFileSync(join(from, name))]))),
    );
    return zip;
  }

  /** The table, with all patients of the crowd and the folder's content. */
  async function table(count: number): Promise<Page> {
    await world.openRecord('Mary Jones');
    const page = await world.extensionPage('assign.html');
    await says(page, 'Records: 1');
    await choose(page, 'Records', 'Patients');
    await world.screen.click(page, 'button', 'Load records');
    await says(page, /Records: [0-9]{2,}/);
    await world.drop(page, [cardOf(folder)], { x: 400, y: 500 });
    await says(page, `All ${count}`);
    return page;
  }
  /** Chooses in a list that is called so. */
  const choose = (page: Page, name: string, option: string) =>
    page.evaluate(
      (called, wanted) => {
        const labels = [...document.querySelectorAll('label')];
        const select = labels.find((one) => one.firstChild?.textContent === called)?.querySelector('select');
        if (!select) throw new Error(`No choice called ${called}`);
        select.selectedIndex = [...select.options].findIndex(({ text }) => text === wanted);
        select.dispatchEvent(new Event('change', { bubbles: true }));
      },
      name,
      option,
    );
  const attached = () => world.sandbox.log.filter(({ op, status }) => op === 'attach' && status === 200);

  it('finds records for files in folders, and attaches what a person has confirmed', async () => {
    const people = world.sandbox.crowd(40);
    const bytes = new Map<string, Buffer>();
    for (const [index, { mrn, _id }] of people.slice(0, 8).entries())
      bytes.set(_id, put(`card/day ${index % 3}/${mrn}/wound.png`));
    put(`card/${people[8]?._caption}.png`);
    put('card/holiday.png');
    const page = await table(10);
    await choose(page, 'Attribute', 'Wound photo');
    await says(page, 'To attach 8');
    await says(page, 'Several records 1');
    await says(page, 'No record 1');
    await page.screenshot({ path: `/tmp/bulk-${browser}-1.png` });
    await world.screen.click(page, 'button', 'Attach 8 files');
    await says(page, 'Files: 8. Records they go to: 8.');
    await page.screenshot({ path: `/tmp/bulk-${browser}-2.png` });
    expect(world.sandbox.log.filter(({ op }) => op === 'create')).toEqual([]);
    await world.screen.click(page, 'button', 'Attach 8 files');
    await says(page, 'Attached: 8 of 8.');
    await page.screenshot({ path: `/tmp/bulk-${browser}-3.png` });
    for (const [id, one] of bytes)
      expect(world.sandbox.attribute(id, 'wound_photo')?.file?.bytes?.equals(one), id).toBe(true);
    expect(attached()).toHaveLength(8);
  });
});
