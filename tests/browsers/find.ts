import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Browser, getInstalledBrowsers } from '@puppeteer/browsers';

export type BrowserName = 'chromium' | 'firefox';

/** Browsers of our own, downloaded because the machine had none. */
export const downloads = join(import.meta.dirname, '../../node_modules/.cache/browsers');

const commands: Record<BrowserName, readonly string[]> = {
  chromium: [
    'chromium',
    'google-chrome-stable',
    'google-chrome',
    'chromium-browser',
    'microsoft-edge-stable',
  ],
  firefox: ['firefox-esr', 'firefox'],
};

const macApps: Record<BrowserName, readonly string[]> = {
  chromium: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((app) => `${app}.app/Contents/MacOS/${app}`),
  firefox: ['Firefox.app/Contents/MacOS/firefox'],
};

const windowsPrograms: Record<BrowserName, readonly string[]> = {
  chromium: [
    'Google/Chrome/Application/chrome.exe',
    'Chromium/Application/chrome.exe',
    'Microsoft/Edge/Application/msedge.exe',
  ],
  firefox: ['Mozilla Firefox/firefox.exe'],
};

/** Ubuntu's packages are doors to snaps, which see neither our profiles nor our files. */
function isSnap(path: string): boolean {
  const real = realpathSync(path);
  if (real.includes('/snap')) return true;
  const start = readFileSync(real).subarray(0, 4096).toString('latin1');
  return start.startsWith('#!') && start.includes('/snap/');
}

function candidates(name: BrowserName): string[] {
  const { env } = process;
  const from = (folders: (string | undefined)[], paths: readonly string[]) =>
    folders.flatMap((folder) => (folder ? paths.map((path) => join(folder, path)) : []));
  switch (process.platform) {
    case 'darwin':
      return from(['/Applications', join(env.HOME ?? '', 'Applications')], macApps[name]);
    case 'win32':
      return from([env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA], windowsPrograms[name]);
    default:
      return from([...(env.PATH ?? '').split(delimiter), '/usr/bin', '/snap/bin'], commands[name]).filter(
        (path) => existsSync(path) && !isSnap(path),
      );
  }
}

/** The browser named by CHROME or FIREFOX, else one of the machine's, else one we downloaded. */
export async function findBrowser(name: BrowserName): Promise<string | undefined> {
  const variable = name === 'chromium' ? 'CHROME' : 'FIREFOX';
  const named = process.env[variable];
  if (named) {
    if (!existsSync(named)) throw new Error(`${variable} names ${named}, which is not there.`);
    return named;
  }
  const installed = candidates(name).find((path) => existsSync(path));
  if (installed) return installed;
  const wanted = name === 'chromium' ? Browser.CHROME : Browser.FIREFOX;
  const downloaded = await getInstalledBrowsers({ cacheDir: downloads });
  return downloaded.find(({ browser, executablePath }) => browser === wanted && existsSync(executablePath))
    ?.executablePath;
}

/** As findBrowser, for those who cannot do without. */
export async function browserPath(name: BrowserName): Promise<string> {
  const path = await findBrowser(name);
  if (!path) throw new Error(`No ${name} on this machine: "npm test" and "npm run demo" install one.`);
  return path;
}
