import type { Making, Target, Upload } from './upload.ts';

/** One attribute of one record: two uploads of the same place end in each other's way. */
export const placeOf = remembered(({ owner, target }) =>
  // A record that is made for a file is told from others by what it is to hold.
  JSON.stringify([owner.api, target.making?.list ?? target.path, target.attribute, target.making?.body]),
);

/** Its record is still to be made. */
export function isUnmade(target: Target): target is Target & { making: Making } {
  return target.making !== undefined && target.path === '';
}

/** The same as one person's: what waits for this person keeps nobody else from the place. */
export const ownPlaceOf = remembered((upload) => {
  const { portal, user, organization } = upload.owner;
  return JSON.stringify([placeOf(upload), portal, user, organization]);
});

/** Uploads never change but are replaced, and a long queue is asked for its places at every step. */
function remembered(place: (upload: Upload) => string): (upload: Upload) => string {
  const known = new WeakMap<Upload, string>();
  return (upload) => {
    const found = known.get(upload) ?? place(upload);
    known.set(upload, found);
    return found;
  };
}

/** In the order in which they were accepted; ids settle what came in the same millisecond. */
export function byAge(a: Upload, b: Upload): number {
  return a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);
}
