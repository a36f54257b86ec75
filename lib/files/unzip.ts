import { type UnzipFileInfo, unzipSync } from 'fflate';
import type { FoundFile } from '../protocol/bulk.ts';

/** A .zip that is not opened, for it is damaged, too large, or leads out of its own folder. */
export class BadArchive extends Error {
  override name = 'BadArchive';
}

/** Limits, in bytes: all of it is in memory while it is unpacked. */
const mostPacked = 512 * 1024 ** 2;
const mostUnpacked = 1024 ** 3;
const mostFiles = 20_000;
/** How many times as large as in the archive one file may be: deflate's own limit is about 1,030. */
const mostTimes = 200;

/** Names that lead out of the folder they are unpacked into, or that no disk would take. */
const leadsOut = /(?:^|\/)\.\.(?:\/|$)|^\/|^[a-z]:|\\|\0/i;

/**
 * Opens a .zip that was dropped among the files. Names and sizes are looked at before anything is unpacked. For a
 * worker: whoever draws a page meanwhile would stand still. Rejects with `BadArchive`.
 */
export async function unzipped(archive: File): Promise<FoundFile[]> {
  if (archive.size > mostPacked) throw new BadArchive('too large');
  const packed = new Uint8Array(await archive.arrayBuffer());
  let [count, total] = [0, 0];
  let isBad = false;
  const filter = ({ name, size, originalSize }: UnzipFileInfo): boolean => {
    count += 1;
    total += originalSize;
    isBad ||= leadsOut.test(name) || count > mostFiles || total > mostUnpacked;
    isBad ||= originalSize > 1024 ** 2 && originalSize > size * mostTimes;
    return !isBad && !name.endsWith('/') && !name.startsWith('__MACOSX/');
  };
  const content = unpacked(packed, filter);
  if (isBad) throw new BadArchive('not what it seems');
  const folder = archive.name.replace(/\.zip$/i, '');
  return Object.entries(content).map(([path, bytes]) => ({
    // A copy: what is unpacked may lie in one buffer with all the rest.
    file: new File([Uint8Array.from(bytes)], path.split('/').at(-1) ?? path, { type: typeOf(path) }),
    path: `${folder}/${path}`,
  }));
}

function unpacked(packed: Uint8Array, filter: (info: UnzipFileInfo) => boolean): Record<string, Uint8Array> {
  try {
    return unzipSync(packed, { filter });
  } catch (cause) {
    throw new BadArchive('damaged', { cause });
  }
}

/** As browsers guess them from names; the bytes are looked at before anything is sent. */
const types: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  pdf: 'application/pdf',
  csv: 'text/csv',
  txt: 'text/plain',
  dcm: 'application/dicom',
};

function typeOf(path: string): string {
  return types[/\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? ''] ?? '';
}
