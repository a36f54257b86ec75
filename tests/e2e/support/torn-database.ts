import { readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes; LevelDB's log format (doc/log_format.md): blocks of records, each behind checksum, length and type. */
const block = 32_768;
const head = 7;
/** A record that begins here: in one piece, or the first of several. */
const begins = new Set([1, 2]);

/** Where in the log each of its records begins, in bytes. */
function recordsIn(log: Buffer): number[] {
  const starts: number[] = [];
  for (let at = 0; at + head <= log.length; ) {
    const left = block - (at % block);
    if (left < head) {
      at += left;
      continue;
    }
    const type = log.readUInt8(at + 6);
    if (type === 0) break;
    if (begins.has(type)) starts.push(at);
    at += head + log.readUInt16LE(at + 4);
  }
  return starts;
}

/**
 * Cuts the last records off what Chromium has written of our database, as a loss of power may.
 * @param profile of a browser that is dead.
 */
export function cutLog(profile: string, records: number): void {
  const folder = join(profile, 'Default/IndexedDB');
  const [log] = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(({ name, parentPath }) => name.endsWith('.log') && parentPath.includes('chrome-extension'))
    .map(({ parentPath, name }) => join(parentPath, name));
  if (log === undefined) throw new Error('The profile has no log of our database.');
  const starts = recordsIn(readFileSync(log));
  const end = starts.at(-records);
  if (end === undefined) throw new Error(`The log has ${starts.length} records only.`);
  truncateSync(log, end);
}

/** Takes away the files in which Chromium keeps what is too large for its log. */
export function loseBlobs(profile: string): void {
  const folder = join(profile, 'Default/IndexedDB');
  const lost = readdirSync(folder).filter((name) => /^chrome-extension.*\.blob$/.test(name));
  if (lost.length === 0) throw new Error('The profile keeps no bytes of ours.');
  for (const name of lost) rmSync(join(folder, name), { recursive: true });
}
