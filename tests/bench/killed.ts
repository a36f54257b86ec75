import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumDriver } from '../e2e/support/chromium-driver.ts';
import type { Driver } from '../e2e/support/driver.ts';
import { until } from '../e2e/support/until.ts';
import type { LogEntry } from '../sandbox/log.ts';
import { amount, mebibyte } from './figures.ts';
import { largeFile } from './large-file.ts';
import { quiet } from './main-thread.ts';
import { openRecord, placeFor } from './record-page.ts';
import type { Bench, Line, Row } from './row.ts';

/** Takes any type of file. */
const attribute = 'Consent form';
const timeoutMs = 400_000;

const partsOf = (log: readonly LogEntry[]) => log.filter(({ op }) => op === 'put-part');
const bytesOf = (log: readonly LogEntry[]) =>
  partsOf(log).reduce((sum, { received = 0 }) => sum + received, 0);

async function killed(driver: Driver): Promise<void> {
  const process = driver.browser.process();
  const ended = new Promise((resolve) => process?.once('exit', resolve));
  process?.kill('SIGKILL');
  await ended;
}

/** Drops the file, and returns when half of it is stored. */
async function sendHalf(driver: Driver, { sandbox, size }: Bench, path: string): Promise<void> {
  const { page } = await openRecord(driver, sandbox, 'Mary Jones');
  // A place that has just been drawn may still move.
  await placeFor(page, attribute, true);
  await quiet(1000);
  const since = Date.now();
  await driver.drop(page, [path], await placeFor(page, attribute, true));
  await until(
    async () => bytesOf((await sandbox.log(since)).filter(({ status }) => status === 200)) >= size / 2,
    'half of the file is stored',
    timeoutMs,
  );
}

/** How many bytes go out after a browser was killed when half of them were stored, as a share of the file. */
async function measure(bench: Bench): Promise<Line[]> {
  const { sandbox, build, folder, size } = bench;
  const name = `Sent after a kill at 50 % of ${size / mebibyte} MiB`;
  await sandbox.reset();
  const path = largeFile(bench);
  const userDataDir = mkdtempSync(join(folder, 'profile-'));
  const launch = () => chromiumDriver({ proxyPort: sandbox.proxyPort, extension: build, userDataDir });
  const first = await launch();
  try {
    await sendHalf(first, bench, path);
  } finally {
    await killed(first);
  }
  const restarted = Date.now();
  const second = await launch();
  try {
    await openRecord(second, sandbox, 'Mary Jones');
    const { status } = await sandbox.wait('attach', restarted, timeoutMs);
    const log = await sandbox.log(restarted);
    const share = (bytesOf(log) / size) * 100;
    const complete = log.find(({ op }) => op === 'complete');
    const whole = status === 200 && complete?.size === size;
    return [
      {
        name,
        figure: whole ? amount(share, '%') : 'the file did not arrive whole',
        bar: '< 60 %',
        met: whole && share < 60,
        notes: [
          `${partsOf(log).length} parts; ${amount((Date.now() - restarted) / 1000, 's')} from kill to attach`,
        ],
      },
    ];
  } finally {
    await second.close();
  }
}

export const killedRow: Row = { name: 'Sent again after a kill', measure };
