import { fileTypeFromBlob, fileTypeFromBuffer } from 'file-type';
import { extensionOf } from './extension.ts';
import { textType } from './text-type.ts';

export interface Sniffed {
  /** The MIME type by which the file is declared to BioT. */
  type: string;
  /** The extension that goes with it, without the dot; empty where nothing is known. */
  extension: string;
}

/** Enough for most kinds: those that need more are looked up where it lies, and never read whole. */
const headSize = 64 * 1024;

const unknown: Sniffed = { type: 'application/octet-stream', extension: '' };

/** Containers whose first bytes do not tell what they hold: there the name may, if it names such a thing. */
const held: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'application/x-cfb': {
    doc: 'application/msword',
    xls: 'application/vnd.ms-excel',
    ppt: 'application/vnd.ms-powerpoint',
    msg: 'application/vnd.ms-outlook',
  },
  'application/zip': {
    docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  },
};

/** Formats that are written in plain letters; whatever else is found in a text is a coincidence. */
const lettered = /^(?:text\/|application\/(?:pdf|postscript|rtf|pgp-))/;

/**
 * What a file is, by its first bytes. Its name is believed only where it says more than they do, never
 * where it says something else.
 * Rejects if the file cannot be read.
 * @param whole its bytes, where they have been read.
 */
export async function sniff(file: Blob, name: string, whole?: ArrayBuffer): Promise<Sniffed> {
  const read = whole ?? (await file.slice(0, headSize).arrayBuffer());
  const head = new Uint8Array(read, 0, Math.min(headSize, read.byteLength));
  const begins = await recognised(fileTypeFromBuffer(head));
  if (isDicom(head) && (!begins || begins.mime === 'image/tiff')) {
    return { type: 'application/dicom', extension: 'dcm' };
  }
  if (begins && lettered.test(begins.mime)) return { type: begins.mime, extension: begins.ext };
  // "BMI 27" is no bitmap and "The wide wound" no film, though both begin like one.
  const text = textType(head, head.length === file.size, name);
  if (text) return text;
  // A TIFF's directory may lie at its end, and a document's in any entry of its zip: these are looked up there.
  const vague = !begins || begins.mime === 'application/zip';
  const found = vague ? ((await recognised(fileTypeFromBlob(file))) ?? begins) : begins;
  if (!found) return unknown;
  // An animated PNG is a PNG, and no list of accepted types names the other.
  if (found.ext === 'apng') return { type: 'image/png', extension: 'png' };
  const extension = extensionOf(name);
  const type = held[found.mime]?.[extension];
  return type ? { type, extension } : { type: found.mime, extension: found.ext };
}

/** A parser that stumbles over hostile bytes has not recognised them, and that is all we asked. */
function recognised<T>(finding: Promise<T>): Promise<T | undefined> {
  return finding.catch(() => undefined);
}

/** DICOM's preamble is 128 bytes of anything, a TIFF's header for instance; the mark comes after it. */
function isDicom(head: Uint8Array): boolean {
  return String.fromCharCode(...head.subarray(128, 132)) === 'DICM';
}
