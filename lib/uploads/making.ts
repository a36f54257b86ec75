import { type Entity, fileOf, nested } from '../biot/record.ts';
import type { UploadEvent } from '../outbox/event.ts';
import type { Making, Target, Upload } from '../outbox/upload.ts';
import { allPages } from './all-pages.ts';
import type { Reach } from './effects.ts';
import { later, troubled } from './setbacks.ts';

/**
 * Failed tries after which an answer that was lost is believed to have said nothing: until then only what is there
 * is looked at, because lists of BioT's may lag behind. With the pauses between them that is some ten seconds.
 */
const looks = 3;

/**
 * Makes the record of which the file is a part. BioT has no key that would make a second try harmless, so before
 * each but the very first one it is looked whether a record holds this file already: no other one does. And after
 * each: where a kept connection breaks, Chromium sends a POST twice by itself and tells nobody.
 */
export async function make(
  upload: Upload & { target: Target & { making: Making } },
  fileId: string,
  reach: Reach,
): Promise<UploadEvent> {
  const { target, attempts } = upload;
  const { list, body } = target.making;
  if (!reach.fresh.delete(fileId)) {
    const there = await found(upload, fileId, reach);
    if ('is' in there) return troubled(upload, there, reach);
    if (there.entity) return made(upload, there.entity, fileId, reach);
    if (attempts < looks) return later(upload, { why: 'server' }, reach);
  }
  const steps = [...(target.basePath ? target.basePath.split('.') : []), target.attribute];
  const answer = await reach.client.createEntity(list, { ...body, ...nested(steps, { id: fileId }) });
  if (!answer.ok && answer.trouble.is !== 'refused') return troubled(upload, answer.trouble, reach);
  // A second POST may be refused because the first was carried out.
  const there = await found(upload, fileId, reach);
  if ('is' in there) return troubled(upload, there, reach);
  if (there.entity) return made(upload, there.entity, fileId, reach);
  return answer.ok ? made(upload, answer.value, fileId, reach) : troubled(upload, answer.trouble, reach);
}

/** The record that holds the file; of several the first, and the others are taken away again. */
async function found({ target }: Upload & { target: { making: Making } }, fileId: string, reach: Reach) {
  const { list, body } = target.making;
  const request = { filter: { _name: { eq: body._name } } };
  const pages = await allPages(reach.client, list, request, reach.signal);
  if ('is' in pages) return pages;
  const created = ({ _creationTime }: Entity) => String(_creationTime ?? '');
  const [first, ...others] = pages.entities
    .filter((one) => fileOf(one, placeIn(target))?.id === fileId)
    .toSorted((a, b) => (created(a) < created(b) ? -1 : 1));
  for (const one of others) {
    const gone = await reach.client.deleteEntity(`${list}/${encodeURIComponent(one._id)}`);
    if (!gone.ok && gone.trouble.is === 'later') return gone.trouble;
  }
  return { entity: first ?? null };
}

function made(upload: Upload & { target: { making: Making } }, entity: Entity, fileId: string, reach: Reach) {
  const { target } = upload;
  const path = `${target.making.list}/${encodeURIComponent(entity._id)}`;
  const modified = entity._lastModifiedTime ?? null;
  const holds = fileOf(entity, placeIn(target))?.id === fileId;
  return { type: 'made', path, modified, holds, now: reach.now() } as const satisfies UploadEvent;
}

/**
 * Takes back a record that was made for a file: nothing is deleted but what was made here, and that only if nobody has
 * touched it since.
 */
export async function unmake(
  upload: Upload,
  made: { modified: string | null },
  fileId: string,
  reach: Reach,
) {
  const { client, now } = reach;
  const undone = (): UploadEvent => ({ type: 'undone', now: now() });
  const refused = (why: 'changed' | 'refused' | 'unanswered'): UploadEvent => ({
    ...{ type: 'undoRefused', why, now: now() },
  });
  const present = await client.readEntity(upload.target.path);
  if (!present.ok) {
    const { trouble } = present;
    if (trouble.is === 'session') await reach.refused();
    if (trouble.is !== 'refused') return refused('unanswered');
    return trouble.reason === 'record-gone' ? undone() : refused('refused');
  }
  const isOurs = fileOf(present.value, placeIn(upload.target))?.id === fileId;
  if (!isOurs || (present.value._lastModifiedTime ?? null) !== made.modified) return refused('changed');
  const answer = await client.deleteEntity(upload.target.path);
  if (answer.ok) return undone();
  if (answer.trouble.is === 'session') await reach.refused();
  return refused(answer.trouble.is === 'refused' ? 'refused' : 'unanswered');
}

const placeIn = ({ attribute, basePath }: Target) => ({ name: attribute, basePath });
