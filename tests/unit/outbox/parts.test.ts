import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countOf,
  largestObject,
  largestPut,
  missingOf,
  partSizeOf,
  rangeOf,
} from '../../../lib/outbox/parts.ts';

const mebibyte = 1024 ** 2;
const gibibyte = 1024 ** 3;
const sizes = fc.oneof(
  fc.integer({ min: 1, max: 64 * mebibyte }),
  fc.maxSafeInteger().map((number) => (Math.abs(number) % largestObject) + 1),
);

describe('a file in parts', () => {
  it.each([
    ['one byte', 1, 8, 1],
    ['64 MiB', 64 * mebibyte, 8, 8],
    ['64 MiB and a byte', 64 * mebibyte + 1, 8, 9],
    ['2 GiB', 2 * gibibyte, 8, 256],
    ['as much as 10,000 parts of 8 MiB hold', 80_000 * mebibyte, 8, 10_000],
    ['a byte more', 80_000 * mebibyte + 1, 16, 5_001],
    ['5 TiB', largestObject, 528, 9_930],
  ])('of %s', (_, size, mebibytes, count) => {
    const partSize = partSizeOf(size);
    expect(partSize).toBe(mebibytes * mebibyte);
    expect(countOf(size, partSize)).toBe(count);
  });

  it('never has more or larger parts than the store takes, and none smaller but the last', () => {
    fc.assert(
      fc.property(sizes, (size) => {
        const partSize = partSizeOf(size);
        expect(countOf(size, partSize)).toBeLessThanOrEqual(10_000);
        expect(partSize).toBeLessThanOrEqual(largestPut);
        expect(partSize).toBeGreaterThanOrEqual(8 * mebibyte);
      }),
    );
  });

  it('has each byte in exactly one part', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (size, any) => {
        const partSize = partSizeOf(size);
        const count = countOf(size, partSize);
        expect(rangeOf(1, size, partSize).from).toBe(0);
        expect(rangeOf(count, size, partSize).to).toBe(size);
        const part = (any % count) + 1;
        const { from, to } = rangeOf(part, size, partSize);
        expect(to).toBeGreaterThan(from);
        if (part < count) {
          expect(to - from).toBe(partSize);
          expect(rangeOf(part + 1, size, partSize).from).toBe(to);
        }
      }),
    );
  });

  it('misses the parts that are not stored, in order', () => {
    const size = 30 * mebibyte;
    const parts = { size: partSizeOf(size), etags: { 3: '"c"', 1: '"a"' } };
    expect(missingOf(parts, size)).toEqual([2, 4]);
    expect(missingOf({ ...parts, etags: {} }, size)).toEqual([1, 2, 3, 4]);
  });
});
