import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import type { Driver } from '../e2e/support/driver.ts';
import { until } from '../e2e/support/until.ts';
import { woundPicture } from '../sandbox/pictures.ts';
import { amount, interval, mebibyte } from './figures.ts';
import { quiet } from './main-thread.ts';
import { growth, isMeasurable } from './pss.ts';
import { loopOverMany, type ManyTargets } from './raw-loop.ts';
import { openRecord } from './record-page.ts';
import { inRounds, RoundLost } from './rounds.ts';
import type { Bench, Line, Row } from './row.ts';
import { onBothSides } from './sides.ts';
import { estimate, median } from './statistics.ts';

const count = 1000;
/** Bytes of each. */
const size = 200_000;
const timeoutMs = 300_000;
/** No call is answered later than this (ms) after one that arrived after it. */
const slow = 10_000;
const attribute = { name: 'wound_photo', displayName: 'Wound photo' };

/** A folder of pictures, each named after a record; what follows their end makes them large and all different. */
function writeCard(folder: string, names: readonly string[]): string {
  const card = join(folder, 'card');
  rmSync(card, { recursive: true, force: true });
  mkdirSync(card);
  const png = woundPicture(1, 40, 30);
  for (const name of names)
    writeFileSync(join(card, `${name}.png`), Buffer.concat([png, randomBytes(size - png.length)]));
  return card;
}

const says = (page: Page, sentence: RegExp) =>
  until(
    async () => sentence.test(await page.evaluate(() => document.body.textContent)),
    `the table says ${sentence}`,
    60_000,
  );

/** Runs in the table. */
function press(text: string): void {
  const buttons = [...document.querySelectorAll('button')].filter((one) => one.textContent?.startsWith(text));
  buttons.at(-1)?.click();
}

/** Runs in the table. */
function choose(label: string, option: string): void {
  const labels = [...document.querySelectorAll('label')];
  const select = labels.find((one) => one.firstChild?.textContent === label)?.querySelector('select');
  if (!select) throw new Error(`No ${label}`);
  select.selectedIndex = [...select.options].findIndex(({ text }) => text === option);
  select.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Runs in a page: how long its longest task was held up, in ms, from now on. */
export function watchTasks(): void {
  const lengths: number[] = [];
  Reflect.set(globalThis, 'longTasks', lengths);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) lengths.push(Math.round(duration));
  }).observe({ type: 'longtask' });
}
export const longest = async (page: Page) =>
  Math.max(0, ...(await page.evaluate(() => Reflect.get(globalThis, 'longTasks') as number[])));

/** The table with a thousand records, and a page of the portal beside it. */
export async function ready(driver: Driver, { sandbox }: Bench): Promise<{ table: Page; portal: Page }> {
  const { page: portal } = await openRecord(driver, sandbox, 'Mary Jones');
  // The extension knows a session by the portal's calls.
  await quiet(1000);
  const table = await driver.extensionPage('assign.html');
  await until(() => table.evaluate(() => document.querySelector('select') !== null), 'the table is there');
  await says(table, /^(?!.*Nobody is signed in)/s);
  await table.evaluate(choose, 'Records', 'Patients');
  await table.evaluate(press, 'Load records');
  await says(table, /Records: 1,0\d\d/);
  return { table, portal };
}

/** All files in it, each with its record and attribute, and looked into: how long that took, in ms. */
async function filled(driver: Driver, table: Page, card: string): Promise<number> {
  const since = Date.now();
  await driver.drop(table, [card], { x: 400, y: 600 });
  await says(table, /All 1,?000/);
  await table.evaluate(choose, 'Attribute', attribute.displayName);
  await says(table, /To attach 1,?000/);
  // Meanwhile a person reads what is to be confirmed.
  await says(table, /^(?!.*Looking into the files)/s);
  return Date.now() - since;
}

/** From a moment until the last of a thousand hangs at its record, in ms. */
async function allAttached({ sandbox }: Bench, since: number): Promise<number> {
  const done = new Map<number, number>();
  await until(
    async () => {
      // The log says when; asking for all of it, and often, took time of what is measured.
      const from = Math.max(since, ...done.values()) - slow;
      for (const { seq, status, answeredAt = 0 } of await sandbox.log(Math.max(since, from), 'attach'))
        if (status === 200) done.set(seq, answeredAt);
      return done.size >= count;
    },
    'a thousand attaches',
    timeoutMs,
    1000,
  ).catch(() => {
    throw new RoundLost('Not all were attached in time.');
  });
  return Math.max(...done.values()) - since;
}

async function send(table: Page): Promise<number> {
  await table.evaluate(press, 'Attach 1');
  await says(table, /Records they go to: 1,?000/);
  const since = Date.now();
  await table.evaluate(press, 'Attach 1');
  return since;
}

/** The same three calls for each file, six files at a time, in a page of the portal. */
async function loop(driver: Driver, bench: Bench, card: string, targets: ManyTargets): Promise<number> {
  const { page } = await openRecord(driver, bench.sandbox, 'Mary Jones', (fresh) =>
    fresh.evaluateOnNewDocument(loopOverMany, targets),
  );
  const since = Date.now();
  await driver.drop(page, [card], { x: 400, y: 400 });
  const took = await allAttached(bench, since);
  const began = Number(await page.evaluate(() => Reflect.get(window, 'beganAt')));
  await page.close();
  return took - (began - since);
}

async function measure(bench: Bench, name: string, latencyMs: number): Promise<Line[]> {
  const { sandbox } = bench;
  const { kept, told } = await inRounds(bench.rounds(5), () =>
    onBothSides(bench, async (sides) => {
      const { api } = await sandbox.state();
      const people = await sandbox.crowd(count);
      const card = writeCard(
        bench.folder,
        people.map(({ mrn }) => mrn),
      );
      const targets = { api, attribute: attribute.name, people };
      await sandbox.switch({ latencyMs });
      const raw = await loop(sides.bare, bench, card, targets);
      await sandbox.switch({ latencyMs: 0 });
      await sandbox.clear(
        people.map(({ id }) => id),
        attribute.name,
      );
      const { table, portal } = await ready(sides.ours, bench);
      const looked = await filled(sides.ours, table, card);
      await sandbox.switch({ latencyMs });
      await portal.evaluate(watchTasks);
      await table.evaluate(watchTasks);
      const root = sides.ours.browser.process()?.pid ?? 0;
      let since = 0;
      let ours = 0;
      const work = async () => {
        since = await send(table);
        ours = await allAttached(bench, since);
      };
      // Sampling costs time of the machine: where it is asked for, that round says nothing of speed.
      const isSampled = isMeasurable && process.env.BENCH_MEMORY !== undefined;
      const grown = isSampled ? (await growth(root, work)) / mebibyte : 0;
      if (!isSampled) await work();
      return { ours, raw, looked, grown, portal: await longest(portal), table: await longest(table) };
    }),
  );
  const ratio = estimate(kept.map(({ ours, raw }) => raw / ours));
  return [
    {
      ...{ name, figure: `${interval(ratio)} × as fast`, bar: '≥ 1.0', met: ratio.median >= 1 },
      notes: [
        `${told}; ${amount(median(kept.map(({ ours }) => ours)), 'ms')} against ${amount(median(kept.map(({ raw }) => raw)), 'ms')} by the raw loop, six at a time`,
        `from the confirmation on; from the drop until all were looked into, which comes before it: ${amount(median(kept.map(({ looked }) => looked)), 'ms')}`,
        `longest task: portal ${Math.max(...kept.map((one) => one.portal))} ms, table ${Math.max(...kept.map((one) => one.table))} ms`,
        ...(process.env.BENCH_MEMORY
          ? [`memory grew by ${interval(estimate(kept.map(({ grown }) => grown)), 'MiB')}`]
          : []),
      ],
    },
  ];
}

export const bulkRows: readonly Row[] = [0, 20, 80].map((latencyMs) => {
  const name = `M6 1,000 files of 200 kB, ${latencyMs} ms latency`;
  return { name, measure: (bench) => measure(bench, name, latencyMs) };
});
