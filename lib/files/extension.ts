/** Extensions of pictures, each with all its spellings; the first is ours. */
const spellings = [
  ['jpg', 'jpeg', 'jpe', 'jfif'],
  ['tif', 'tiff'],
  ['heic', 'heif', 'hif'],
  ['png', 'apng'],
  ...['gif', 'webp', 'bmp', 'avif', 'svg', 'ico', 'psd', 'jxl', 'jp2'].map((one) => [one]),
];

/** A name's extension in lower case, without the dot; empty if it has none. `v1.2` and `Dr. May` have none. */
export function extensionOf(name: string): string {
  return /\.((?=\d*[a-z])[a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** Whether an extension claims a picture. */
export function isPicture(extension: string): boolean {
  return spellings.some((same) => same.includes(extension));
}

/** Whether two extensions mean the same kind of file. */
export function sameKind(one: string, other: string): boolean {
  return one === other || spellings.some((same) => same.includes(one) && same.includes(other));
}
