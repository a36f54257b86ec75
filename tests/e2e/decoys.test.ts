import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BrowserName } from '../browsers/find.ts';
import type { Patient } from '../sandbox/data.ts';
import { woundPicture } from '../sandbox/pictures.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Skin } from '../sandbox/switches.ts';
import { browsers } from './support/browsers.ts';
import { type Chance, chance } from './support/chance.ts';
import {
  ask,
  dropSeen,
  outcomeOf,
  patientsAtDrops,
  placeEyewitness,
  wronglyAttached,
} from './support/eyewitness.ts';
import { openByList } from './support/list.ts';
import { until } from './support/until.ts';
import { useWorld, type World } from './support/world.ts';

const png = woundPicture(3, 32, 24);
const folder = mkdtempSync(join(tmpdir(), 'attach-for-biot-'));
const pictures = [
  { attribute: 'wound_photo', displayName: 'Wound photo' },
  { attribute: 'ecg_strip', displayName: 'ECG strip' },
];
/** Files of those in a hurry go here: whoever drops two onto one place within a moment is asked. */
const form = { attribute: 'consent_form', displayName: 'Consent form' };

/** One way to a record and onto it. */
interface Run {
  file: string;
  to: Patient;
  /** To its page; else it stands beside the list. */
  expands: boolean;
  /** The file comes as soon as anything stands there that takes it, be it the former record's. */
  hurries: boolean;
  /** Else anywhere on the page: a person names the attribute. */
  onZone: boolean;
}

/** All in Chromium together: `RUNS=200` takes three minutes. */
const all = Number(process.env.RUNS ?? 20);
/** Those on `preview` are among decoys of every kind, the others among prefetched neighbours or none. */
const batches: readonly { browser: BrowserName; skin: Skin; runs: number }[] = [
  { browser: 'chromium', skin: 'preview', runs: Math.round(all * 0.6) },
  { browser: 'chromium', skin: 'opaque', runs: Math.round(all * 0.2) },
  { browser: 'chromium', skin: 'table', runs: Math.round(all * 0.2) },
  { browser: 'firefox', skin: 'preview', runs: 10 },
];

/** Each answer of the API comes when it comes: mostly soon, sometimes after those that were asked for later. */
function delayReads({ sandbox }: World, by: Chance): void {
  for (const on of ['read', 'list'] as const)
    sandbox.fault({
      on,
      times: Number.POSITIVE_INFINITY,
      get delayMs() {
        return by.once(0.4) ? 0 : by.once(0.7) ? by.whole(1, 60) : by.whole(60, 400);
      },
    });
}

/** The picture that the record has none of. */
const isFree = (sandbox: Sandbox, { _id }: Patient) =>
  pictures.find(({ attribute }) => sandbox.attribute(_id, attribute) === null);

describe.each(batches.filter(({ browser }) => browsers.includes(browser)))(
  'on the $skin portal in $browser, with decoys around it,',
  ({ browser, skin, runs }) => {
    const world = useWorld(browser, { switches: { skin } });

    it(`a record gets what was dropped on it, ${runs} times`, { timeout: 600_000 }, async () => {
      const { sandbox } = world;
      const by = chance();
      console.log(`SEED=${by.seed}`);
      for (const { _id } of sandbox.patients)
        for (const { attribute } of [...pictures, form]) sandbox.setAttribute(_id, attribute, null);
      const page = await world.newPage();
      await placeEyewitness(page);
      await world.signIn(page);
      delayReads(world, by);

      const north = sandbox.patients.filter(({ mrn }) => !mrn.startsWith('7'));
      const meant = new Map<string, (string | null)[]>();
      const notSent: string[] = [];
      const [first] = north;
      let last = first as Patient;
      let before: Run | null = null;
      for (let index = 0; index < runs; index += 1) {
        const to = by.pick(north.filter((one) => one !== last));
        const blank = [last, to].every(({ _id }) => sandbox.attribute(_id, form.attribute) === null);
        const run: Run = {
          file: `run-${index}.png`,
          to,
          expands: by.once(0.25),
          hurries: by.once(0.2) && before?.hurries === false && before.onZone && blank,
          onZone: by.once(0.6) && isFree(sandbox, to) !== undefined,
        };
        [last, before] = [to, run];
        const path = join(folder, run.file);
        // What stands there already is not sent again.
        writeFileSync(path, Buffer.concat([png, Buffer.from(run.file)]));
        await openByList(page, to.mrn, run);
        const free = run.hurries ? form : isFree(sandbox, to);
        const { displayName } = free ?? form;
        await dropSeen(world, page, path, async () => {
          const zone = await ask(page, 'zone', displayName);
          return zone && ((run.onZone || run.hurries) && free ? zone : ask(page, 'label', 'MRN'));
        });
        let outcome = await until(
          () => outcomeOf(world, page, run.file),
          async () => `something said of ${JSON.stringify({ ...run, to: to.mrn })}`,
        );
        if (outcome.is === 'asked' && outcome.question === 'Attach to which attribute?') {
          await page.keyboard.press('1');
          outcome = await until(async () => {
            const now = await outcomeOf(world, page, run.file);
            return now?.is !== 'asked' && now;
          }, `${run.file} sent`);
        }
        if (outcome.is === 'sent') meant.set(run.file, await patientsAtDrops(page, sandbox, run.file));
        else {
          notSent.push(`${run.file}: ${JSON.stringify({ ...run, to: to.mrn, ...outcome })}`);
          if (outcome.is === 'asked') await page.keyboard.press('Escape');
        }
      }

      const wrong = await wronglyAttached(world, meant);
      console.log(
        `${skin}, ${browser}: ${meant.size} attached, ${notSent.length} not\n${notSent.join('\n')}`,
      );
      expect(wrong, `SEED=${by.seed}`).toEqual([]);
      // A late answer may bring a record that has a file there already: to be asked is right then.
      const most = Math.max(1, runs / 40);
      expect(notSent.length, `SEED=${by.seed}: ${notSent.join('\n')}`).toBeLessThanOrEqual(most);
    });
  },
);
