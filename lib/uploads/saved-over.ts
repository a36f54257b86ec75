import { byAge, ownPlaceOf } from '../outbox/place.ts';
import type { Upload } from '../outbox/upload.ts';
import type { AttributeView } from '../protocol/record.ts';

/** A save of the portal's own form on a record, and what the record was found to hold after it. */
export interface Save {
  /** Path of the record, as in `EntityRef`. */
  path: string;
  attributes: readonly Pick<AttributeView, 'name' | 'value'>[];
  /** Milliseconds since the epoch. */
  now: number;
}

/** A form that has stood open for longer than this (ms) is somebody coming back to think again. */
const lately = 60 * 60_000;

/**
 * Uploads whose file such a save has taken out again, unasked: the attribute holds what it held before. Another
 * file there is one that the form's user has chosen, and no question.
 * @param uploads all of the person who has saved.
 */
export function savedOver(uploads: readonly Upload[], { path, attributes, now }: Save): Upload[] {
  const newest = new Map<string, Upload>();
  for (const upload of uploads.toSorted(byAge))
    if (upload.target.path === path && hasPart(upload)) newest.set(ownPlaceOf(upload), upload);
  return [...newest.values()].filter(({ state, target, changedAt }) => {
    if (state.at !== 'attached' || now - changedAt >= lately) return false;
    const attribute = attributes.find(({ name }) => name === target.attribute);
    // What a person may not see any more is not empty, but unknown.
    if (!attribute) return false;
    const present = attribute.value?.id ?? null;
    return present !== state.fileId && present === target.before;
  });
}

/** What was taken back or never got there has left its place to the one before it. */
function hasPart({ state }: Upload): boolean {
  return state.at !== 'undone' && state.at !== 'cancelled' && state.at !== 'failed';
}
