import { describe, expect, it } from 'vitest';
import { woundPicture } from '../sandbox/pictures.ts';
import { useAssigning } from './support/assigning.ts';
import { browsers } from './support/browsers.ts';
import { middle } from './support/driver.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

describe.each(browsers)('many files that are on their way, in %s,', { timeout: 120_000 }, (browser) => {
  const world = useWorld(browser, { forgets: true });
  const { put, write, says, written, table, choose, attach } = useAssigning(browser, world);
  const done = (op: string) => world.sandbox.log.filter((one) => one.op === op && one.status === 200).length;
  const keptOf = async (page: Parameters<typeof written>[0]) =>
    Number(/all files are kept: (\d+) of/.exec(await written(page))?.[1] ?? -1);

  async function ready(count: number) {
    for (const { mrn } of world.sandbox.crowd(count)) put(`card/${mrn}.png`);
    const page = await table(count);
    await choose(page, 'Attribute', 'Wound photo');
    return page;
  }

  it('wait when they are paused, and go on', async () => {
    const page = await ready(90);
    await attach(page, 90, 'Files: 90.');
    await world.screen.click(page, 'button', 'Pause');
    await world.screen.find(page, 'button', 'Go on');
    // Those that had begun are kept, and attached; then nothing moves.
    let before = -1;
    const kept = await until(async () => {
      const now = await keptOf(page);
      const stands = now === before && done('attach') === now;
      before = now;
      return stands && now;
    }, 'what was kept is attached, and no more is kept');
    expect(kept).toBeLessThan(90);
    await world.screen.click(page, 'button', 'Go on');
    await says(page, 'Attached: 90 of 90.', 60_000);
    expect(done('attach')).toBe(90);
  });

  it('let one go first that somebody drops on a record meanwhile', async () => {
    const page = await ready(70);
    const record = await world.openRecord('Mary Jones');
    const { box } = await world.screen.find(record, 'button', 'Attach to Wound photo, Mary Jones');
    const puts = world.sandbox.fault({ on: 'put', times: 100, hold: 'before' });
    await page.bringToFront();
    await attach(page, 70, 'Files: 70.');
    await says(page, 'Attached: 0 of 70. You can close this tab', 30_000);
    await until(async () => done('create') >= 24, 'all places are taken');
    await record.bringToFront();
    await world.drop(record, [write('urgent.png', woundPicture(5, 30, 20))], middle(box));
    await world.screen.find(record, 'button', 'Cancel');
    puts.release();
    await until(async () => done('attach') === 71, 'all are attached', 60_000);
    const names = world.sandbox.log
      .filter(({ op }) => op === 'create')
      .toSorted((one, other) => one.seq - other.seq)
      .map(({ fileName }) => fileName);
    // Those that were on their way, and the few that began before it was kept.
    expect(names.indexOf('urgent.png')).toBeLessThan(34);
  });

  it('are not sent where they are cancelled, and those that were stay', async () => {
    const page = await ready(40);
    const rest = world.sandbox.fault({ on: 'put', after: 5, times: 100, hold: 'before' });
    await attach(page, 40, 'Files: 40.');
    await says(page, 'Attached: 5 of 40. You can close this tab', 30_000);
    await world.screen.click(page, 'button', 'Cancel what is left');
    await says(page, 'Taken back 35');
    rest.release();
    await says(page, 'Attached: 5 of 40.');
    await world.screen.gone(page, 'button', 'Cancel what is left');
    expect(done('attach')).toBe(5);
  });

  it('are marked, and given to their record, their attribute or nobody together', async () => {
    for (const name of ['a', 'b', 'c', 'd']) put(`card/${name}.png`);
    const page = await table(4);
    await says(page, 'No record 4');
    await world.screen.click(page, 'checkbox', 'Mark: b.png');
    await says(page, '1 file marked');
    await page.keyboard.down('Shift');
    await world.screen.click(page, 'checkbox', 'Mark: d.png');
    await page.keyboard.up('Shift');
    await says(page, '3 files marked');
    await world.screen.click(page, 'button', 'Attach to which record?');
    await world.screen.find(page, 'dialog', 'Attach to which record?');
    await page.keyboard.type('mary jones 40017');
    await says(page, 'Choose with the arrow keys');
    await page.keyboard.press('Enter');
    await says(page, 'No record 1');
    // Three files for one place are never sent: somebody has to say which.
    await page.evaluate(pick, 'Attribute', 'Wound photo');
    await says(page, 'Same place 3');
    await page.focus('[role=grid]');
    await page.keyboard.press('Escape');
    await world.screen.gone(page, 'button', 'Unmark');
    await page.keyboard.press('Home');
    for (const move of ['ArrowDown', 'ArrowDown'] as const) {
      await page.keyboard.down('Shift');
      await page.keyboard.press(move);
      await page.keyboard.up('Shift');
    }
    await says(page, '3 files marked');
    await world.screen.click(page, 'button', 'Skip');
    await says(page, 'Skipped 3');
    await says(page, 'Attach 1 file');
    // What a filter hides is not marked any more.
    await world.screen.click(page, 'button', 'Skipped 3');
    await world.screen.gone(page, 'button', 'Unmark');
    await page.focus('[role=grid]');
    await page.keyboard.down('Control');
    await page.keyboard.press('a');
    await page.keyboard.up('Control');
    await says(page, '3 files marked');
    await world.screen.click(page, 'button', 'Take it');
    await says(page, 'Same place 3');
  });

  it('are tried with other files of the same names where the first were none, or are gone', async () => {
    const [ann, bob] = world.sandbox.crowd(2);
    put(`card/${bob?.mrn}.png`);
    const page = await table(1);
    await choose(page, 'Attribute', 'Wound photo');
    const at = { x: 400, y: 600 };
    const name = `sub_${ann?.mrn}.png`;
    // No image, whatever it is called: only its bytes tell.
    await world.drop(page, [write(name, 'not a picture')], at);
    await says(page, 'Not taken 1');
    await world.drop(page, [write(name, woundPicture(4, 20, 20))], at);
    await says(page, 'To attach 2');
    await until(async () => !(await written(page)).includes('Looking into'), 'all are looked into');
    write(name, woundPicture(5, 30, 30));
    await attach(page, 2, 'Files: 2.');
    await says(page, 'drop other files of the same names in their place');
    expect(done('create')).toBe(1);
    await world.drop(page, [write(name, woundPicture(6, 20, 20))], at);
    await says(page, 'All 2');
    await attach(page, 1, 'Files: 1.');
    await says(page, 'Attached: 2 of 2.');
    expect(world.sandbox.attribute(String(ann?._id), 'wound_photo')?.file?.name).toBe(name);
  });

  it.each([
    ['as it is', false],
    ['as it was', true],
  ])(
    'replace nothing that somebody has put there meanwhile, where a list of records shows it %s',
    async (_, stale) => {
      const page = await ready(60);
      const theirs = world.sandbox.patients.at(-1);
      const puts = world.sandbox.fault({ on: 'put', times: 100, hold: 'before' });
      if (stale) world.sandbox.fault({ on: 'list', times: 100, stale });
      await attach(page, 60, 'Files: 60.');
      await says(page, 'Attached: 0 of 60. You can close this tab', 30_000);
      const { seq } = world.sandbox.log.at(-1) ?? { seq: 0 };
      world.sandbox.setAttribute(String(theirs?._id), 'wound_photo', {
        name: 'theirs.png',
        mimeType: 'image/png',
        bytes: woundPicture(7, 22, 22),
      });
      puts.release();
      await says(page, 'Need you 1', 30_000);
      await until(async () => done('attach') === 59, 'all others are attached', 30_000);
      expect(world.sandbox.attribute(String(theirs?._id), 'wound_photo')?.file?.name).toBe('theirs.png');
      // A list was asked for, and believed only where it showed what we had written.
      const since = world.sandbox.log.filter((one) => one.seq > seq && one.from === 'extension');
      const [lists, reads] = ['list', 'read'].map((op) => since.filter((one) => one.op === op).length);
      expect(lists).toBeGreaterThan(0);
      expect(Number(reads) > 55).toBe(stale);
    },
  );

  it('are tried again where they have failed, and only those', async () => {
    const page = await ready(12);
    const body = { code: 'ACCESS_DENIED' };
    world.sandbox.fault({ on: 'attach', after: 3, times: 4, status: 403, body });
    await attach(page, 12, 'Files: 12.');
    await says(page, 'Need you 4', 30_000);
    await says(page, 'Attached 8');
    await world.screen.click(page, 'button', 'Try failed ones again');
    await says(page, 'Attached: 12 of 12.');
    expect(done('attach')).toBe(12);
  });
});

/** Runs in the table: chooses in the list that is called so, among what is done to all that are marked. */
function pick(called: string, option: string): void {
  const select = document.querySelector<HTMLSelectElement>(`.marked select[aria-label="${called}"]`);
  if (!select) throw new Error(`No choice called ${called}`);
  select.selectedIndex = [...select.options].findIndex(({ text }) => text === option);
  select.dispatchEvent(new Event('change', { bubbles: true }));
}
