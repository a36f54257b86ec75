import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * An extension that does nothing. The browser without ours carries this one: what is compared is ours, and not
 * whether a browser has extensions at all; and both are started by the same words.
 */
export function writeNothing(folder: string): string {
  const path = join(folder, 'nothing');
  mkdirSync(path);
  const manifest = {
    manifest_version: 3,
    name: 'Nothing',
    version: '1',
    background: { service_worker: 'background.js' },
  };
  writeFileSync(join(path, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(path, 'background.js'), '');
  return path;
}
