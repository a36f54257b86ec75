import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { outputs } from '../e2e/support/build.ts';
import { chromiumDriver } from '../e2e/support/chromium-driver.ts';
import type { Driver } from '../e2e/support/driver.ts';
import { openPatient, signIn } from '../e2e/support/portal.ts';
import { createScreen } from '../e2e/support/screen.ts';
import { until } from '../e2e/support/until.ts';
import type { LogEntry } from '../sandbox/log.ts';
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';
import { takeScreenshot } from './picture.ts';

const root = join(import.meta.dirname, '../..');

/** Runs in the page: SHA-256 of what the clipboard now hands to whoever pastes. Browsers encode pictures anew. */
async function hashClipboard(): Promise<string> {
  const [item] = await navigator.clipboard.read();
  const bytes = await (await item?.getType('image/png'))?.arrayBuffer();
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes ?? new ArrayBuffer()));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function line({
  op,
  method,
  path,
  status,
  attribute,
  fileName,
  contentType,
  size,
  sha256,
}: LogEntry): string {
  const about = [attribute, fileName, contentType, size && `${size} bytes`, sha256 && `SHA-256 ${sha256}`];
  return `  ${op.padEnd(6)} ${method} ${path} ${status}\n         ${about.filter(Boolean).join(' · ')}`;
}

type Shoot = (name: 'before' | 'chooser' | 'during' | 'after') => Promise<unknown>;

/** Several attributes take pictures: the extension asks, with the likeliest one first. */
async function answerChooser(driver: Driver, page: Page, sandbox: Sandbox, shoot: Shoot): Promise<void> {
  const asked = await until(async () => {
    if ((await driver.things(page, 'dialog')).length > 0) return 'yes';
    return sandbox.log.some(({ op, from }) => op === 'create' && from === 'extension') && 'no';
  }, 'the extension asks where to, or starts');
  if (asked === 'no') return;
  await shoot('chooser');
  await page.keyboard.press('Enter');
}

/**
 * The main job by itself: a pasted screenshot reaches the record of Mary Jones, byte for byte.
 * @param folder for the pictures, seen from the project's own.
 */
export async function demonstrate(folder: string): Promise<boolean> {
  mkdirSync(join(root, folder), { recursive: true });
  const sandbox = await startSandbox();
  const driver = await chromiumDriver({ proxyPort: sandbox.proxyPort, extension: outputs.chromium });
  try {
    const png = await takeScreenshot(driver.browser);
    const screen = createScreen(driver);
    const page = await driver.newPage();
    const shoot: Shoot = (name) => page.screenshot({ path: join(root, folder, `demo-${name}.png`) });
    const mary = sandbox.patients.find(({ _caption }) => _caption === 'Mary Jones');
    if (!mary) throw new Error('The sandbox has no Mary Jones.');

    await signIn(driver, page, sandbox);
    await openPatient(driver, page, sandbox, mary._id);
    const zones = await until(async () => {
      const found = await screen.zones(page);
      return found.length > 0 && found;
    }, 'a zone to drop files on');
    console.log(`Mary Jones is open; files can go to: ${zones.map(({ name }) => `\n  ${name}`).join('')}`);
    await shoot('before');

    // Slow enough for a picture of it on its way.
    sandbox.switches.bytesPerSecond = 1_500_000;
    await driver.paste(page, { type: 'image/png', bytes: png });
    const pasted = await page.evaluate(hashClipboard);
    await answerChooser(driver, page, sandbox, shoot);
    await until(
      async () => (await screen.things(page, 'progressbar')).some(({ value }) => Number(value) > 0),
      'progress on the record',
    );
    await shoot('during');

    const attach = await sandbox.wait(({ op, status }) => op === 'attach' && status === 200);
    const file = attach.fileId === undefined ? null : sandbox.file(attach.fileId);
    await until(
      async () => (await screen.things(page, 'img')).some(({ name }) => file && name.startsWith(file.name)),
      `a picture of ${file?.name} on the record`,
    );
    await shoot('after');

    const calls = sandbox.log.filter(
      ({ op, from }) => from === 'extension' && /^(create|put|attach)$/.test(op),
    );
    console.log(`\nWhat the servers saw of it:\n${calls.map(line).join('\n')}`);
    const same = file?.sha256 === pasted && sandbox.violations().length === 0;
    console.log(`\nPasted  ${pasted}\nStored  ${file?.sha256} (${file?.size} bytes)`);
    console.log(same ? 'They are the same.' : 'THEY DIFFER, or the sandbox saw what it must not see.');
    console.log(`Pictures: ${folder}/demo-before, -chooser, -during, -after.png`);
    return same;
  } finally {
    await driver.close();
    await sandbox.close();
  }
}
