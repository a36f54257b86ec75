/** Beginnings of files, just long enough to be told apart. Latin-1 strings: a character is a byte. */
const pngHead = `\x89PNG\r\n\x1a\n${chunk('IHDR', '\0'.repeat(13))}`;
const pngBody = chunk('IDAT', '\0') + chunk('IEND', '');
export const png = pngHead + pngBody;
export const animatedPng = pngHead + chunk('acTL', '\0'.repeat(8)) + pngBody;
export const jpeg = `\xff\xd8\xff\xe0${'\0\x10JFIF\0\x01\x01'.padEnd(40, '\0')}`;
export const gif = 'GIF89a\x01\0\x01\0\x80\0\0';
export const bitmap = 'BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0';
export const webp = 'RIFF\x24\0\0\0WEBPVP8 ';
export const heic = '\0\0\0\x18ftypheic\0\0\0\0mif1heic';
export const avif = '\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf';
export const pdf = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';
export const mp4 = '\0\0\0\x18ftypisom\0\0\0\0isommp42';
export const program = `MZ\x90\0${'\0'.repeat(60)}`;
export const oldOffice = `\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1${'\0'.repeat(100)}`;
export const dicom = `${'\0'.repeat(128)}DICM\x02\0\0\0UL\x04\0`;

/** Its directory lies after the picture, as scanners write it. */
export function tiff(picture: number): string {
  const directory = `\x01\0\0\x01\x03\0\x01\0\0\0\x01\0\0\0${'\0'.repeat(4)}`;
  return `II*\0${little(8 + picture)}${'\xc8'.repeat(picture)}${directory}`;
}

/** Its table of contents comes after a picture. */
export function wordDocument(picture: number): string {
  const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  return (
    zipEntry('word/media/a.png', '\xc8'.repeat(picture)) +
    zipEntry('[Content_Types].xml', `<?xml version="1.0"?><Types><Override ContentType="${main}"/></Types>`)
  );
}

export function zipEntry(name: string, data: string): string {
  const [size, nameSize] = [little(data.length), `${String.fromCharCode(name.length)}\0`];
  return `PK\x03\x04\x14\0\0\0\0\0${'\0'.repeat(8)}${size}${size}${nameSize}\0\0${name}${data}`;
}

/** A blob of the bytes that a Latin-1 string spells. */
export function bytes(latin1: string): Blob {
  return new Blob([Uint8Array.from(latin1, (character) => character.charCodeAt(0))]);
}

function chunk(type: string, data: string): string {
  return `\0\0\0${String.fromCharCode(data.length)}${type}${data}\0\0\0\0`;
}

function little(value: number): string {
  return String.fromCharCode(value & 255, (value >> 8) & 255, (value >> 16) & 255, value >> 24);
}
