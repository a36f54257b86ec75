import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { mebibyte } from './figures.ts';

/** A file that nothing can compress or guess; made once a run. */
export function largeFile({ folder, size }: { folder: string; size: number }): string {
  const path = join(folder, 'recording.bin');
  if (existsSync(path)) return path;
  const descriptor = openSync(path, 'w');
  for (let left = size; left > 0; left -= 8 * mebibyte)
    writeSync(descriptor, randomBytes(Math.min(left, 8 * mebibyte)));
  closeSync(descriptor);
  return path;
}
