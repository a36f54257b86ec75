import type { FailReason } from '../protocol/upload.ts';

/** What an object of S3 may hold, in bytes. A platform that takes no files in parts says so itself. */
const largest = 5 * 1024 ** 4;

/**
 * Types of an IMAGE attribute. BioT has such a list and does not publish it: these are what browsers and
 * cameras make, and what BioT refuses it refuses itself. Not SVG, which is a program as much as a picture.
 */
const pictures: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/bmp',
  'image/tiff',
  'image/avif',
  'image/heic',
  'image/heif',
]);

/** What templates write instead of a registered type, bare extensions for instance. */
const meant: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  tif: 'image/tiff',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  md: 'text/markdown',
  tsv: 'text/tab-separated-values',
  dcm: 'application/dicom',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  mp3: 'audio/mpeg',
  'audio/mp3': 'audio/mpeg',
  'audio/x-wav': 'audio/wav',
  mov: 'video/quicktime',
  avi: 'video/vnd.avi',
  'video/avi': 'video/vnd.avi',
  'video/x-msvideo': 'video/vnd.avi',
  'text/xml': 'application/xml',
  'application/x-zip-compressed': 'application/zip',
};

/** Why an attribute cannot take a file; null if it can, for all that is known before asking BioT. */
export function refusalFor(
  file: { size: number; type: string },
  attribute: { type: 'FILE' | 'IMAGE'; accepts: readonly string[] | null },
): FailReason | null {
  if (file.size === 0) return 'empty';
  if (file.size > largest) return 'too-large';
  const accepts = (attribute.accepts ?? []).map(typeMeant);
  if (attribute.type === 'IMAGE' && !pictures.has(file.type) && !accepts.includes(file.type)) {
    return 'not-an-image';
  }
  // An empty list is no list: an attribute that takes nothing would be of no use.
  if (accepts.length === 0 || accepts.some((one) => covers(one, file.type))) return null;
  return 'unsupported-type';
}

/** A registered type, a wildcard, or a bare subtype such as `png`. */
function typeMeant(accepted: string): string {
  const [written = ''] = accepted.toLowerCase().split(';');
  const bare = written.trim().replace(/^\./, '');
  return meant[bare] ?? bare;
}

function covers(accepted: string, type: string): boolean {
  if (accepted === '*/*' || accepted === '*') return true;
  if (accepted.endsWith('/*')) return type.startsWith(accepted.slice(0, -1));
  return accepted === type || (!accepted.includes('/') && type.endsWith(`/${accepted}`));
}
