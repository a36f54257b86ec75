import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { woundPicture } from '../sandbox/pictures.ts';
import { useAssigning } from './support/assigning.ts';
import { browsers } from './support/browsers.ts';
import { saved } from './support/saved.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

describe.each(browsers)('many files at once, in %s', { timeout: 120_000 }, (browser) => {
  const world = useWorld(browser, { forgets: true });
  const { folder, put, written, says, table, choose, attach } = useAssigning(browser, world);
  const attached = () => world.sandbox.log.filter(({ op, status }) => op === 'attach' && status === 200);

  it('go to 231 records by themselves, to 12 by hand, and 57 stay; the report says what the records hold', async () => {
    const people = world.sandbox.crowd(300);
    const plain = people.filter((_, index) => index % 10 < 8).slice(0, 231);
    const twins = people.filter((_, index) => index % 10 === 8).slice(0, 12);
    for (const [index, { mrn }] of plain.entries())
      put(index % 2 ? `card/ward ${index % 7}/${mrn}/wound.png` : `card/day/wound_${mrn}.png`);
    for (const { _caption } of twins) put(`card/day/${_caption}.png`);
    for (let index = 0; index < 57; index += 1) put(`card/holiday ${index}.png`);
    const page = await table(300);
    await choose(page, 'Attribute', 'Wound photo');
    await says(page, 'To attach 231');
    await says(page, 'No record 57');
    await world.screen.click(page, 'button', 'Several records 12');
    await page.focus('[role=grid]');
    for (let left = 11; left >= 0; left -= 1) {
      // The line's own first action is to choose its record; those that are tied stand first.
      await page.keyboard.press('Enter');
      await world.screen.find(page, 'dialog', 'Attach to which record?');
      await page.keyboard.press('Enter');
      await says(page, left > 0 ? `Several records ${left}` : `To attach ${231 + 12}`);
    }
    await attach(page, 243, 'Files: 243. Records they go to: 243.');
    await until(
      async () => (await written(page)).includes('Attached: 243 of 243.'),
      'all are attached',
      90_000,
    );

    const told = JSON.parse(await page.evaluate(saved, 'Save the report (JSON)')) as Told[];
    expect(told).toHaveLength(300);
    const held = new Map(
      world.sandbox.patients.flatMap(({ _id }) => {
        const name = world.sandbox.attribute(_id, 'wound_photo')?.file?.name;
        return name === undefined ? [] : [[_id, name]];
      }),
    );
    for (const { standing, id, file } of told) {
      expect([standing, id !== ''], file).toEqual(
        file.includes('holiday') ? ['No record', false] : ['Attached', true],
      );
      if (id !== '') expect(held.get(id), file).toBe(file.split('/').at(-1));
    }
    expect(attached()).toHaveLength(243);
    const rows = (await page.evaluate(saved, 'Save the report (CSV)')).trim().split('\r\n');
    expect(rows).toHaveLength(301);
  });

  it('go where a manifest says, and nowhere where it contradicts itself; all of it is taken back', async () => {
    const [ann, bob, cy] = world.sandbox.crowd(3);
    const before = { name: 'before.png', mimeType: 'image/png', bytes: woundPicture(2, 9, 9) };
    world.sandbox.setAttribute(String(bob?._id), 'wound_photo', before);
    for (const name of ['a.png', 'b.png', 'c.png', 'd.png']) put(`card/${name}`);
    put(`card/${cy?.mrn}.png`);
    const rows = [
      'Datei;MRN;Attribute',
      `a.png;${ann?.mrn};ECG strip`,
      `b.png;${bob?.mrn};Wound photo`,
      `c.png;${ann?.mrn};`,
      `c.png;${bob?.mrn};`,
      'd.png;999999;',
    ];
    writeFileSync(join(folder(), 'scans.csv'), rows.join('\n'));
    const page = await table(5);
    await world.drop(page, [join(folder(), 'scans.csv')], { x: 400, y: 500 });
    await says(page, 'scans.csv: rows 5, of which name a file here: 4.');
    await says(page, 'Rows that contradict one another: 1.');
    await choose(page, 'Attribute', 'Wound photo');
    await says(page, 'No record 2');
    await attach(page, 3, 'Values that are there now and will be replaced: 1.');
    await says(page, 'Attached: 3 of 3.');
    const names = () => [
      world.sandbox.attribute(String(ann?._id), 'ecg_strip')?.file?.name,
      world.sandbox.attribute(String(bob?._id), 'wound_photo')?.file?.name,
      world.sandbox.attribute(String(cy?._id), 'wound_photo')?.file?.name,
    ];
    expect(names()).toEqual(['a.png', 'b.png', `${cy?.mrn}.png`]);

    // Who comes back finds what was sent.
    await page.evaluate(() => location.reload());
    await until(
      async () => (await written(page).catch(() => '')).includes('Attached: 3 of 3.'),
      'it is there again',
    );
    await world.screen.click(page, 'button', 'Undo all');
    await says(page, 'where our file still stands');
    await world.screen.click(page, 'button', 'Undo all');
    await until(
      async () => JSON.stringify(names()) === JSON.stringify([undefined, 'before.png', undefined]),
      'undone',
    );
  });

  it('that are dropped on a page of the portal open the table, with the list that stands there', async () => {
    world.sandbox.crowd(3);
    const names = Array.from({ length: 11 }, (_, index) => `card/40017 ${index}.png`);
    for (const name of names) put(name);
    const portal = await world.openRecord('Mary Jones');
    const dropped =
      browser === 'chromium' ? [join(folder(), 'card')] : names.map((name) => join(folder(), name));
    await world.drop(portal, dropped, { x: 640, y: 600 });
    const page = await world.opened('assign.html');
    await says(page, 'Records: 1');
    await says(page, 'All 11');
    await says(page, 'Which attribute 11');
    await choose(page, 'Attribute', 'Wound photo');
    // Eleven files for one place: ten of them would be lost.
    await says(page, 'Same place 11');
    await says(page, 'Attach 0 files');
  });
});

/** A line of the report. */
interface Told {
  file: string;
  standing: string;
  id: string;
}
