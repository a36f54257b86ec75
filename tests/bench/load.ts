import type { Page } from 'puppeteer';
import { interval } from './figures.ts';
import { quiet, spentDuring } from './main-thread.ts';
import { openRecord, placeFor, zoneTag } from './record-page.ts';
import { inRounds, RoundLost } from './rounds.ts';
import type { Bench, Line, Row } from './row.ts';
import { onBothSides, type Sides } from './sides.ts';
import { composition, difference, type SpentPair } from './spending.ts';

/** Time enough for a page to be read, and for us to be there. */
const settleMs = 900;

const reloaded = (page: Page) =>
  spentDuring(page, async () => {
    await page.reload();
    await quiet(settleMs);
  });

/** Reloads two pages in turn; the first load of each is not counted. */
async function compare(
  bench: Bench,
  usual: number,
  pages: Record<keyof Sides, Page>,
  check: () => Promise<unknown>,
) {
  return inRounds<SpentPair>(bench.rounds(usual), async (round) => {
    if (round === 0) await Promise.all([reloaded(pages.ours), reloaded(pages.bare)]);
    const pair = { ours: await reloaded(pages.ours), bare: await reloaded(pages.bare) };
    await check();
    return pair;
  });
}

async function measureRecord(bench: Bench): Promise<Line[]> {
  return onBothSides(bench, async (sides) => {
    const pages = {
      ours: (await openRecord(sides.ours, bench.sandbox, 'Mary Jones')).page,
      bare: (await openRecord(sides.bare, bench.sandbox, 'Mary Jones')).page,
    };
    await placeFor(pages.ours, 'Wound photo', true);
    const { kept, told } = await compare(bench, 12, pages, async () => {
      if (!(await pages.ours.$(`dl ${zoneTag}`))) throw new RoundLost('The zones came too late.');
    });
    const more = difference(kept, 'task');
    return [
      {
        name: 'M8 our CPU at page load, record page',
        figure: interval(more, 'ms'),
        bar: '≤ 5 ms',
        met: more.median <= 5,
        notes: [told, composition(kept)],
      },
    ];
  });
}

/** Worlds of scripts in a page that belong to an extension. */
async function foreignWorlds(page: Page): Promise<number> {
  const session = await page.createCDPSession();
  let count = 0;
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin.startsWith('chrome-extension://')) count += 1;
  });
  // It tells of every world that is there before it answers.
  await session.send('Runtime.enable');
  await session.detach();
  return count;
}

async function measureLogin(bench: Bench): Promise<Line[]> {
  return onBothSides(bench, async (sides) => {
    const { portal } = await bench.sandbox.state();
    const pages = { ours: await sides.ours.newPage(), bare: await sides.bare.newPage() };
    for (const page of Object.values(pages)) {
      await page.goto(`${portal}/`);
      await page.waitForSelector('form');
    }
    const { kept, told } = await compare(bench, 6, pages, async () => undefined);
    const worlds = await foreignWorlds(pages.ours);
    const elements = (await pages.ours.$$(zoneTag)).length;
    // A count that could not see a script of ours would prove nothing.
    const record = await openRecord(sides.ours, bench.sandbox, 'Mary Jones');
    await placeFor(record.page, 'Wound photo', true);
    if ((await foreignWorlds(record.page)) === 0) throw new Error('Our script is not seen where it must be.');
    return [
      {
        name: 'M8 our CPU at page load, page that has read no record',
        figure: `${worlds} scripts and ${elements} elements of ours`,
        bar: 'nothing injected',
        met: worlds === 0 && elements === 0,
        notes: [
          `${told}; difference ${interval(difference(kept, 'task'), 'ms')}: the noise of this measurement`,
        ],
      },
    ];
  });
}

export const loadRows: readonly Row[] = [
  { name: 'M8 CPU at page load, record page', measure: measureRecord },
  { name: 'M8 CPU at page load, page that has read no record', measure: measureLogin },
];
