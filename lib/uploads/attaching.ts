import { patchesOf } from '../biot/patch.ts';
import { type Entity, fileOf } from '../biot/record.ts';
import type { Answer, Trouble } from '../biot/trouble.ts';
import type { UploadEvent } from '../outbox/event.ts';
import { isUnmade } from '../outbox/place.ts';
import type { FailReason, UndoRefusal, Upload } from '../outbox/upload.ts';
import type { Reach } from './effects.ts';
import { make, unmake } from './making.ts';
import { later, troubled } from './setbacks.ts';

/** Reads before it writes: only the value the person was shown is replaced. */
export async function attach(upload: Upload, fileId: string, reach: Reach): Promise<UploadEvent> {
  const { target } = upload;
  if (isUnmade(target)) return make({ ...upload, target }, fileId, reach);
  const present = await read(upload, reach, upload.batch !== undefined);
  if (!present.ok) return troubled(upload, present.trouble, reach);
  const held = fileIn(upload, present.value);
  if (held === fileId) return { type: 'attached', now: reach.now() };
  if (held !== target.before) return { type: 'conflicted', theirs: held, now: reach.now() };
  const patched = await patch(upload, fileId, present.value, reach);
  if (!patched.ok) return troubled(upload, await explained(upload, fileId, patched.trouble, reach), reach);
  const after = fileIn(upload, patched.value);
  if (after !== fileId) return { type: 'patched', now: reach.now() };
  reach.took(upload, patched.value);
  reach.gathering.wrote(upload, fileId);
  return { type: 'attached', now: reach.now() };
}

/**
 * Where BioT refuses a file that was attached before, it may have swept it since: then it is to be chosen again,
 * because its bytes are kept no more. BioT says so only to who looks for the file.
 */
async function explained(
  { id }: Upload,
  fileId: string,
  trouble: Trouble,
  { bytes, client }: Reach,
): Promise<Trouble> {
  if (trouble.is !== 'refused' || (await bytes(id)) !== null) return trouble;
  const look = await client.download(fileId);
  const told = look.ok ? trouble : look.trouble;
  const swept = [trouble, told].some((one) => one.is === 'refused' && one.reason === 'not-stored');
  return swept ? { is: 'refused', reason: 'bytes-lost' } : trouble;
}

/** Reads what the PATCH's answer did not show. */
export async function verify(upload: Upload, fileId: string, reach: Reach): Promise<UploadEvent> {
  const present = await read(upload, reach);
  if (!present.ok) return troubled(upload, present.trouble, reach);
  const held = fileIn(upload, present.value);
  if (held === fileId) return { type: 'attached', now: reach.now() };
  // A read that lags behind shows the former value for a while.
  if (held === upload.target.before) return later(upload, { why: 'server' }, reach);
  return { type: 'conflicted', theirs: held, now: reach.now() };
}

/** Puts the former value back, if ours still stands. */
export async function undo(upload: Upload, fileId: string, reach: Reach): Promise<UploadEvent> {
  const { target } = upload;
  if (target.making?.made) return unmake(upload, target.making.made, fileId, reach);
  const present = await read(upload, reach);
  const held = present.ok ? fileIn(upload, present.value) : null;
  if (present.ok && held === target.before) return { type: 'undone', now: reach.now() };
  const refused = (why: UndoRefusal): UploadEvent => ({ type: 'undoRefused', why, now: reach.now() });
  const unanswered = async ({ is }: Trouble) => {
    if (is === 'session') await reach.refused();
    return refused(is === 'refused' ? 'refused' : 'unanswered');
  };
  if (!present.ok) return unanswered(present.trouble);
  if (held !== fileId) return refused('changed');
  const patched = await patch(upload, target.before, present.value, reach);
  if (!patched.ok) return unanswered(patched.trouble);
  reach.took(upload, patched.value);
  const restored = fileIn(upload, patched.value) === target.before;
  return restored ? { type: 'undone', now: reach.now() } : refused('refused');
}

const fileIn = ({ target }: Upload, entity: Entity): string | null =>
  fileOf(entity, { name: target.attribute, basePath: target.basePath })?.id ?? null;

/** The record at this moment. @param isOneOfMany others are being read as well, and it may be read with them. */
async function read(upload: Upload, reach: Reach, isOneOfMany = false): Promise<Answer<Entity>> {
  const { client, gathering } = reach;
  const answer = await (isOneOfMany ? gathering.read(upload, client) : client.readEntity(upload.target.path));
  if (answer.ok) reach.took(upload, answer.value);
  return answer;
}

/** Sets the attribute; another form is tried only where the one before has changed nothing. */
async function patch(
  upload: Upload,
  fileId: string | null,
  present: Entity,
  { client }: Reach,
): Promise<Answer<Entity>> {
  const [first, ...others] = patchesOf(upload.target, fileId, present);
  let answer = await client.patchEntity(first.path, first.body);
  for (const { path, body } of others) {
    const ignored = answer.ok
      ? fileIn(upload, answer.value) !== fileId
      : answer.trouble.is === 'refused' && isForm.has(answer.trouble.reason);
    if (!ignored) break;
    answer = await client.patchEntity(path, body);
  }
  return answer;
}

/** What BioT says to a body whose form it does not know. */
const isForm: ReadonlySet<string> = new Set<FailReason>(['attribute-gone', 'value-refused']);
