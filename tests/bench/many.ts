import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumDriver } from '../e2e/support/chromium-driver.ts';
import { until } from '../e2e/support/until.ts';
import { longest, ready, watchTasks } from './bulk.ts';
import { amount } from './figures.ts';
import type { Bench, Line, Row } from './row.ts';
import { median } from './statistics.ts';

const count = 10_000;

/** Runs in the table: when the walk told its last number and when the table stood, in ms since the epoch. */
function watchTable(): void {
  const moments = { walked: 0, up: 0 };
  Reflect.set(globalThis, 'moments', moments);
  new MutationObserver(() => {
    const text = document.body.textContent;
    if (text.includes('Reading: ')) moments.walked = Date.now();
    if (/All 10,?000/.test(text) && moments.up === 0) moments.up = Date.now();
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}

/** Runs in the table: how long its frames took while it was scrolled from its top to its end, in ms. */
async function scroll(): Promise<number[]> {
  const lines = document.querySelector('.lines');
  if (!lines) throw new Error('There is no table.');
  const frames: number[] = [];
  let last = performance.now();
  for (let step = 0; step <= 200; step += 1) {
    lines.scrollTop = (lines.scrollHeight * step) / 200;
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    frames.push(now - last);
    last = now;
  }
  return frames;
}

async function measure(bench: Bench): Promise<Line[]> {
  const { sandbox, folder, build } = bench;
  await sandbox.reset();
  const people = await sandbox.crowd(1000);
  const card = join(folder, 'card');
  rmSync(card, { recursive: true, force: true });
  for (let index = 0; index < count; index += 1) {
    const within = join(card, `ward ${index % 20}`);
    mkdirSync(within, { recursive: true });
    writeFileSync(join(within, `${people[index % 1000]?.mrn}_${index}.png`), String(index));
  }
  const driver = await chromiumDriver({ proxyPort: sandbox.proxyPort, extension: build });
  try {
    const { table } = await ready(driver, bench);
    await table.evaluate(watchTable);
    await table.evaluate(watchTasks);
    await driver.drop(table, [card], { x: 400, y: 600 });
    await until(() => table.evaluate(isUp), 'the table is up', 60_000);
    const { walked, up } = await table.evaluate(() => Reflect.get(globalThis, 'moments'));
    const atOnce = await longest(table);
    await table.evaluate(watchTasks);
    const frames = await table.evaluate(scroll);
    const scrolling = await longest(table);
    return [
      {
        name: 'M7 10,000 files: from the end of the walk to the table',
        figure: amount(up - walked, 'ms'),
        bar: '< 2000 ms',
        met: up - walked < 2000,
        notes: [`longest task ${atOnce} ms`],
      },
      {
        name: 'M7 10,000 files: longest task, scrolled from top to end',
        figure: amount(Math.max(atOnce, scrolling), 'ms'),
        bar: '≤ 100 ms',
        met: Math.max(atOnce, scrolling) <= 100,
        notes: [
          `while scrolling: longest task ${scrolling} ms, frames ${amount(median(frames), 'ms')} in the middle, ${amount(Math.max(...frames), 'ms')} at most`,
        ],
      },
    ];
  } finally {
    await driver.close();
  }
}

const isUp = () => (Reflect.get(globalThis, 'moments') as { up: number }).up > 0;

export const manyRow: Row = { name: 'M7 the table of 10,000 files', measure };
