import { tearOut } from '../e2e/support/torn.ts';
import { interval } from './figures.ts';
import { quiet, spentDuring } from './main-thread.ts';
import { openRecord, placeFor } from './record-page.ts';
import { inRounds } from './rounds.ts';
import type { Bench, Line, Row } from './row.ts';
import { onBothSides } from './sides.ts';
import { composition, difference, type SpentPair } from './spending.ts';
import { estimate } from './statistics.ts';

/** Long enough for whoever looks at the page after its last change. */
const settleMs = 400;

/** So many thousand mutations in one measurement: what a frame costs with and without is larger than what they do. */
const thousands = 5;

/**
 * Runs in the page: bursts of new elements and changed texts, each burst in a frame or a while after the last.
 * @param lines in each burst: 0 draws as many frames, in which hardly anything changes.
 */
async function mutate(bursts: number, lines: number, pauseMs: number): Promise<void> {
  const list = document.createElement('section');
  document.querySelector('main')?.append(list);
  for (let burst = 0; burst < bursts; burst += 1) {
    if (burst % 10 === 0) list.replaceChildren();
    if (lines === 0) list.textContent = `Reading ${burst}`;
    for (let index = 0; index < lines; index += 1) {
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
  list.remove();
}

async function measure(bench: Bench, name: string, pauseMs: number): Promise<Line[]> {
  return onBothSides(bench, async (sides) => {
    const open = async (side: keyof typeof sides) => {
      const { page } = await openRecord(sides[side], bench.sandbox, 'Mary Jones');
      if (side === 'ours') await placeFor(page, 'Wound photo', true);
      return async (lines: number) => {
        const spent = await spentDuring(page, async () => {
          await page.evaluate(mutate, 10 * thousands, lines, pauseMs);
          await quiet(settleMs);
        });
        return {
          task: spent.task / thousands,
          script: spent.script / thousands,
          drawing: spent.drawing / thousands,
        };
      };
    };
    const [ours, bare] = [await open('ours'), await open('bare')];
    /** What the mutations cost beyond the frames they come in: zones are painted in each, whatever else happens. */
    const cost = async (side: typeof ours) => {
      const [busy, still] = [await side(50), await side(0)];
      return {
        task: busy.task - still.task,
        script: busy.script - still.script,
        drawing: busy.drawing - still.drawing,
      };
    };
    const { kept, told } = await inRounds<SpentPair>(bench.rounds(7), async (round) => {
      if (round === 0) await Promise.all([ours(50), bare(50)]);
      return { ours: await cost(ours), bare: await cost(bare) };
    });
    const more = difference(kept, 'script');
    const all = interval(difference(kept, 'task'), 'ms');
    return [
      {
        name,
        figure: interval(more, 'ms'),
        bar: '≤ 2 ms',
        met: more.median <= 2,
        notes: [told, `with what the browser does for whoever observes ${all}`, composition(kept)],
      },
    ];
  });
}

const paces = [
  { pace: 'a burst each frame', pauseMs: 0 },
  { pace: 'a burst each 100 ms', pauseMs: 100 },
];

/** Torn out two hundred times, as portals do that draw themselves anew. */
async function measureAbsence(bench: Bench, name: string): Promise<Line[]> {
  return onBothSides(bench, async ({ ours }) => {
    const { page } = await openRecord(ours, bench.sandbox, 'Mary Jones');
    await placeFor(page, 'Wound photo', true);
    const { kept, told } = await inRounds(bench.rounds(7), () => page.evaluate(tearOut, 200));
    const longest = estimate(kept.map((one) => one.longest));
    return [
      {
        name,
        figure: interval(longest, 'ms'),
        bar: '≤ 100 ms',
        met: longest.median <= 100,
        notes: [told],
      },
    ];
  });
}

const absence = 'Longest absence of zones that a page tears out';

export const mutationRows: readonly Row[] = [
  ...paces.map(({ pace, pauseMs }) => {
    const name = `M9 our script’s CPU per 1,000 mutations, ${pace}`;
    return { name, measure: (bench: Bench) => measure(bench, name, pauseMs) };
  }),
  { name: absence, measure: (bench) => measureAbsence(bench, absence) },
];
