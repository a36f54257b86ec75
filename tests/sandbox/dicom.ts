/** One element in explicit little endian (DICOM PS3.5, 7.1.2), of a representation whose length takes two bytes. */
function element(group: number, number: number, vr: string, value: Buffer): Buffer {
  // Values have an even length.
  const padded = value.length % 2 === 0 ? value : Buffer.concat([value, Buffer.from(' ')]);
  const head = Buffer.alloc(8);
  head.writeUInt16LE(group, 0);
  head.writeUInt16LE(number, 2);
  head.write(vr, 4, 'latin1');
  head.writeUInt16LE(padded.length, 6);
  return Buffer.concat([head, padded]);
}

interface Header {
  patientId?: string;
  /** `Family^Given`, in UTF-8. */
  patientName?: string;
  accessionNumber?: string;
}

/** An invented DICOM file without pixels that people could look at. */
export function dicomFile({ patientId, patientName, accessionNumber }: Header, pixels = 64): Buffer {
  const text = (value: string) => Buffer.from(value, 'utf8');
  const syntax = element(0x0002, 0x0010, 'UI', Buffer.from('1.2.840.10008.1.2.1\0'));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(syntax.length);
  const data = Buffer.alloc(12);
  data.writeUInt16LE(0x7fe0, 0);
  data.writeUInt16LE(0x0010, 2);
  data.write('OW', 4, 'latin1');
  data.writeUInt32LE(pixels, 8);
  return Buffer.concat([
    Buffer.alloc(128),
    Buffer.from('DICM'),
    element(0x0002, 0x0000, 'UL', length),
    syntax,
    element(0x0008, 0x0005, 'CS', text('ISO_IR 192')),
    ...(accessionNumber === undefined ? [] : [element(0x0008, 0x0050, 'SH', text(accessionNumber))]),
    ...(patientName === undefined ? [] : [element(0x0010, 0x0010, 'PN', text(patientName))]),
    ...(patientId === undefined ? [] : [element(0x0010, 0x0020, 'LO', text(patientId))]),
    data,
    Buffer.alloc(pixels, 7),
  ]);
}
