import { expect, it } from 'vitest';
import { refusalFor } from '../../../lib/files/refusal.ts';

const tib = 1024 ** 4;
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

it.each([
  ['an empty file', 0, 'image/png', 'FILE', null, 'empty'],
  ['a file of 5 TiB', 5 * tib, 'video/mp4', 'FILE', null, null],
  ['a file of more', 5 * tib + 1, 'video/mp4', 'FILE', null, 'too-large'],
  ['a picture', 9, 'image/jpeg', 'IMAGE', null, null],
  ['a HEIC', 9, 'image/heic', 'IMAGE', null, null],
  ['a PDF', 9, 'application/pdf', 'IMAGE', null, 'not-an-image'],
  ['HTML', 9, 'text/html', 'IMAGE', ['image/*'], 'not-an-image'],
  ['an SVG', 9, 'image/svg+xml', 'IMAGE', null, 'not-an-image'],
  ['an SVG', 9, 'image/svg+xml', 'IMAGE', ['image/*'], 'not-an-image'],
  ['an SVG', 9, 'image/svg+xml', 'IMAGE', ['image/png', 'image/svg+xml'], null],
  ['an SVG', 9, 'image/svg+xml', 'FILE', null, null],
  ['a file of no known type', 9, 'application/octet-stream', 'FILE', null, null],
  ['a file of no known type', 9, 'application/octet-stream', 'FILE', ['image/png'], 'unsupported-type'],
  ['a picture', 9, 'image/png', 'FILE', ['image/png', 'application/pdf'], null],
  ['a picture', 9, 'image/png', 'FILE', [' IMAGE/PNG; q=1 '], null],
  ['a picture', 9, 'image/png', 'FILE', ['image/*'], null],
  ['a picture', 9, 'image/png', 'FILE', ['*/*'], null],
  ['a picture', 9, 'image/png', 'FILE', ['*'], null],
  ['a picture', 9, 'image/png', 'FILE', [], null],
  ['a picture', 9, 'image/png', 'IMAGE', ['image/jpeg'], 'unsupported-type'],
  ['a picture', 9, 'image/png', 'FILE', ['imag'], 'unsupported-type'],
  ['a picture', 9, 'image/png', 'FILE', ['image/pn'], 'unsupported-type'],
  ['a picture', 9, 'image/png', 'FILE', [''], 'unsupported-type'],
  ['a film', 9, 'video/mp4', 'FILE', ['image/*'], 'unsupported-type'],
  ['a picture', 9, 'image/png', 'FILE', ['png'], null],
  ['a picture', 9, 'image/png', 'FILE', ['.PNG'], null],
  ['a JPEG', 9, 'image/jpeg', 'FILE', ['jpg'], null],
  ['a JPEG', 9, 'image/jpeg', 'FILE', ['image/jpg'], null],
  ['a document', 9, docx, 'FILE', ['pdf', 'docx'], null],
  ['DICOM', 9, 'application/dicom', 'FILE', ['dcm'], null],
  ['plain text', 9, 'text/plain', 'FILE', ['txt'], null],
] as const)(
  '%s of %i bytes and type %s, for %s that takes %j: %s',
  (_, size, type, kind, accepts, reason) => {
    expect(refusalFor({ size, type }, { type: kind, accepts })).toBe(reason);
  },
);
