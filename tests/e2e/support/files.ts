import { closeSync, ftruncateSync, mkdtempSync, openSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = () => mkdtempSync(join(tmpdir(), 'attach-for-biot-'));

/** A file of that name on this machine's disk; its path. */
export function fileNamed(name: string, content: Uint8Array | string): string {
  const path = join(folder(), name);
  writeFileSync(path, content);
  return path;
}

/** A file of so many bytes that takes no room. */
export function sparseFile(name: string, size: number): string {
  const path = join(folder(), name);
  const file = openSync(path, 'w');
  ftruncateSync(file, size);
  closeSync(file);
  return path;
}
