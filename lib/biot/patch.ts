import { kindAt } from './kinds.ts';
import { type Entity, type Fields, nested } from './record.ts';

/** One PATCH: where it goes, and its body. */
export interface Patch {
  path: string;
  body: Fields;
}

/** The place of a file attribute: its entity's path as observed, its name, and where in the entity it stands. */
interface Place {
  path: string;
  attribute: string;
  basePath: string | null;
}

/**
 * What sets one file attribute and nothing else; fields that BioT insists on are sent again as `present` has
 * them. Several where it is not known which form BioT takes: the next is for when it refuses the one before.
 * @param present the entity as just read.
 * @param fileId null clears the attribute.
 */
export function patchesOf(
  place: Place,
  fileId: string | null,
  present: Entity,
): readonly [Patch, ...Patch[]] {
  const { path, attribute, basePath } = place;
  const kind = kindAt(path);
  const steps = [...(basePath ? basePath.split('.') : []), attribute];
  const value = fileId === null ? null : { id: fileId };
  const insisted = Object.fromEntries((kind?.insisted ?? []).map((name) => [name, present[name]]));
  if (basePath === null || kind?.part?.basePath !== basePath)
    return [{ path, body: { ...insisted, ...nested(steps, value) } }];
  const at = path + kind.part.path.slice(kind.entity.length);
  // The published description wraps the attributes in `data`, which may be no more than how it was generated.
  return [
    { path: at, body: nested(['data', attribute], value) },
    { path: at, body: nested([attribute], value) },
    { path: at, body: nested(steps, value) },
  ];
}
