import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../lib/files/digest.ts';

describe("a file's digest", () => {
  it('is the SHA-256 of what is small', async () => {
    const sha256 = createHash('sha256').update('bytes').digest('hex');
    expect(await digestOf(new Blob(['bytes']))).toBe(sha256);
  });

  it('tells contents apart wherever they differ, and not by how a file was put together', async () => {
    const of = (...parts: string[]) => digestOf(new Blob(parts), { size: 4 });
    expect(await of('0123456789')).toBe(await of('01234', '56789'));
    for (const other of ['1123456789', '0123556789', '0123456780', '012345678', '01234567890'])
      expect(await of(other)).not.toBe(await of('0123456789'));
  });

  it('is not to be had of a file that went away', async () => {
    const gone = Object.assign(new Blob(['bytes']), {
      arrayBuffer: () => Promise.reject(new DOMException('Gone', 'NotReadableError')),
    });
    await expect(digestOf(gone)).rejects.toThrow('Gone');
  });
});
