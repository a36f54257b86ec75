import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDisplay } from '../browsers/display.ts';
import { ensureBrowsers } from '../browsers/install.ts';
import { ensureBuilt, outputs } from '../e2e/support/build.ts';
import type { Driver } from '../e2e/support/driver.ts';
import { firefoxDriver } from '../e2e/support/firefox-driver.ts';
import { interval, mebibyte } from './figures.ts';
import { largeFile } from './large-file.ts';
import { growth, isMeasurable } from './pss.ts';
import { inRounds } from './rounds.ts';
import type { Bench, Line, Row } from './row.ts';
import { onBothSides } from './sides.ts';
import { estimate } from './statistics.ts';
import { openLargeLane, openLargeLanes } from './throughput.ts';

const rootOf = ({ browser }: Driver): number => {
  const pid = browser.process()?.pid;
  if (pid === undefined) throw new Error('The browser has no process.');
  return pid;
};

/** What a browser's first file costs, of whatever size (a page that settles, scripts, a frame), is not the large one's. */
function smallFile({ folder }: Bench): string {
  const path = join(folder, 'small.bin');
  writeFileSync(path, randomBytes(4096));
  return path;
}

const name = (bench: Bench, where: string) =>
  `M5 memory growth at ${bench.size / mebibyte} MiB, encryption at rest, ${where}`;

async function inChromium(bench: Bench): Promise<Line> {
  const path = largeFile(bench);
  // Sampling costs time, hence rounds of their own; a browser that has grown once grows less, hence fresh ones.
  const { kept, told } = await inRounds(bench.rounds(3), () =>
    onBothSides(bench, async (sides) => {
      const { ours, raw } = await openLargeLanes(bench, sides);
      for (const lane of [ours, raw]) await lane.round(smallFile(bench));
      return {
        ours: (await growth(rootOf(sides.ours), () => ours.round(path))) / mebibyte,
        raw: (await growth(rootOf(sides.bare), () => raw.round(path))) / mebibyte,
      };
    }),
  );
  const grown = estimate(kept.map((one) => one.ours));
  return {
    name: name(bench, 'Chromium'),
    bar: '≤ 64 MiB',
    figure: interval(grown, 'MiB'),
    met: grown.median <= 64,
    notes: [`${told}; raw XHR in a page ${interval(estimate(kept.map((one) => one.raw)), 'MiB')}`],
  };
}

/** Its extension is built when it is asked for: the other rows run in Chromium alone. */
async function inFirefox(bench: Bench): Promise<Line> {
  const path = largeFile(bench);
  await ensureBrowsers(['firefox']);
  await ensureBuilt(['firefox']);
  // It takes drops in real windows only.
  const display = await openDisplay();
  process.env.DISPLAY = display.name;
  const { kept, told } = await inRounds(bench.rounds(3), async () => {
    await bench.sandbox.reset();
    const { proxyPort } = bench.sandbox;
    const driver = await firefoxDriver({ proxyPort, extension: outputs.firefox });
    try {
      const lane = await openLargeLane(bench, driver);
      await lane.round(smallFile(bench));
      return (await growth(rootOf(driver), () => lane.round(path))) / mebibyte;
    } finally {
      await driver.close();
    }
  });
  display.close();
  const grown = estimate(kept);
  return {
    name: name(bench, 'Firefox'),
    bar: '≤ 300 MiB',
    figure: interval(grown, 'MiB'),
    met: grown.median <= 300,
    notes: [told],
  };
}

async function measure(bench: Bench): Promise<Line[]> {
  if (!isMeasurable) {
    const line = { name: name(bench, 'any browser'), bar: '≤ 64 MiB' };
    return [{ ...line, figure: 'not measured: needs Linux', met: null }];
  }
  return [await inChromium(bench), await inFirefox(bench)];
}

export const memoryRow: Row = { name: 'M5 memory growth during a large PUT', measure };
