import { sniff } from '../../lib/files/sniff.ts';
import { BadArchive, unzipped } from '../../lib/files/unzip.ts';
import { examined } from '../../lib/uploads/examination.ts';
import { tagsOf } from './dicom.ts';
import type { Wish, Wished } from './reading.ts';
import { tableOf } from './tables.ts';

/** Reads archives, tables and files beside the page, which goes on drawing. */
addEventListener('message', ({ data }: MessageEvent<Wished>) => {
  void answer(data).then((value) => postMessage({ id: data.id, value }));
});

function granted(wish: Wish): Promise<unknown> {
  switch (wish.what) {
    case 'zip':
      return unzipped(wish.file);
    case 'table':
      return tableOf(wish.file);
    case 'tags':
      return tagsOf(wish.file);
    case 'kind':
      return sniff(wish.file, wish.name);
    case 'whole':
      return examined(wish.file, wish.name);
    default:
      return wish satisfies never;
  }
}

/** Null where it cannot be read: what it is called is told by whoever asked. */
async function answer(wish: Wish): Promise<unknown> {
  try {
    return await granted(wish);
  } catch (cause) {
    // A file that is damaged or gone is the person's; anything else is told as one, and where it can be seen.
    const isTheirs = cause instanceof BadArchive || cause instanceof DOMException;
    if (!isTheirs) console.error('Attach for BioT: a file was not read', nameOf(cause));
    return null;
  }
}

const nameOf = (cause: unknown) => (cause instanceof Error ? cause.name : typeof cause);
