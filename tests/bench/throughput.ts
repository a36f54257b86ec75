import type { Driver } from '../e2e/support/driver.ts';
import { amount, interval, mebibyte } from './figures.ts';
import { type Journey, openLane } from './lane.ts';
import { largeFile } from './large-file.ts';
import { inRounds } from './rounds.ts';
import type { Bench, Line, Row } from './row.ts';
import { onBothSides, type Sides } from './sides.ts';
import { estimate, median } from './statistics.ts';

/** Takes any type of file. */
const attribute = { name: 'consent_form', displayName: 'Consent form' };

const putting = ({ put }: Journey) => put.to - put.from;
const whole = ({ dropped, attach }: Journey) => attach.to - dropped;

const common = ({ sandbox }: Bench) => ({ sandbox, attribute, timeoutMs: 400_000 });

/** The lane of a large file that is ours. */
export const openLargeLane = (bench: Bench, driver: Driver) =>
  openLane(driver, { ...common(bench), caption: 'Mary Jones', by: 'extension' });

/** The lanes of a large file: ours, and the loop in the page. */
export async function openLargeLanes(bench: Bench, sides: Sides) {
  return {
    ours: await openLargeLane(bench, sides.ours),
    raw: await openLane(sides.bare, { ...common(bench), caption: 'Thomas Ade', by: 'loop' }),
  };
}

async function measure(bench: Bench): Promise<Line[]> {
  const path = largeFile(bench);
  const size = bench.size / mebibyte;
  return onBothSides(bench, async (sides) => {
    const { ours, raw } = await openLargeLanes(bench, sides);
    const by = async (carriedBy: 'xhr' | 'fetch') => {
      await raw.page.evaluate((value) => Reflect.set(window, 'carriedBy', value), carriedBy);
      return raw.round(path);
    };
    const { kept, told } = await inRounds(bench.rounds(8), async () => ({
      ours: await ours.round(path),
      xhr: await by('xhr'),
      fetch: await by('fetch'),
    }));
    const rate = (side: 'ours' | 'xhr' | 'fetch', of: (journey: Journey) => number) =>
      amount(median(kept.map((one) => size / (of(one[side]) / 1000))), 'MiB/s');
    const ratio = (side: 'xhr' | 'fetch', of: (journey: Journey) => number) =>
      estimate(kept.map((one) => of(one[side]) / of(one.ours)));
    const toXhr = ratio('xhr', putting);
    const before = amount(median(kept.map(({ ours: { dropped, create } }) => create.from - dropped)), 'ms');
    const between = amount(median(kept.map(({ ours: { create, put } }) => put.from - create.to)), 'ms');
    return [
      {
        name: `M4 throughput of a PUT of ${size} MiB, against raw XHR`,
        figure: `ratio ${interval(toXhr)}`,
        bar: 'ratio ≥ 0.97',
        met: toXhr.median >= 0.97,
        notes: [`${told}; ${rate('ours', putting)} against ${rate('xhr', putting)}`],
      },
      {
        name: 'M4 … against raw fetch',
        figure: `ratio ${interval(ratio('fetch', putting))}`,
        bar: '',
        met: null,
        notes: [`raw fetch ${rate('fetch', putting)}`],
      },
      {
        name: 'M4 … drop → attached, sealing included, against raw XHR',
        figure: `ratio ${interval(ratio('xhr', whole))}`,
        bar: '',
        met: null,
        notes: [
          `${rate('ours', whole)} against ${rate('xhr', whole)}; until create ${before}, from create to PUT ${between}`,
        ],
      },
    ];
  });
}

export const throughputRow: Row = { name: 'M4 throughput of a large PUT', measure };
