import { createHash, randomUUID } from 'node:crypto';
import { uploadFiles } from '../data.ts';
import { signPart } from '../signature.ts';
import { keptBytes, type Multipart, type StoredFile, type StoredObject, type World } from '../world.ts';
import { type Act, type Answer, accessDenied, type Call, refusal } from './answers.ts';
import { downloadAnswer, fileOf, terms } from './files.ts';

type Pending = StoredFile & { multipart: Multipart };

/** S3's rule: each part but the last has at least 5 MiB. */
const smallestPart = 5 * 1024 * 1024;

function pendingOf(call: Call): Pending | Answer {
  const file = fileOf(call);
  if ('status' in file) return file;
  if (!file.multipart) return refusal(403, 'FILE_IS_NOT_UNCOMPLETED_MULTIPLE_PART_UPLOAD', { id: file.id });
  return file as Pending;
}

async function addresses(world: World, file: Pending, from: number, to: number) {
  const { lifetime, now } = terms(world);
  const expirationTime = new Date(now.getTime() + lifetime * 1000).toISOString();
  const numbers = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const { id, name, mimeType, key, multipart } = file;
  const signedUrls = await Promise.all(
    numbers.map(async (partNumber) => ({
      signedUrl: await signPart(key, multipart.uploadId, partNumber, { lifetime, now }),
      partNumber,
      expirationTime,
    })),
  );
  return { name, mimeType, id, parts: multipart.parts, signedUrls };
}

export const createParts: Act = async ({ world, claims, body, entry }) => {
  if (!claims.scopes.includes(uploadFiles)) return accessDenied();
  const { name, mimeType, parts = 1 } = body as { name: string; mimeType: string; parts?: number };
  const file = world.addFile(name, mimeType, claims.tenantId);
  const multipart: Multipart = { uploadId: randomUUID(), parts, done: new Map(), etags: new Map() };
  file.multipart = multipart;
  Object.assign(entry, { fileId: file.id, fileName: name, contentType: mimeType });
  return { status: 200, json: await addresses(world, { ...file, multipart }, 1, parts) };
};

export const signParts: Act = async (call) => {
  const file = pendingOf(call);
  if ('status' in file) return file;
  const { fromPart, toPart } = call.body as { fromPart: number; toPart: number };
  if (fromPart > toPart) return refusal(400, 'FROM_PART_LARGER_THAN_TO_PART', { fromPart, toPart });
  file.multipart.parts = Math.max(file.multipart.parts, toPart);
  return { status: 200, json: await addresses(call.world, file, fromPart, toPart) };
};

type Part = { partNumber: number; etag?: string };

function keep({ id, multipart }: Pending, parts: readonly Part[]): Answer | null {
  const numbers = parts.map(({ partNumber }) => partNumber);
  const repeated = numbers.filter((number, i) => numbers.indexOf(number) !== i);
  if (repeated.length > 0) {
    return refusal(400, 'MULTIPLE_PART_UPLOAD_REPEATING_PART_NUMBERS', { repeatingPartNumbers: repeated });
  }
  const invalid = parts.filter(({ partNumber, etag }) => multipart.done.get(partNumber)?.etag !== etag);
  if (invalid.length > 0) {
    const invalidPartNumbers = invalid.map(({ partNumber }) => partNumber);
    return refusal(400, 'MULTIPLE_PART_UPLOAD_INVALID_PART_NUMBER', { invalidPartNumbers, id });
  }
  for (const { partNumber, etag = '' } of parts) multipart.etags.set(partNumber, etag);
  return null;
}

export const saveParts: Act = (call) => {
  const file = pendingOf(call);
  if ('status' in file) return file;
  const { parts } = call.body as { parts: Part[] };
  if (parts.length === 0) return refusal(400, 'PARTS_MUST_NOT_BE_EMPTY');
  return keep(file, parts) ?? { status: 200 };
};

export const complete: Act = async (call) => {
  const file = pendingOf(call);
  if ('status' in file) return file;
  const wrong = keep(file, (call.body as { parts: Part[] } | undefined)?.parts ?? []);
  if (wrong) return wrong;
  const { id, mimeType, multipart } = file;
  const numbers = [...multipart.etags.keys()].sort((a, b) => a - b);
  if (numbers.length === 0) return refusal(409, 'MULTIPLE_PART_UPLOAD_HAS_NO_UPLOADED_ETAGS', { id });
  const parts = numbers.flatMap((number) => multipart.done.get(number) ?? []);
  if (parts.slice(0, -1).some(({ size }) => size < smallestPart)) {
    return refusal(400, 'MULTIPLE_PART_UPLOAD_INVALID_PART_NUMBER', { id }, 'a part is smaller than 5 MiB');
  }
  file.object = joined(parts, mimeType);
  Object.assign(call.entry, { fileId: id, size: file.object.size, sha256: file.object.sha256 });
  Object.assign(file, { multipart: null });
  return { status: 200, json: await downloadAnswer(call.world, file, 'INLINE') };
};

/** The hash is there only if every part's bytes still are. */
function joined(parts: readonly StoredObject[], contentType: string): StoredObject {
  const sha256 = createHash('sha256');
  const md5 = createHash('md5');
  const bytes = parts.flatMap((part) => part.bytes ?? []);
  for (const part of bytes) sha256.update(part);
  for (const { etag } of parts) md5.update(Buffer.from(etag.replaceAll('"', ''), 'hex'));
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  const whole = bytes.length === parts.length;
  return {
    contentType,
    size,
    sha256: whole ? sha256.digest('hex') : '',
    etag: `"${md5.digest('hex')}-${parts.length}"`,
    bytes: whole && size <= keptBytes ? Buffer.concat(bytes) : null,
    first: parts[0]?.first ?? Buffer.alloc(0),
  };
}

export const cancel: Act = (call) => {
  const file = pendingOf(call);
  if ('status' in file) return file;
  call.world.files.delete(file.id);
  return { status: 204 };
};
