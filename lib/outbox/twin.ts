import { isSendable } from './phase.ts';
import { byAge, ownPlaceOf } from './place.ts';
import type { Upload } from './upload.ts';

/** The same content for the same place by the same person: on its way, or attached as this file. */
export type Twin = { is: 'on-its-way' } | { is: 'attached'; fileId: string };

/**
 * What makes a new upload one too many: the same person's last one to the same place has the same content. Where
 * something else was meant for the place since, the same content once more is a wish of its own.
 */
export function twinOf(upload: Upload, others: readonly Upload[]): Twin | null {
  const place = ownPlaceOf(upload);
  const last = others
    .filter((other) => isMeant(other) && ownPlaceOf(other) === place)
    .toSorted(byAge)
    .at(-1);
  if (!last || last.file.digest === undefined || last.file.digest !== upload.file.digest) return null;
  return last.state.at === 'attached' ? { is: 'attached', fileId: last.state.fileId } : { is: 'on-its-way' };
}

/** Is to be on the record, or is there; of what failed or waits for an answer nobody knows. */
function isMeant(upload: Upload): boolean {
  return isSendable(upload) || upload.state.at === 'waiting' || upload.state.at === 'attached';
}
