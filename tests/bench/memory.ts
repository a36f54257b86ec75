import type { Driver } from '../e2e/support/driver.ts';
import { interval, mebibyte } from './figures.ts';
import { largeFile } from './large-file.ts';
import { growth, isMeasurable } from './pss.ts';
import { inRounds } from './rounds.ts';
import type { Bench, Line, Row } from './row.ts';
import { onBothSides } from './sides.ts';
import { estimate } from './statistics.ts';
import { openLargeLanes } from './throughput.ts';

const rootOf = ({ browser }: Driver): number => {
  const pid = browser.process()?.pid;
  if (pid === undefined) throw new Error('The browser has no process.');
  return pid;
};

async function measure(bench: Bench): Promise<Line[]> {
  const line = {
    name: `M5 memory growth at ${bench.size / mebibyte} MiB, encryption at rest`,
    bar: '≤ 64 MiB',
  };
  if (!isMeasurable) return [{ ...line, figure: 'not measured: needs Linux', met: null }];
  const path = largeFile(bench);
  // Sampling costs time, hence rounds of their own; a browser that has grown once grows less, hence fresh ones.
  const { kept, told } = await inRounds(bench.rounds(3), () =>
    onBothSides(bench, async (sides) => {
      const { ours, raw } = await openLargeLanes(bench, sides);
      return {
        ours: (await growth(rootOf(sides.ours), () => ours.round(path))) / mebibyte,
        raw: (await growth(rootOf(sides.bare), () => raw.round(path))) / mebibyte,
      };
    }),
  );
  const grown = estimate(kept.map((one) => one.ours));
  return [
    {
      ...line,
      figure: interval(grown, 'MiB'),
      met: grown.median <= 64,
      notes: [`${told}; raw XHR in a page ${interval(estimate(kept.map((one) => one.raw)), 'MiB')}`],
    },
  ];
}

export const memoryRow: Row = { name: 'M5 memory growth during a large PUT', measure };
