import { type DataSet, parseDicom } from 'dicom-parser';
import type { Tags } from '../../lib/protocol/bulk.ts';

/** So much of a file (bytes) holds its header; pixels come last. */
const headed = 512 * 1024;

/** What names a patient, an order or a device (DICOM PS3.6, chapter 6). */
const ids = {
  patientId: 'x00100020',
  otherPatientIds: 'x00101000',
  accessionNumber: 'x00080050',
  deviceSerialNumber: 'x00181000',
};
const patientName = 'x00100010';
const characterSet = 'x00080005';
const pixels = 'x7fe00010';

/** DICOM's names of character sets (PS3.3, C.12.1.1.2) that the web knows under another one. */
const sets: Readonly<Record<string, string>> = {
  'ISO_IR 100': 'windows-1252',
  'ISO_IR 101': 'iso-8859-2',
  'ISO_IR 109': 'iso-8859-3',
  'ISO_IR 110': 'iso-8859-4',
  'ISO_IR 126': 'iso-8859-7',
  'ISO_IR 127': 'iso-8859-6',
  'ISO_IR 138': 'iso-8859-8',
  'ISO_IR 144': 'iso-8859-5',
  'ISO_IR 148': 'windows-1254',
  'ISO_IR 192': 'utf-8',
  GB18030: 'gb18030',
  GBK: 'gbk',
};

/** What the header of a DICOM file says of whose it is; null where it is none, or cannot be read. */
export async function tagsOf(file: Blob): Promise<Tags | null> {
  const bytes = new Uint8Array(await file.slice(0, headed).arrayBuffer());
  const set = headerOf(bytes);
  if (!set) return null;
  const text = (tag: string) => {
    const element = set.elements[tag];
    if (!element || element.length <= 0) return '';
    const raw = bytes.subarray(element.dataOffset, element.dataOffset + element.length);
    const named = set.string(characterSet)?.split('\\').at(-1)?.trim() ?? '';
    // What no set is named for is ASCII by the standard; whatever else stands there is none of our words.
    return new TextDecoder(sets[named] ?? 'ascii').decode(raw).replaceAll('\0', '').trim();
  };
  const name = readable(text(patientName));
  return {
    ids: Object.values(ids)
      .flatMap((tag) => text(tag).split('\\'))
      .filter((value) => value.trim() !== ''),
    name: name === '' ? null : name,
  };
}

/** `Family^Given^Middle^Prefix^Suffix=…` (PS3.5, 6.2.1) as people write it. */
function readable(name: string): string {
  const [family = '', given = ''] = (name.split('=')[0] ?? '').split('^');
  return `${given} ${family}`.trim();
}

/** The parser throws what it has read so far, where a file goes on behind the piece that it was given. */
function headerOf(bytes: Uint8Array): DataSet | null {
  try {
    return parseDicom(bytes, { untilTag: pixels });
  } catch (cause) {
    const read = typeof cause === 'object' && cause !== null && 'dataSet' in cause ? cause.dataSet : null;
    return isDataSet(read) ? read : null;
  }
}

const isDataSet = (value: unknown): value is DataSet =>
  typeof value === 'object' && value !== null && 'elements' in value && 'string' in value;
