const mebibyte = 1024 ** 2;

/**
 * From this size on, in bytes, a file is sent in parts. A smaller one is sent again in less time than its
 * parts would cost in calls and in entries of the journal.
 */
export const multipartFrom = 64 * mebibyte;

/** The most one PUT may carry, in bytes: S3's limit. */
export const largestPut = 5 * 1024 ** 3;

/** The most an object may hold, in bytes: S3's limit. */
export const largestObject = 5 * 1024 ** 4;

/** S3's limit. */
const mostParts = 10_000;

/** In bytes; S3 takes none under 5 MiB but the last. A multiple of what is sealed at a time: none is opened twice. */
const grain = 8 * mebibyte;

/**
 * How many parts are under way at once, of all uploads. One, because each holds its bytes in memory: with 512 MiB a
 * browser grows by 60 MiB, with two at once by 80, and is a quarter faster on a line that has no limit.
 */
export const partsAtOnce = 1;

/** How many parts' addresses are asked for in one call: a line that is far away is not asked before each. */
export const addressesAtOnce = 4;

/** How a file is cut, and what the store holds of it: enough for any later worker to go on. */
export interface Parts {
  /** Bytes of each part but the last. */
  size: number;
  /** ETags of the parts that are stored, exactly as the store wrote them, by the part's number from 1. */
  etags: Readonly<Record<number, string>>;
}

/** Bytes of each part of a file but the last: the smallest that needs no more parts than the store takes. */
export function partSizeOf(size: number): number {
  return Math.max(1, Math.ceil(size / mostParts / grain)) * grain;
}

/** Which bytes of the file the part holds, `to` not included. Parts are numbered from 1. */
export function rangeOf(part: number, size: number, partSize: number): { from: number; to: number } {
  return { from: (part - 1) * partSize, to: Math.min(part * partSize, size) };
}

export function countOf(size: number, partSize: number): number {
  return Math.max(1, Math.ceil(size / partSize));
}

/** Numbers of the parts that the store does not hold yet, in order. */
export function missingOf({ size: partSize, etags }: Parts, size: number): number[] {
  const numbers = Array.from({ length: countOf(size, partSize) }, (_, index) => index + 1);
  return numbers.filter((part) => etags[part] === undefined);
}
