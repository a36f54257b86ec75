import { press, worthOfMany } from '../memory/ballast.ts';

/** Bytes hashed at a time, so that a file is never in memory whole: WebCrypto wants the whole of what it hashes. */
export const hashedWhole = 2 * 1024 * 1024;

/**
 * SHA-256 of a file's content in hexadecimal digits. Of more than 2 MiB it is the SHA-256 of its pieces' SHA-256s:
 * the same content has the same digest, which is all that it is for.
 * Rejects with the browser's `NotReadableError` if the file went away.
 * @param of `whole`: its bytes, where they have been read; `size`: of a piece, in bytes.
 */
export async function digestOf(
  file: Blob,
  { whole, size = hashedWhole }: { whole?: ArrayBuffer | undefined; size?: number } = {},
): Promise<string> {
  if (file.size <= size) return hexadecimal(await sha256(whole ?? (await file.arrayBuffer()), worthOfMany));
  const pieces: ArrayBuffer[] = [];
  for (let from = 0; from < file.size; from += size)
    pieces.push(await sha256(await file.slice(from, from + size).arrayBuffer()));
  return hexadecimal(await sha256(await new Blob(pieces).arrayBuffer()));
}

async function sha256(bytes: ArrayBuffer, worth?: number): Promise<ArrayBuffer> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  press(bytes.byteLength, worth);
  return digest;
}

const hexadecimal = (bytes: ArrayBuffer) =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
