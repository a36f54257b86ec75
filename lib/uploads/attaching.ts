import { type Entity, fileOf, patchBody } from '../biot/record.ts';
import type { Answer, Trouble } from '../biot/trouble.ts';
import type { UploadEvent } from '../outbox/event.ts';
import type { UndoRefusal, Upload } from '../outbox/upload.ts';
import type { Reach } from './effects.ts';
import { later, troubled } from './setbacks.ts';

/** Reads before it writes: only the value the person was shown is replaced. */
export async function attach(upload: Upload, fileId: string, reach: Reach): Promise<UploadEvent> {
  const { target } = upload;
  const present = await held(upload, reach);
  if (!present.ok) return troubled(upload, present.trouble, reach);
  if (present.value === fileId) return { type: 'attached', now: reach.now() };
  if (present.value !== target.before) return { type: 'conflicted', theirs: present.value, now: reach.now() };
  const patched = await reach.client.patchEntity(target.path, patchBody(target, fileId));
  if (!patched.ok) return troubled(upload, await explained(upload, fileId, patched.trouble, reach), reach);
  const after = fileIn(upload, patched.value);
  if (after !== fileId) return { type: 'patched', now: reach.now() };
  reach.took(upload, patched.value);
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
  const present = await held(upload, reach);
  if (!present.ok) return troubled(upload, present.trouble, reach);
  if (present.value === fileId) return { type: 'attached', now: reach.now() };
  // A read that lags behind shows the former value for a while.
  if (present.value === upload.target.before) return later(upload, { why: 'server' }, reach);
  return { type: 'conflicted', theirs: present.value, now: reach.now() };
}

/** Puts the former value back, if ours still stands. */
export async function undo(upload: Upload, fileId: string, reach: Reach): Promise<UploadEvent> {
  const { target } = upload;
  const present = await held(upload, reach);
  if (present.ok && present.value === target.before) return { type: 'undone', now: reach.now() };
  const refused = (why: UndoRefusal): UploadEvent => ({ type: 'undoRefused', why, now: reach.now() });
  const unanswered = async ({ is }: Trouble) => {
    if (is === 'session') await reach.refused();
    return refused(is === 'refused' ? 'refused' : 'unanswered');
  };
  if (!present.ok) return unanswered(present.trouble);
  if (present.value !== fileId) return refused('changed');
  const patched = await reach.client.patchEntity(target.path, patchBody(target, target.before));
  if (!patched.ok) return unanswered(patched.trouble);
  reach.took(upload, patched.value);
  const restored = fileIn(upload, patched.value) === target.before;
  return restored ? { type: 'undone', now: reach.now() } : refused('refused');
}

const fileIn = ({ target }: Upload, entity: Entity): string | null =>
  fileOf(entity, { name: target.attribute, basePath: target.basePath })?.id ?? null;

/** The id of the file that the attribute holds at this moment. */
async function held(upload: Upload, reach: Reach): Promise<Answer<string | null>> {
  const answer = await reach.client.readEntity(upload.target.path);
  if (!answer.ok) return answer;
  reach.took(upload, answer.value);
  return { ok: true, value: fileIn(upload, answer.value) };
}
