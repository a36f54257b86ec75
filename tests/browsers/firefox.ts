import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from 'puppeteer';
import type { Launched, LaunchOptions } from './chromium.ts';
import { browserPath } from './find.ts';
import { inFirefoxWindow } from './firefox-chrome.ts';
import { firefoxPrefs } from './firefox-prefs.ts';

/** Any fixed one will do: profiles are thrown away. */
const uuid = 'a77ac4f0-b107-4000-8000-000000000001';

interface Manifest {
  browser_specific_settings: { gecko: { id: string } };
}

/**
 * A home in which Firefox finds what an organization has ruled for the extension: a manifest of managed storage, as
 * on Linux in `.mozilla/managed-storage`.
 */
function homeWith(data: object, name: string): string {
  const home = mkdtempSync(join(tmpdir(), 'attach-for-biot-home-'));
  const folder = join(home, '.mozilla/managed-storage');
  mkdirSync(folder, { recursive: true });
  const manifest = { name, description: 'What an organization has ruled', type: 'storage', data };
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(manifest));
  process.once('exit', () => rmSync(home, { recursive: true, force: true }));
  return home;
}

/**
 * Pasting needs a window: with `headless`, the clipboard holds no pictures.
 * `headless` is therefore off by default, and a DISPLAY has to be there.
 */
export async function launchFirefox(options: LaunchOptions): Promise<Launched> {
  const { proxyPort, extension, headless = false, userDataDir, colorScheme, ruled } = options;
  const manifest = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8')) as Manifest;
  const extensionId = manifest.browser_specific_settings.gecko.id;
  const browser = await launch({
    browser: 'firefox',
    // Who listens to the network keeps what was sent, in the browser's main process: 250 MiB of a file of 512.
    networkEnabled: false,
    executablePath: await browserPath('firefox'),
    headless,
    acceptInsecureCerts: true,
    defaultViewport: headless ? { width: 1280, height: 860 } : null,
    ...(userDataDir && { userDataDir }),
    // Without this variable a release ignores the preference that turns remote settings away.
    env: {
      ...process.env,
      MOZ_REMOTE_SETTINGS_DEVTOOLS: '1',
      ...(ruled && { HOME: homeWith(ruled, extensionId) }),
    },
    extraPrefsFirefox: firefoxPrefs({ proxyPort, extensionId, uuid, colorScheme }),
    // Drops, and what lies in closed shadow roots, are reached with the browser's own powers.
    args: ['--remote-allow-system-access', '--width=1280', '--height=960'],
  });
  await browser.installExtension(extension);
  // Its background listens from here on; before, the first calls of a page would go unseen.
  await inFirefoxWindow(
    browser,
    `const policy = WebExtensionPolicy.getByID(input);
     await policy.readyPromise;
     while (policy.extension.backgroundState !== 'running') await new Promise((next) => setTimeout(next, 20));`,
    extensionId,
  );
  return { browser, origin: `moz-extension://${uuid}` };
}
