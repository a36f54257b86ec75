import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { Browser, detectBrowserPlatform, install, resolveBuildId } from '@puppeteer/browsers';
import { hasDisplay } from './display.ts';
import { type BrowserName, browserPath, downloads, findBrowser } from './find.ts';

/** A bare machine has no letters to write with. */
const debianPackages: Record<BrowserName | 'Xvfb' | 'xdotool', readonly string[]> = {
  chromium: ['chromium', 'fonts-dejavu-core'],
  firefox: ['firefox-esr', 'fonts-dejavu-core'],
  Xvfb: ['xvfb'],
  xdotool: ['xdotool'],
};

const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(0)} s`;

function distribution(): string {
  if (process.platform !== 'linux' || !existsSync('/etc/os-release')) return '';
  return /^ID=(.*)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1]?.replaceAll('"', '') ?? '';
}

function has(command: string): boolean {
  const dirs = (process.env.PATH ?? '').split(':');
  return dirs.some((dir) => existsSync(`${dir}/${command}`));
}

/** The words before `apt-get`, or nothing where we may not install packages. */
function aptPrefix(): string[] | undefined {
  if (!has('apt-get')) return undefined;
  if (process.getuid?.() === 0) return [];
  if (!has('sudo')) return undefined;
  try {
    execFileSync('sudo', ['-n', 'true'], { stdio: 'ignore' });
    return ['sudo', '-n'];
  } catch (error) {
    console.log(`sudo asks for a password here (${String(error)}): packages stay as they are.`);
    return undefined;
  }
}

function aptInstall(prefix: string[], packages: string[]): void {
  const since = Date.now();
  console.log(`Installing ${packages.join(', ')} with apt-get …`);
  const run = (...words: string[]) => {
    const [command = 'apt-get', ...rest] = [...prefix, 'apt-get', ...words];
    execFileSync(command, rest, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  };
  run('update', '-qq');
  run('install', '-y', '-qq', '--no-install-recommends', ...packages);
  console.log(`Installed ${packages.join(', ')} in ${seconds(since)}.`);
}

async function download(name: BrowserName): Promise<void> {
  const since = Date.now();
  const browser = name === 'chromium' ? Browser.CHROME : Browser.FIREFOX;
  const platform = detectBrowserPlatform();
  if (!platform) throw new Error(`There is no ${name} to download for this kind of machine.`);
  const buildId = await resolveBuildId(browser, platform, 'stable');
  console.log(`Downloading ${browser} ${buildId} into ${downloads} …`);
  const installDeps = name === 'chromium' && has('apt-get') && process.getuid?.() === 0;
  await install({ browser, buildId, platform, cacheDir: downloads, installDeps });
  console.log(`Downloaded ${browser} in ${seconds(since)}.`);
}

/**
 * Sees to it that the browsers are there, and a screen for Firefox, which pastes only in a window.
 * @param hands whether tests press the browser's own menus, which a driver cannot.
 */
export async function ensureBrowsers(names: readonly BrowserName[], hands = false): Promise<void> {
  const missing: BrowserName[] = [];
  for (const name of names) if (!(await findBrowser(name))) missing.push(name);
  const needsScreen = !hasDisplay() && (hands || names.includes('firefox'));
  const needed = [...(needsScreen ? (['Xvfb'] as const) : []), ...(hands ? (['xdotool'] as const) : [])];
  const tools = process.platform === 'linux' ? needed.filter((tool) => !has(tool)) : [];
  if (missing.length === 0 && tools.length === 0) return;

  const prefix = aptPrefix();
  // Ubuntu's browser packages are snaps, so only Debian's are of use.
  const byPackage = distribution() === 'debian' ? missing : [];
  const packages = [...byPackage, ...tools].flatMap((name) => debianPackages[name]);
  if (prefix && packages.length > 0) aptInstall(prefix, packages);
  for (const name of missing) if (!(await findBrowser(name))) await download(name);
  for (const name of names) await browserPath(name);
}
