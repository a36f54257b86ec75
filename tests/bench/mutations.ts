import { interval } from './figures.ts';
import { quiet, spentDuring } from './main-thread.ts';
import { openRecord, placeFor } from './record-page.ts';
import { inRounds } from './rounds.ts';
import type { Bench, Line, Row } from './row.ts';
import { onBothSides } from './sides.ts';
import { composition, difference, type SpentPair } from './spending.ts';

/** Long enough for whoever looks at the page after its last change. */
const settleMs = 400;

/** Runs in the page: 10 bursts of 50 new elements and 50 changed texts, each burst in a frame or a while after the last. */
async function mutate(pauseMs: number): Promise<void> {
  const list = document.createElement('section');
  document.querySelector('main')?.append(list);
  for (let burst = 0; burst < 10; burst += 1) {
    for (let index = 0; index < 50; index += 1) {
      const line = document.createElement('p');
      line.textContent = `Reading ${burst}.${index}`;
      list.append(line);
      const text = line.firstChild;
      if (text instanceof Text) text.data = `Reading ${burst}.${index}: 37.${index} °C`;
    }
    await new Promise((next) => {
      if (pauseMs === 0) requestAnimationFrame(next);
      else setTimeout(next, pauseMs);
    });
  }
}

async function measure(bench: Bench, name: string, pauseMs: number): Promise<Line[]> {
  return onBothSides(bench, async (sides) => {
    const open = async (side: keyof typeof sides) => {
      const { page } = await openRecord(sides[side], bench.sandbox, 'Mary Jones');
      if (side === 'ours') await placeFor(page, 'Wound photo', true);
      return async () => {
        const spent = await spentDuring(page, async () => {
          await page.evaluate(mutate, pauseMs);
          await quiet(settleMs);
        });
        await page.$eval('main > section:last-child', (list) => list.remove());
        await quiet(settleMs);
        return spent;
      };
    };
    const [ours, bare] = [await open('ours'), await open('bare')];
    const { kept, told } = await inRounds<SpentPair>(bench.rounds(7), async (round) => {
      if (round === 0) await Promise.all([ours(), bare()]);
      return { ours: await ours(), bare: await bare() };
    });
    const more = difference(kept, 'task');
    return [
      {
        name,
        figure: interval(more, 'ms'),
        bar: '≤ 2 ms',
        met: more.median <= 2,
        notes: [told, composition(kept)],
      },
    ];
  });
}

const paces = [
  { pace: 'a burst each frame', pauseMs: 0 },
  { pace: 'a burst each 100 ms', pauseMs: 100 },
];

export const mutationRows: readonly Row[] = paces.map(({ pace, pauseMs }) => {
  const name = `M9 our CPU per 1,000 mutations, ${pace}`;
  return { name, measure: (bench) => measure(bench, name, pauseMs) };
});
