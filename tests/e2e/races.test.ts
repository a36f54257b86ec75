import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import type { BrowserName } from '../browsers/find.ts';
import type { Patient } from '../sandbox/data.ts';
import { woundPicture } from '../sandbox/pictures.ts';
import type { Skin } from '../sandbox/switches.ts';
import { browsers } from './support/browsers.ts';
import { chance } from './support/chance.ts';
import type { Point } from './support/driver.ts';
import {
  ask,
  type Outcome,
  outcomeOf,
  patientsAtDrops,
  placeEyewitness,
  wronglyAttached,
} from './support/eyewitness.ts';
import { openByList } from './support/list.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

const png = woundPicture(3, 32, 24);
const folder = mkdtempSync(join(tmpdir(), 'attach-for-biot-'));
const attributes = [
  { attribute: 'wound_photo', displayName: 'Wound photo' },
  { attribute: 'ecg_strip', displayName: 'ECG strip' },
  { attribute: 'consent_form', displayName: 'Consent form' },
];

/** Ways from one record to another: by its line in the list, by the browser's own history, or to no record at all. */
const ways = ['line', 'line', 'history', 'list'] as const;

/** All in Chromium together: `RUNS=100` takes three minutes. */
const all = Number(process.env.RUNS ?? 15);
const batches: readonly { browser: BrowserName; skin: Skin; drops: number }[] = [
  { browser: 'chromium', skin: 'plain', drops: Math.round(all * 0.4) },
  { browser: 'chromium', skin: 'opaque', drops: Math.round(all * 0.3) },
  { browser: 'chromium', skin: 'preview', drops: Math.round(all * 0.3) },
  { browser: 'firefox', skin: 'plain', drops: 5 },
];

/** Sets out for the other record. What drags a file has no hand free: the page's own click does it. */
async function leave(page: Page, way: (typeof ways)[number], mrn: string): Promise<void> {
  if (way === 'history') return page.evaluate(() => history.go(-2));
  await ask(page, 'pressed', way === 'list' ? 'Patients' : mrn);
}

describe.each(batches.filter(({ browser }) => browsers.includes(browser)))(
  'around a change of the record, on the $skin portal in $browser,',
  ({ browser, skin, drops }) => {
    const world = useWorld(browser, { switches: { skin } });

    it(`no file goes to another record than the visible one, ${drops} times`, {
      timeout: 600_000,
    }, async () => {
      const { sandbox } = world;
      const by = chance();
      for (const { _id } of sandbox.patients)
        for (const { attribute } of attributes) sandbox.setAttribute(_id, attribute, null);
      const page = await world.newPage();
      await placeEyewitness(page);
      await world.signIn(page);
      // Answers that take a while leave more moments at which the page and we may not agree.
      for (const on of ['read', 'list'] as const)
        sandbox.fault({
          on,
          times: Number.POSITIVE_INFINITY,
          get delayMs() {
            return by.whole(0, 200);
          },
        });

      const places = sandbox.patients
        .filter(({ mrn }) => !mrn.startsWith('7'))
        .flatMap((patient) => attributes.map((one) => ({ patient, ...one })));
      const readsOf = ({ _id }: Patient) =>
        sandbox.log.filter(({ op, from, entityId }) => op === 'read' && from === 'portal' && entityId === _id)
          .length;
      /** Until nothing of it is on its way any more: the portal would show it over what comes next. */
      const open = async (patient: Patient, expands: boolean) => {
        const due = readsOf(patient) + (expands ? 2 : 1);
        await until(
          async () => {
            await openByList(page, patient.mrn, { expands });
            return until(() => ask(page, 'zone', 'Wound photo'), 'zones on it', 3_000);
          },
          `the record ${patient.mrn} with its zones`,
          60_000,
        );
        await until(async () => readsOf(patient) >= due, 'all reads of the record');
      };
      const meant = new Map<string, (string | null)[]>();
      const outcomes: Record<string, number> = {};
      const told: string[] = [];
      while (Object.values(outcomes).reduce((sum, one) => sum + one, 0) < drops) {
        const place = by.pick(places);
        places.splice(places.indexOf(place), 1);
        const { patient, displayName } = place;
        const other = by.pick(places.filter((one) => one.patient !== patient)).patient;
        const way = by.pick(ways);
        const file = `race-${places.length}.png`;
        const path = join(folder, file);
        // What stands there already is not sent again.
        writeFileSync(path, Buffer.concat([png, Buffer.from(file)]));

        if (way === 'history') await open(other, true);
        await open(patient, way === 'history' || (way === 'list' && by.once(0.5)));
        const zone = () => ask(page, 'zone', displayName);
        const first = await until(zone, `a zone for ${displayName}`);
        const onZone = by.once(0.6);
        const point: Point = (onZone ? await zone() : await ask(page, 'label', 'MRN')) ?? first;
        const moment = by.whole(-50, 400);
        await Promise.all([
          pause(Math.max(0, -moment)).then(() => leave(page, way, other.mrn)),
          pause(Math.max(0, moment)).then(() => world.drop(page, [path], point)),
        ]);
        const note = (what: string) => {
          outcomes[what] = (outcomes[what] ?? 0) + 1;
          told.push(`${file}: ${way}, ${onZone ? 'zone' : 'page'}, ${moment} ms: ${what}`);
        };
        const [before, ...again] = await patientsAtDrops(page, sandbox, file);
        // What is torn out under a drag may cost the browser its drop: that is none.
        if (before === undefined) continue;
        expect(again, `SEED=${by.seed}`).toEqual([]);
        const shown = before === patient._id ? 'the former' : before === null ? 'none' : 'the next';
        const ended = (outcome: Outcome | null) => (outcome?.is === 'asked' ? outcome.question : null);
        let outcome = await until(() => outcomeOf(world, page, file), `something said of ${file}`);
        // Whoever sees no record reads in the question whose attributes these are, and does not answer blindly.
        if (ended(outcome) === 'Attach to which attribute?' && before !== null) {
          await page.keyboard.press('1');
          outcome = await until(async () => {
            const now = await outcomeOf(world, page, file);
            return ended(now) === null && now;
          }, `${file} sent`);
          note(`${shown} visible, sent to the attribute that was asked for`);
        } else note(`${shown} visible, ${ended(outcome) ? `asked: ${ended(outcome)}` : outcome.is}`);
        if (outcome.is === 'sent') meant.set(file, [before]);
        if (outcome.is !== 'asked') continue;
        await until(async () => {
          await page.keyboard.press('Escape');
          return (await outcomeOf(world, page, file))?.is !== 'asked';
        }, 'the question closed');
      }

      const wrong = await wronglyAttached(world, meant);
      console.log(`${skin}, ${browser}: ${JSON.stringify(outcomes, null, 1)}`);
      if (wrong.length > 0) console.log(told.join('\n'));
      expect(wrong, `SEED=${by.seed}`).toEqual([]);
    });
  },
);
