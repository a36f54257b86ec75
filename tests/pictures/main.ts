import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'puppeteer';
import { ensureBrowsers } from '../browsers/install.ts';
import { ensureBuilt, outputs } from '../e2e/support/build.ts';
import { chromiumDriver } from '../e2e/support/chromium-driver.ts';
import type { Driver } from '../e2e/support/driver.ts';
import { openPatient, signIn } from '../e2e/support/portal.ts';
import { until } from '../e2e/support/until.ts';
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';
import { type Skin, type Switches, skins } from '../sandbox/switches.ts';

// `npm run pictures` draws every skin of the sandbox's portal with the extension on it, for docs/skins.md;
// `npm run pictures -- table cards` only these.
const root = join(import.meta.dirname, '../..');
const folder = 'docs/skins';
const schemes = ['light', 'dark'] as const;
const directions: readonly { name: 'ltr' | 'rtl'; language: Switches['language'] }[] = [
  { name: 'ltr', language: 'en-us' },
  { name: 'rtl', language: 'he' },
];

/** 960 pixels of a page that believes it is 1280 wide. */
const viewport = { width: 1280, height: 1000, deviceScaleFactor: 0.75 };

/** A second look after this long (ms) shows whether everything has come: frames come late. */
const calm = 1_500;

/** Settles when the extension has shown itself and changes no more; false where it does not. */
async function settled(driver: Driver, page: Page): Promise<boolean> {
  let before = '';
  let since = 0;
  const still = async () => {
    const all = [await driver.things(page, 'button'), await driver.things(page, 'complementary')].flat();
    const ours = all.some(({ role, name }) => role === 'complementary' && name === 'Attach for BioT');
    const now = JSON.stringify(all.map(({ name, box }) => [name, box]));
    if (now !== before) since = Date.now();
    before = now;
    return ours && Date.now() - since > calm;
  };
  return until(still, 'the extension is there', 8_000).catch(() => false);
}

async function draw(driver: Driver, sandbox: Sandbox, skin: Skin): Promise<number> {
  let bytes = 0;
  for (const { name: direction, language } of directions) {
    sandbox.reset();
    Object.assign(sandbox.switches, { skin, language });
    const page = await driver.newPage();
    await page.setViewport(viewport);
    await signIn(driver, page, sandbox);
    const mary = sandbox.patients.find(({ _caption }) => _caption === 'Mary Jones');
    await openPatient(driver, page, sandbox, mary?._id ?? '');
    for (const scheme of schemes) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      if (!(await settled(driver, page)))
        console.log(`${skin}, ${direction}: nothing of the extension to see`);
      const path = `${folder}/${skin}-${scheme}-${direction}.webp` as const;
      await page.screenshot({ path: join(root, path) as `${string}.webp`, type: 'webp', quality: 60 });
      bytes += statSync(join(root, path)).size;
    }
    await page.close();
  }
  return bytes;
}

const { positionals } = parseArgs({ allowPositionals: true });
const wanted = skins.filter((skin) => positionals.length === 0 || positionals.includes(skin));
await ensureBuilt(['chromium']);
await ensureBrowsers(['chromium']);
mkdirSync(join(root, folder), { recursive: true });
const sandbox = await startSandbox();
const driver = await chromiumDriver({ proxyPort: sandbox.proxyPort, extension: outputs.chromium });
try {
  let bytes = 0;
  for (const skin of wanted) bytes += await draw(driver, sandbox, skin);
  console.log(`${wanted.length * 4} pictures in ${folder}, ${Math.round(bytes / 1024)} kB`);
} finally {
  await driver.close();
  await sandbox.close();
}
