import { BadArchive, unzipped } from '../../lib/files/unzip.ts';
import { tagsOf } from './dicom.ts';
import type { Wish } from './reading.ts';
import { tableOf } from './tables.ts';

/** Reads archives and tables beside the page, which goes on drawing. */
addEventListener('message', ({ data }: MessageEvent<Wish>) => {
  void answer(data).then((value) => postMessage({ id: data.id, value }));
});

const ways: Record<Wish['what'], (file: File) => Promise<unknown>> = {
  zip: unzipped,
  table: tableOf,
  tags: tagsOf,
};

/** Null where it cannot be read: what it is called is told by whoever asked. */
async function answer({ what, file }: Wish): Promise<unknown> {
  try {
    return await ways[what](file);
  } catch (cause) {
    // A damaged file is the person's; anything else is told as one, and where it can be seen.
    if (!(cause instanceof BadArchive)) console.error('Attach for BioT: a file was not read', nameOf(cause));
    return null;
  }
}

const nameOf = (cause: unknown) => (cause instanceof Error ? cause.name : typeof cause);
