import type { Upload } from './upload.ts';

/** One attribute of one record: two uploads of the same place end in each other's way. */
export function placeOf({ owner, target }: Upload): string {
  return JSON.stringify([owner.api, target.path, target.attribute]);
}

/** The same as one person's: what waits for this person keeps nobody else from the place. */
export function ownPlaceOf(upload: Upload): string {
  const { portal, user, organization } = upload.owner;
  return JSON.stringify([placeOf(upload), portal, user, organization]);
}

/** In the order in which they were accepted; ids settle what came in the same millisecond. */
export function byAge(a: Upload, b: Upload): number {
  return a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);
}
