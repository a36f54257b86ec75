import { press, worthOfMany } from '../memory/ballast.ts';

/** Bytes sealed at a time, so that a file is never in memory whole. Smaller ones take longer to write down. */
export const chunkSize = 2 * 1024 * 1024;

/** AES-GCM's own size of initialisation vector, in bytes. */
const ivSize = 12;

const encoder = new TextEncoder();
const decoder = new TextDecoder();
type Bytes = Uint8Array<ArrayBuffer>;

/** A key that scripts can use but not read. Whoever has the whole browser profile has it too. */
export function makeKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/**
 * Seals a file chunk by chunk. Each chunk is bound to the upload, to its place and to the number of chunks:
 * none can be swapped, left out or lent to another upload.
 * Rejects with the browser's `NotReadableError` if the file went away meanwhile.
 */
export async function sealFile(key: CryptoKey, id: string, file: Blob, size = chunkSize): Promise<Blob[]> {
  const count = Math.max(1, Math.ceil(file.size / size));
  const chunks: Blob[] = [];
  for (let index = 0; index < count; index += 1)
    chunks.push(await sealChunk(key, id, file, { index, count }, size));
  return chunks;
}

/** One of them. @param size of all chunks but the last, in bytes */
export async function sealChunk(
  key: CryptoKey,
  id: string,
  file: Blob,
  { index, count }: { index: number; count: number },
  size = chunkSize,
): Promise<Blob> {
  const plain = await file.slice(index * size, (index + 1) * size).arrayBuffer();
  const sealed = new Blob(await parted(key, `chunk ${index} of ${count} of ${id}`, plain));
  press(sealed.size, count > 1 ? undefined : worthOfMany);
  return sealed;
}

/** The file again; null if a chunk is missing, was changed, or was sealed with another key. */
export async function unsealFile(
  key: CryptoKey,
  id: string,
  chunks: readonly Blob[],
  type: string,
): Promise<Blob | null> {
  if (chunks.length === 0) return null;
  const parts: Blob[] = [];
  for (const [index, chunk] of chunks.entries()) {
    const plain = await unsealChunk(key, id, chunk, { index, count: chunks.length });
    if (!plain) return null;
    parts.push(new Blob([plain]));
  }
  return new Blob(parts, { type });
}

/**
 * Some bytes of a file as they lie at rest, and what opens them. It holds handles and no bytes, so that it can be
 * handed to another context of the extension for nothing, to be opened where the bytes are needed: a worker hardly
 * ever collects what it has opened, because handles of bytes are small.
 */
export interface SealedSlice {
  key: CryptoKey;
  id: string;
  /** The chunks that hold the bytes, the number of the first, and how many the file has. */
  chunks: readonly Blob[];
  first: number;
  count: number;
  /** Bytes of each chunk but the last when it is open. */
  size: number;
  /** The bytes of the file that are meant; `to` is the first that is not. */
  from: number;
  to: number;
}

/** The bytes; null if a chunk of them is missing, was changed, or was sealed with another key. */
export async function unsealSlice(slice: SealedSlice): Promise<Blob | null> {
  const { key, id, chunks, first, count, size, from, to } = slice;
  // One piece, not a Blob of several: Firefox (153) never sends one that is made of four times 2 MiB.
  const bytes = new Uint8Array(to - from);
  let held = 0;
  for (const [index, chunk] of chunks.entries()) {
    const plain = await unsealChunk(key, id, chunk, { index: first + index, count });
    if (!plain) return null;
    const start = (first + index) * size;
    const wanted = new Uint8Array(plain).subarray(Math.max(0, from - start), Math.max(0, to - start));
    bytes.set(wanted, held);
    held += wanted.length;
    press(plain.byteLength);
  }
  return held === to - from ? new Blob([bytes]) : null;
}

async function unsealChunk(
  key: CryptoKey,
  id: string,
  chunk: Blob,
  { index, count }: { index: number; count: number },
): Promise<ArrayBuffer | null> {
  const sealed = await chunk.arrayBuffer().catch(() => null);
  return sealed && unseal(key, `chunk ${index} of ${count} of ${id}`, new Uint8Array(sealed));
}

export async function sealText(key: CryptoKey, id: string, text: string): Promise<Bytes> {
  const [iv, sealed] = await parted(key, `record of ${id}`, encoder.encode(text));
  const whole = new Uint8Array(ivSize + sealed.byteLength);
  whole.set(iv);
  whole.set(new Uint8Array(sealed), ivSize);
  return whole;
}

/** Null if it was changed, or was sealed with another key. */
export async function unsealText(key: CryptoKey, id: string, sealed: Bytes): Promise<string | null> {
  const plain = await unseal(key, `record of ${id}`, sealed);
  return plain && decoder.decode(plain);
}

/** What is sealed, in the pieces of which it is made. @param label authenticated, not stored: opening needs the same one. */
async function parted(key: CryptoKey, label: string, plain: BufferSource): Promise<[Bytes, ArrayBuffer]> {
  const iv = crypto.getRandomValues(new Uint8Array(ivSize));
  const algorithm = { name: 'AES-GCM', iv, additionalData: encoder.encode(label) };
  return [iv, await crypto.subtle.encrypt(algorithm, key, plain)];
}

/** WebCrypto does not say what was wrong, and there is nothing we could do about either. */
async function unseal(key: CryptoKey, label: string, whole: Bytes): Promise<ArrayBuffer | null> {
  const iv = whole.subarray(0, ivSize);
  const algorithm = { name: 'AES-GCM', iv, additionalData: encoder.encode(label) };
  return crypto.subtle.decrypt(algorithm, key, whole.subarray(ivSize)).catch(() => null);
}
