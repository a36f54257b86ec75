import { createHash } from 'node:crypto';
import type { Page } from 'puppeteer';
import { expect, it } from 'vitest';
import type { PageSnapshot } from '../../../lib/protocol/requests.ts';
import type { UploadView } from '../../../lib/protocol/upload.ts';
import type { BrowserName } from '../../browsers/find.ts';
import { pdf, woundPicture } from '../../sandbox/pictures.ts';
import { middle } from '../support/driver.ts';
import { everything } from '../support/everything.ts';
import { fileNamed } from '../support/files.ts';
import { isolatedWorld } from '../support/isolated-world.ts';
import { until } from '../support/until.ts';
import { useWorld, type WorldOptions } from '../support/world.ts';
import { breaches, type Given } from './invariants.ts';

/** The whole of every sweep, with all its seeds; without it a sample within a time limit. */
export const whole = process.env.FAULTS === 'whole';

/** Rows that a sample leaves to the whole run: the machine has but so much time, and others run through the same code. */
const left = /^F(17|19|23|27|28|30|31|33|35|37|42|44|45|46|48|50|53|63) /;

/** The attributes of a patient that hold files. */
export const attributes = ['wound_photo', 'ecg_strip', 'analysis_file', 'consent_form'] as const;
export type Attribute = (typeof attributes)[number];

export interface Place {
  recordId: string;
  attribute: Attribute;
}

/** What is brought in, with its bytes. */
interface Source extends Given {
  bytes: Buffer;
  type: string;
}

export type Desk = ReturnType<typeof useDesk>;

/** A world in which files are brought in and what became of them is judged at the end of every test. */
export function useDesk(browser: BrowserName, options: WorldOptions = {}) {
  const world = useWorld(browser, { forgets: true, ...options });
  let given: Given[] = [];
  let strokes = 0;
  let serial = 0;
  let opened = 0;
  const tag = Math.trunc(performance.timeOrigin).toString(36);

  function source({ recordId, attribute }: Place, size = 0): Source {
    serial += 1;
    const isPicture = attribute === 'wound_photo' || attribute === 'ecg_strip';
    const canary = `canary-${tag}-${serial}-`;
    const start = isPicture ? woundPicture(serial, 40, 30) : pdf('Invented');
    const filling = Buffer.alloc(Math.max(0, size - start.length), canary);
    const bytes = Buffer.concat([start, filling, Buffer.from(canary)]);
    return {
      name: `${tag}-${serial}.${isPicture ? 'png' : 'pdf'}`,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      canary,
      recordId,
      attribute,
      before: world.sandbox.attribute(recordId, attribute)?.fileId ?? null,
      ends: ['attached'],
      bytes,
      type: isPicture ? 'image/png' : 'application/pdf',
    };
  }

  const mary = () => world.patientCalled('Mary Jones');

  /** Asks in the world of the extension's script on the page: as the script itself does. Chromium only. */
  async function inScript<T>(page: Page, expression: string): Promise<T> {
    const session = await page.createCDPSession();
    try {
      const contextId = await isolatedWorld(session, world.driver.origin);
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
        expression,
        contextId,
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value as T;
    } finally {
      await session.detach();
    }
  }

  const snapshot = (page: Page) => inScript<PageSnapshot>(page, ask('page.snapshot', '{ back: false }'));

  async function overview(): Promise<{ uploads: UploadView[]; others: number }> {
    const page = await world.extensionPage('options.html');
    try {
      return await until(() => page.evaluate(readOverview), 'the overview is answered');
    } finally {
      await page.close();
    }
  }

  /** All files of this test have come to their ends. */
  async function settled(timeoutMs = 60_000): Promise<UploadView[]> {
    const page = await world.extensionPage('options.html');
    let last = '';
    try {
      return await until(
        async () => {
          const { uploads } = await page.evaluate(readOverview);
          last = uploads
            .map(({ fileName, progress }) => `${fileName} ${JSON.stringify(progress)}`)
            .join('\n');
          const isOver = (one: Given) => {
            const views = uploads.filter(({ fileName }) => fileName === one.name);
            return views.length > 0 && views.every(({ progress }) => one.ends.includes(progress.is));
          };
          return given.every(isOver) && uploads;
        },
        () => `all files at their ends; they are at\n${last}`,
        timeoutMs,
      );
    } finally {
      await page.close();
    }
  }

  async function judged(timeoutMs?: number): Promise<void> {
    const shown = await settled(timeoutMs);
    const page = await world.extensionPage('options.html');
    const stored = await page.evaluate(everything);
    await page.close();
    expect(breaches({ sandbox: world.sandbox, given, shown, stored, strokes })).toEqual([]);
  }

  return {
    world,
    mary,
    overview,
    settled,
    source,
    /** Counts what the test itself breaks. */
    stroke: (times = 1): void => {
      strokes += times;
    },
    /** A test that ends with the judgement. @param within how long files may take to their ends, in ms. */
    proves(title: string, work: () => Promise<void>, { timeout = 120_000, within = 60_000 } = {}): void {
      it.runIf(whole || !left.test(title))(title, { timeout }, async () => {
        given = [];
        strokes = 0;
        opened = 0;
        await work();
        await judged(within);
      });
    },
    /** Mary Jones's page, by which files of any record it has read are brought in. */
    async open(): Promise<Page> {
      opened += 1;
      if (opened === 1) return world.openRecord('Mary Jones');
      const page = await world.newPage();
      await page.goto(`${world.sandbox.portal}/`);
      // The session may have outlived its tab, or the browser.
      const found = await until(async () => {
        if ((await world.screen.things(page, 'searchbox')).length > 0) return 'list';
        return (await page.$('input[name=password]')) !== null && 'form';
      }, 'the portal, with its list or its form');
      if (found === 'form') await world.signIn(page);
      await world.openPatient(page, mary());
      return page;
    },
    /** Drops a file on the zone of Mary Jones's wound photo, as a person does. */
    async drop(page: Page, size = 0): Promise<Given> {
      const one = source({ recordId: mary(), attribute: 'wound_photo' }, size);
      const { box } = await world.screen.find(page, 'button', /^Attach to Wound photo/);
      given.push(one);
      await world.drop(page, [fileNamed(one.name, one.bytes)], middle(box));
      return one;
    },
    /** Has the portal's page read these records, as it does when a person opens them. */
    async read(page: Page, recordIds: readonly string[]): Promise<void> {
      await page.evaluate(readRecords, world.sandbox.api, [...recordIds]);
      await until(async () => {
        const { records } = await snapshot(page);
        return recordIds.every((id) => records.some(({ ref }) => ref.id === id));
      }, 'the records are known');
    },
    /** Brings files in by the script on the page, all at once; every one must be accepted. */
    async add(page: Page, sources: readonly Source[]): Promise<Given[]> {
      // The way to the browser ends where a message of a hundred megabytes is put on it.
      const fits = Math.max(
        1,
        Math.floor(20_000_000 / Math.max(...sources.map(({ bytes }) => bytes.length))),
      );
      if (sources.length > fits)
        return [
          ...(await this.add(page, sources.slice(0, fits))),
          ...(await this.add(page, sources.slice(fits))),
        ];
      const { records } = await snapshot(page);
      const jobs = sources.map(({ bytes, type, name, recordId, attribute, before }) => {
        const ref = records.find((one) => one.ref.id === recordId)?.ref;
        if (!ref) throw new Error('The page has not read that record.');
        return { bytes: bytes.toString('base64'), type, name, ref, attribute, replaces: before };
      });
      const answers = await inScript<{ accepted: boolean; reason?: string }[]>(page, addAll(jobs));
      expect(answers.filter(({ accepted }) => !accepted)).toEqual([]);
      given.push(...sources);
      return [...sources];
    },
  };
}

const ask = (request: string, of: string) =>
  `chrome.runtime.sendMessage({ to: 'background', request: '${request}', of: ${of} }).then(({ answer }) => answer)`;

const addAll = (jobs: readonly object[]) => `Promise.all(${JSON.stringify(jobs)}.map(({ bytes, ...job }) => {
  const file = new File([Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0))], job.name, { type: job.type });
  return ${ask('upload.add', '{ ...job, file }')};
}))`;

/** Runs in a page of the extension. */
export async function readOverview(): Promise<{ uploads: UploadView[]; others: number }> {
  const scope = globalThis as unknown as {
    chrome: {
      runtime: {
        sendMessage(letter: object): Promise<{ answer: { uploads: UploadView[]; others: number } }>;
      };
    };
  };
  return (await scope.chrome.runtime.sendMessage({ to: 'background', request: 'overview.read' })).answer;
}

/** Runs in the portal's page. */
async function readRecords(api: string, ids: string[]): Promise<void> {
  const { access } = JSON.parse(localStorage.getItem('portal.session') ?? '{}');
  for (const id of ids)
    await fetch(`${api}/organization/v1/users/patients/${id}`, {
      headers: { authorization: `Bearer ${access.token}`, 'accept-language': 'en-us' },
    });
}
