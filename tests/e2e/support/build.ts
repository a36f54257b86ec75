import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserName } from '../../browsers/find.ts';
import { runTool } from './tool.ts';

const root = join(import.meta.dirname, '../../..');

/** Folders of the builds that go to the stores. */
export const outputs: Record<BrowserName, string> = {
  chromium: join(root, '.output/chrome-mv3'),
  firefox: join(root, '.output/firefox-mv3'),
};

const sources = [
  'entrypoints',
  'components',
  'lib',
  'public',
  'modules',
  'wxt.config.ts',
  'package-lock.json',
];

function newest(path: string): number {
  if (!existsSync(path)) return 0;
  const { mtimeMs } = statSync(path);
  const inside = statSync(path).isDirectory()
    ? readdirSync(path).map((name) => newest(join(path, name)))
    : [];
  return Math.max(mtimeMs, ...inside);
}

/** Whether the build is missing, or older than what it is made of. */
export function isStale(name: BrowserName): boolean {
  const manifest = join(outputs[name], 'manifest.json');
  if (!existsSync(manifest)) return true;
  const built = statSync(manifest).mtimeMs;
  return sources.some((source) => newest(join(root, source)) > built);
}

export const buildArguments: Record<BrowserName, string[]> = {
  chromium: ['build'],
  firefox: ['build', '-b', 'firefox'],
};

/** Builds for those browsers whose build is stale; throws when that fails. */
export async function ensureBuilt(names: readonly BrowserName[]): Promise<void> {
  for (const name of names) {
    if (!isStale(name)) continue;
    console.log(`Building the extension for ${name} …`);
    const { code, output } = await runTool('wxt', buildArguments[name], { quiet: true });
    if (code === 0) continue;
    console.log(output);
    throw new Error(`The extension cannot be built for ${name}.`);
  }
}

/**
 * A copy of the shipped build as a browser of another language has it: with that language's catalogue. Browsers for
 * tests mostly know English only, so that the catalogue is made the one they fall back to.
 * @param folder does not exist yet. @param language a folder of `_locales`.
 */
export function buildIn(language: string, name: BrowserName, folder: string): string {
  cpSync(outputs[name], folder, { recursive: true });
  const manifest = join(folder, 'manifest.json');
  const content: object = JSON.parse(readFileSync(manifest, 'utf8'));
  writeFileSync(manifest, JSON.stringify({ ...content, default_locale: language }));
  const locales = join(folder, '_locales');
  for (const other of readdirSync(locales))
    if (other !== language) rmSync(join(locales, other), { recursive: true });
  return folder;
}
