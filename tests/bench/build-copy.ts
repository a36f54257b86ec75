import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, isStale, outputs } from '../e2e/support/build.ts';

/** A copy of the shipped build: whoever builds meanwhile does not pull it from under a running browser. */
export async function copyBuild(folder: string): Promise<string> {
  const output = outputs.chromium;
  if (!existsSync(join(output, 'manifest.json'))) await ensureBuilt(['chromium']);
  if (isStale('chromium'))
    console.log('The build is older than its sources: "npm run build" makes a new one.');
  const copy = join(folder, 'build');
  cpSync(output, copy, { recursive: true });
  return copy;
}
