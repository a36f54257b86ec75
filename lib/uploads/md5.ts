import { md5 } from 'js-md5';
import { press, worthOfMany } from '../memory/ballast.ts';

/** Hashed at a time, so that a file is never in memory whole, and others have their turn in between. */
const pieceSize = 1024 * 1024;

/**
 * MD5 of a file, in lower-case hexadecimal digits: nothing else says what an ETag of S3's says.
 * @param whole its bytes, where they have been read.
 */
export async function md5Of(file: Blob, whole?: ArrayBuffer): Promise<string> {
  if (whole) return md5(whole);
  const hash = md5.create();
  for (let from = 0; from < file.size; from += pieceSize) {
    const piece = await file.slice(from, from + pieceSize).arrayBuffer();
    hash.update(piece);
    press(piece.byteLength, file.size > pieceSize ? undefined : worthOfMany);
  }
  return hash.hex();
}
