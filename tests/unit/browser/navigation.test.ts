import { describe, expect, it } from 'vitest';
import { replacesDocument } from '../../../lib/browser/navigation.ts';
import { isStoreHost } from '../../../lib/browser/store-host.ts';

const disposition = (value: string) => [{ name: 'Content-Disposition', value }];

describe('a navigation', () => {
  it.each([
    [200, undefined],
    [404, []],
    [200, disposition('inline; filename="attachment.pdf"')],
    [200, [{ name: 'content-type', value: 'attachment' }]],
  ])('that is answered with %i %j puts a new document into its frame', (status, headers) => {
    expect(replacesDocument(status, headers)).toBe(true);
  });

  it.each([
    [204, undefined],
    [205, []],
    [200, disposition('attachment')],
    [200, disposition(' ATTACHMENT; filename="x.pdf"')],
  ])('that is answered with %i %j leaves the document where it is', (status, headers) => {
    expect(replacesDocument(status, headers)).toBe(false);
  });
});

describe('an object store', () => {
  it.each([
    'https://bucket.s3.eu-west-1.amazonaws.com/key',
    'https://amazonaws.com',
    'https://ec2-1-2-3-4.compute-1.amazonaws.com/device/v1/devices',
    'https://BUCKET.s3.AMAZONAWS.com./',
  ])('is at %s', (address) => expect(isStoreHost(address)).toBe(true));

  it.each([
    'https://api.dev.sandbox.biot-med.com/device/v1/devices',
    'https://amazonaws.com.example/',
    'https://myamazonaws.com',
    'null',
  ])('is not at %s', (address) => expect(isStoreHost(address)).toBe(false));
});
