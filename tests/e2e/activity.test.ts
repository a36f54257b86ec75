import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { woundPicture } from '../sandbox/pictures.ts';
import { browsers } from './support/browsers.ts';
import { middle } from './support/driver.ts';
import { fileNamed } from './support/files.ts';
import { saved } from './support/saved.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

const heel = fileNamed('heel.png', woundPicture(8, 120, 90));
const formula = fileNamed('=1+1.png', woundPicture(7, 120, 90));

/** Runs in the options page: the lines of the log, each cell's text. */
const lines = (): string[][] =>
  [...document.querySelectorAll('.log tbody tr')].map((row) =>
    [...row.querySelectorAll('td')].slice(1).map((cell) => cell.textContent ?? ''),
  );

describe.each(browsers)('the activity log, in %s,', (browser) => {
  const world = useWorld(browser, { forgets: true });

  async function drop(page: Page, path: string, attribute: string): Promise<void> {
    const { box } = await world.screen.find(page, 'button', `Attach to ${attribute}, Mary Jones`);
    await world.drop(page, [path], middle(box));
  }

  it('says what became of each file, and is saved without formulas', async () => {
    const page = await world.openRecord('Mary Jones');
    await drop(page, heel, 'Wound photo');
    await world.screen.click(page, 'button', /^Undo/);
    await until(
      async () => world.sandbox.attribute(world.patientCalled('Mary Jones'), 'wound_photo') === null,
      'it is taken back',
    );
    world.sandbox.fault({ on: 'create', status: 403, body: '<html>blocked</html>' });
    await drop(page, formula, 'ECG strip');
    await world.sandbox.wait(({ op, status }) => op === 'create' && status === 403);
    const options = await until(async () => {
      const shown = await world.extensionPage('options.html');
      return until(
        async () => (await shown.evaluate(lines)).length === 3 && shown,
        'three lines',
        2_000,
      ).catch(() => null);
    }, 'everything is in the log');
    const shown = await options.evaluate(lines);
    expect(shown.map(([file, record, , outcome]) => [file, record, outcome])).toEqual([
      ['=1+1.png', 'Mary JonesECG strip', expect.stringContaining('=1+1.png')],
      ['heel.png', 'Mary JonesWound photo', 'Undone'],
      ['heel.png', 'Mary JonesWound photo', 'Attached'],
    ]);
    const table = await options.evaluate(saved, 'Save as CSV');
    expect(table).toContain('"\'=1+1.png"');
    expect(table.trim().split('\r\n')).toHaveLength(4);
    const list: unknown = JSON.parse(await options.evaluate(saved, 'Save as JSON'));
    expect(list).toMatchObject([
      { fileName: '=1+1.png', outcome: 'failed', reason: 'firewall' },
      { fileName: 'heel.png', outcome: 'undone' },
      { fileName: 'heel.png', outcome: 'attached', displayName: 'Wound photo' },
    ]);
  });
});
