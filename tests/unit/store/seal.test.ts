import { expect, it } from 'vitest';
import {
  makeKey,
  type SealedSlice,
  sealFile,
  sealText,
  unsealFile,
  unsealSlice,
  unsealText,
} from '../../../lib/store/seal.ts';

const key = await makeKey();
const type = 'text/plain';
const text = 'the quick brown fox';
const seal = () => sealFile(key, 'u1', new Blob([text]), 8);
/** Bytes of it, as they are kept. */
function sliceOf(chunks: readonly Blob[], from: number, to: number): SealedSlice {
  const [first, end] = [Math.floor(from / 8), Math.ceil(to / 8)];
  return { key, id: 'u1', chunks: chunks.slice(first, end), first, count: chunks.length, size: 8, from, to };
}
const unseal = (chunks: readonly Blob[], id = 'u1') => unsealFile(key, id, chunks, type);

it('cannot be taken out of the browser', async () => {
  expect(key.extractable).toBe(false);
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
});

it.each([0, 1, 7, 8, 9, 16, 24])('gives back a file of %i bytes with its type', async (size) => {
  const content = 'x'.repeat(size);
  const chunks = await sealFile(key, 'u1', new Blob([content]), 8);
  const file = await unseal(chunks);
  expect(chunks).toHaveLength(Math.max(1, Math.ceil(size / 8)));
  expect(file?.type).toBe(type);
  expect(await file?.text()).toBe(content);
});

it('reads no more than a chunk of the file at a time', async () => {
  const file = new Blob([text]);
  const reads: number[] = [];
  file.slice = (start = 0, end = 0) => {
    reads.push(end - start);
    return Blob.prototype.slice.call(file, start, end);
  };
  file.arrayBuffer = () => Promise.reject(new Error('read whole'));
  await sealFile(key, 'u1', file, 8);
  expect(reads).toEqual([8, 8, 8]);
});

it.each([
  [0, 8],
  [8, 16],
  [16, 19],
  [3, 5],
  [7, 9],
  [5, 19],
  [0, 19],
])('gives back the bytes from %i up to %i, and opens only the chunks that hold them', async (from, to) => {
  const chunks = await seal();
  const opened: number[] = [];
  const watched = chunks.map((chunk, index) =>
    Object.assign(chunk, {
      arrayBuffer: () => {
        opened.push(index);
        return Blob.prototype.arrayBuffer.call(chunk);
      },
    }),
  );
  const slice = await unsealSlice(sliceOf(watched, from, to));
  expect(await slice?.text()).toBe(text.slice(from, to));
  const first = Math.floor(from / 8);
  expect(opened).toEqual([0, 1, 2].filter((index) => index >= first && index * 8 < to));
});

it('gives back no bytes of a chunk that was changed or is missing, and those of the others', async () => {
  const [a, b, c] = (await seal()) as Chunks;
  const slice = (chunks: Blob[], from: number, to: number) => unsealSlice(sliceOf(chunks, from, to));
  const damaged = [a, await flipped(b, 20), c];
  expect(await slice(damaged, 0, 9)).toBeNull();
  expect(await (await slice(damaged, 0, 8))?.text()).toBe(text.slice(0, 8));
  expect(await slice([a, c, b], 8, 16)).toBeNull();
  expect(await slice([a, b, c], 16, 25)).toBeNull();
});

it('seals the same bytes differently every time', async () => {
  const [one, other] = [await seal(), await seal()];
  expect(await one[0]?.bytes()).not.toEqual(await other[0]?.bytes());
});

const flipped = async (chunk: Blob, at: number) => {
  const bytes = await chunk.bytes();
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return new Blob([bytes]);
};
type Chunks = [Blob, Blob, Blob];
const damages: Record<string, (chunks: Chunks) => Blob[] | Promise<Blob[]>> = {
  'has a byte changed': async ([a, b, c]) => [a, await flipped(b, 20), c],
  'has its vector changed': async ([a, b, c]) => [await flipped(a, 0), b, c],
  'is cut short': async ([a, b, c]) => [a, b.slice(0, 15), c],
  'is empty': ([a, , c]) => [a, new Blob(), c],
  'has changed places': ([a, b, c]) => [b, a, c],
  'is missing at the end': ([a, b]) => [a, b],
  'is missing in the middle': ([a, , c]) => [a, c],
  'is there twice': ([a, b, c]) => [a, b, b, c],
  'is missing, as all are': () => [],
};
it.each(Object.entries(damages))('does not open a file of which a chunk %s', async (_, damage) => {
  expect(await unseal(await damage((await seal()) as Chunks))).toBeNull();
});

it('does not open the file of another upload or with another key', async () => {
  const chunks = await seal();
  expect(await unseal(chunks, 'u2')).toBeNull();
  expect(await unsealFile(await makeKey(), 'u1', chunks, type)).toBeNull();
});

it('opens a text for its own upload only, and only unchanged', async () => {
  const sealed = await sealText(key, 'u1', 'Müller');
  expect(await unsealText(key, 'u1', sealed)).toBe('Müller');
  expect(await unsealText(key, 'u2', sealed)).toBeNull();
  expect(await unsealText(key, 'u1', sealed.subarray(1))).toBeNull();
  expect(await unsealText(key, 'u1', new Uint8Array())).toBeNull();
});
