import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { md5Of } from '../../../lib/uploads/md5.ts';
import { proofIn } from '../../../lib/uploads/proof.ts';

const body = new Blob(['bytes']);
const right = createHash('md5').update('bytes').digest('hex');
const kms = { 'x-amz-server-side-encryption': 'aws:kms' };
const customers = { 'x-amz-server-side-encryption-customer-algorithm': 'AES256' };

describe('an answer to a PUT', () => {
  it.each([
    ['the MD5 of the body', { etag: `"${right}"` }, 'stored'],
    ['the same in capitals', { etag: `"${right.toUpperCase()}"` }, 'stored'],
    ['the same weakened by a proxy', { etag: `W/"${right}"` }, 'stored'],
    ['the same without quotes', { etag: right }, 'stored'],
    [
      "the store's own encryption",
      { etag: `"${right}"`, 'x-amz-server-side-encryption': 'AES256' },
      'stored',
    ],
    ['the MD5 of something else', { etag: `"${right.replace(/^./, 'z').replace('z', '0')}"` }, 'altered'],
    ['no ETag', {}, 'unproven'],
    ['an empty one', { etag: '""' }, 'unproven'],
    ['the ETag of parts', { etag: `"${right}-2"` }, 'unproven'],
    ["encryption under KMS's key", { etag: `"${'0'.repeat(32)}"`, ...kms }, 'unproven'],
    ["encryption under the customer's key", { etag: `"${'0'.repeat(32)}"`, ...customers }, 'unproven'],
  ])('with %s', async (_, told, is) => {
    const headers = new Headers(told);
    expect(await proofIn((name) => headers.get(name), body)).toBe(is);
  });

  it('is proved by an MD5 that is known, without a look at the body', async () => {
    const gone = new Blob(['bytes']);
    gone.slice = () => Object.assign(new Blob(), { arrayBuffer: () => Promise.reject(new Error('read')) });
    const header = (name: string) => (name === 'etag' ? `"${right}"` : null);
    expect(await proofIn(header, gone, right)).toBe('stored');
    expect(await proofIn(header, gone, '0'.repeat(32))).toBe('altered');
    await expect(proofIn(header, gone)).rejects.toThrow('read');
  });

  it('is proved over a file of many pieces', async () => {
    const bytes = new Uint8Array(9 * 1024 * 1024 + 1).map((_, index) => index % 251);
    expect(await md5Of(new Blob([bytes]))).toBe(createHash('md5').update(bytes).digest('hex'));
    expect(await md5Of(new Blob([]))).toBe('d41d8cd98f00b204e9800998ecf8427e');
  });
});
