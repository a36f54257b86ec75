import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { woundPicture } from '../sandbox/pictures.ts';
import { amount, interval } from './figures.ts';
import { type Journey, openLane } from './lane.ts';
import { inRounds } from './rounds.ts';
import type { Bench, Line, Row } from './row.ts';
import { onBothSides } from './sides.ts';
import { estimate, median } from './statistics.ts';

const attribute = { name: 'wound_photo', displayName: 'Wound photo' };

const total = ({ dropped, attach }: Journey) => attach.to - dropped;

/** Medians of the legs of a journey, for finding out where time goes. */
function legs(journeys: readonly Journey[]): string {
  const leg = (name: string, of: (journey: Journey) => number) => `${name} ${median(journeys.map(of))}`;
  return [
    leg('drop→create', ({ dropped, create }) => create.from - dropped),
    leg('create', ({ create }) => create.to - create.from),
    leg('→put', ({ create, put }) => put.from - create.to),
    leg('put', ({ put }) => put.to - put.from),
    leg('→attach', ({ put, attach }) => attach.from - put.to),
    leg('attach', ({ attach }) => attach.to - attach.from),
  ].join(' · ');
}

async function measure(bench: Bench, name: string, latencyMs: number): Promise<Line[]> {
  const { sandbox } = bench;
  const path = join(bench.folder, 'left-heel.png');
  writeFileSync(path, woundPicture(7, 320, 240));
  return onBothSides(bench, async (sides) => {
    const common = { sandbox, attribute, timeoutMs: 15_000 };
    const ours = await openLane(sides.ours, { ...common, caption: 'Mary Jones', by: 'extension' });
    const raw = await openLane(sides.bare, { ...common, caption: 'Thomas Ade', by: 'loop' });
    await sandbox.switch({ latencyMs });
    const round = async () => ({ ours: await ours.round(path), raw: await raw.round(path) });
    // The first file on a page fetches code and opens connections: told, not counted.
    const first = await round();
    const { kept, told } = await inRounds(bench.rounds(15), round);
    const ratio = estimate(kept.map((one) => total(one.ours) / total(one.raw)));
    const overhead = estimate(kept.map((one) => total(one.ours) - total(one.raw)));
    const of = (side: 'ours' | 'raw') => kept.map((one) => one[side]);
    const whole = (side: 'ours' | 'raw') => amount(median(of(side).map(total)), 'ms');
    return [
      {
        name,
        figure: `ratio ${interval(ratio)}, ${interval(overhead, 'ms')} more`,
        bar: latencyMs === 0 ? '≤ 10 ms more' : 'ratio ≤ 1.05',
        met: latencyMs === 0 ? overhead.median <= 10 : ratio.median <= 1.05,
        notes: [
          `${told}; ${whole('ours')} against ${whole('raw')} by the same calls from the page`,
          `ours (ms)  ${legs(of('ours'))}`,
          `raw (ms)   ${legs(of('raw'))}`,
          `the first file on its page: ${total(first.ours)} ms against ${total(first.raw)} ms`,
        ],
      },
    ];
  });
}

export const attachRows: readonly Row[] = [0, 20].map((latencyMs) => {
  const name = `M1 drop → attached, ${latencyMs} ms latency`;
  return { name, measure: (bench) => measure(bench, name, latencyMs) };
});
