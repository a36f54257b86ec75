import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { digestOf } from '../../../lib/files/digest.ts';
import { examined } from '../../../lib/uploads/examination.ts';
import * as samples from '../files/samples.ts';

const mebibyte = 1024 * 1024;

describe('a file that is looked at before it is handed over', () => {
  it('is read once for its type, its digest and its MD5', async () => {
    const file = new Blob([samples.bytes(samples.png), new Uint8Array(mebibyte)]);
    const reads = [vi.spyOn(Blob.prototype, 'arrayBuffer'), vi.spyOn(Blob.prototype, 'slice')];
    const known = await examined(file, 'heel.txt');
    expect(reads.map((one) => one.mock.calls.length)).toEqual([1, 0]);
    for (const one of reads) one.mockRestore();
    const md5 = createHash('md5')
      .update(new Uint8Array(await file.arrayBuffer()))
      .digest('hex');
    expect(known).toEqual({ type: 'image/png', extension: 'png', digest: await digestOf(file), md5 });
  });

  it('is not read whole where it is large, and has its MD5 reckoned when it is sent', async () => {
    const file = new Blob([samples.bytes(samples.png), new Uint8Array(3 * mebibyte)]);
    const known = await examined(file, 'heel.png');
    expect(known).toMatchObject({ type: 'image/png', digest: await digestOf(file), md5: null });
  });

  it('and cannot be read is told as such', async () => {
    const gone = new Blob(['x']);
    gone.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
    expect(await examined(gone, 'a.png')).toBeNull();
  });
});
