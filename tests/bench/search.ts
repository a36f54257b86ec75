import { chromiumDriver } from '../e2e/support/chromium-driver.ts';
import { until } from '../e2e/support/until.ts';
import { amount } from './figures.ts';
import { quiet } from './main-thread.ts';
import { openRecord } from './record-page.ts';
import type { Bench, Line, Row } from './row.ts';
import { median } from './statistics.ts';

const count = 10_000;

/** Runs in the picker: notes when what it offers has changed, in ms since the epoch. */
function watchOptions(): void {
  const seen: { at: number; text: string }[] = [];
  Reflect.set(globalThis, 'seen', seen);
  new MutationObserver(() => {
    const text = [...document.querySelectorAll('[role=option]')].map((one) => one.textContent).join('\n');
    if (text !== seen.at(-1)?.text) seen.push({ at: Date.now(), text });
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}

async function measure(bench: Bench): Promise<Line[]> {
  const { sandbox, build } = bench;
  await sandbox.reset();
  await sandbox.crowd(count);
  const driver = await chromiumDriver({ proxyPort: sandbox.proxyPort, extension: build });
  try {
    const { page: portal } = await openRecord(driver, sandbox, 'Mary Jones');
    // The extension knows a session by the portal's calls.
    await quiet(1000);
    const popup = await driver.popup(portal);
    await popup.press('Send this page to a BioT attribute');
    const target = await driver.browser.waitForTarget((one) => one.url().includes('/send.html'));
    const picker = await target.asPage();
    await until(
      () => picker.evaluate(() => document.activeElement?.getAttribute('type') === 'search'),
      'the search has the focus',
    );
    await picker.evaluate(watchOptions);
    const waits: number[] = [];
    const answers: number[] = [];
    for (let round = 0; round < bench.rounds(20); round += 1) {
      const called = `Zimmermann${round * 37 + (round % 9)}`;
      await picker.evaluate(() => document.querySelector<HTMLInputElement>('input[type=search]')?.select());
      const since = Date.now();
      await picker.keyboard.type(called);
      const shown = await until(async () => {
        const seen: { at: number; text: string }[] = await picker.evaluate(() =>
          Reflect.get(globalThis, 'seen'),
        );
        return seen.find(({ at, text }) => at >= since && text.includes(called))?.at;
      }, `${called} is offered`);
      const lists = (await sandbox.log(since)).filter(
        ({ op, from, answeredAt = 0 }) => op === 'list' && from === 'extension' && answeredAt <= shown,
      );
      const last = Math.max(...lists.map(({ answeredAt = 0 }) => answeredAt));
      const first = Math.min(...lists.map(({ at }) => at));
      waits.push(shown - last);
      answers.push(last - first);
    }
    const worst = Math.max(...waits);
    return [
      {
        name: 'Search among 10,000 records: from the last answer to the first result',
        figure: amount(median(waits), 'ms'),
        bar: '< 150 ms',
        met: worst < 150,
        notes: [
          `${waits.length} words, ${amount(worst, 'ms')} at most`,
          `the sandbox took ${amount(median(answers), 'ms')} to answer for all kinds of records`,
        ],
      },
    ];
  } finally {
    await driver.close();
  }
}

export const searchRow: Row = { name: 'Search among 10,000 records', measure };
