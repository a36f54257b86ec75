import type { UploadEvent } from './event.ts';
import { mayInherit } from './phase.ts';
import { byAge, ownPlaceOf } from './place.ts';
import { step } from './step.ts';
import type { Upload } from './upload.ts';

/**
 * What uploads are to hear of the same person's earlier ones to the same place. Who drops a second file while
 * the first is on its way was shown what the first one replaces: the first one's file is then no stranger's,
 * and an undo of the second gives it back. Only uploads that were there when the earlier one got there are
 * concerned: later ones were shown what came of it.
 */
export function inheritances(uploads: readonly Upload[], now: number): { id: string; event: UploadEvent }[] {
  const heirs = uploads.filter(mayInherit);
  // Of a thousand that are over, none concerns anybody else as a rule.
  const wanted = new Set(heirs.map(ownPlaceOf));
  const ended = uploads
    .filter((upload) => wanted.has(ownPlaceOf(upload)))
    .flatMap((upload) => legacyOf(upload, now))
    .toSorted((a, b) => a.from.changedAt - b.from.changedAt);
  const places = Map.groupBy(ended, ({ from }) => ownPlaceOf(from));
  return heirs.flatMap((heir) => {
    let present = heir;
    return (places.get(ownPlaceOf(heir)) ?? []).flatMap(({ from, event }) => {
      const concerns = byAge(from, heir) < 0 && heir.createdAt <= from.changedAt;
      const after = concerns ? step(present, event) : present;
      if (after === present) return [];
      present = after;
      return [{ id: heir.id, event }];
    });
  });
}

/** What an upload has put into its place; one that was undone has put back what was there before. */
function legacyOf(from: Upload, now: number): { from: Upload; event: UploadEvent }[] {
  const { state, target } = from;
  // No second file goes to a record that was made for the first.
  if (target.making) return [];
  const { before } = target;
  if (state.at === 'attached') return [{ from, event: { type: 'preceded', before, by: state.fileId, now } }];
  if (state.at === 'undone')
    return [{ from, event: { type: 'preceded', before: state.fileId, by: before, now } }];
  return [];
}
