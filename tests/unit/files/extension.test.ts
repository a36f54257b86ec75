import { describe, expect, it } from 'vitest';
import { extensionOf, isPicture, sameKind } from '../../../lib/files/extension.ts';

describe('the extension', () => {
  it.each([
    ['scan.pdf', 'pdf'],
    ['photo.JPEG', 'jpeg'],
    ['archive.tar.gz', 'gz'],
    ['film.mp4', 'mp4'],
    ['model.3ds', '3ds'],
    ['.gitignore', 'gitignore'],
    ['v1.2', ''],
    ['IM.001', ''],
    ['Dr. May', ''],
    ['scan', ''],
    ['scan.', ''],
    ['', ''],
    ['scan.p df', ''],
    ['scan.פדף', ''],
    ['mary.jonesandmore', ''],
  ])('of %j is %j', (name, extension) => expect(extensionOf(name)).toBe(extension));
});

describe('an extension', () => {
  it.each(['jpg', 'jfif', 'png', 'apng', 'heif', 'tiff', 'svg', 'avif'])('%s claims a picture', (extension) =>
    expect(isPicture(extension)).toBe(true),
  );
  it.each(['', 'pdf', 'dcm', 'mp4', 'jones'])('%j claims no picture', (extension) =>
    expect(isPicture(extension)).toBe(false),
  );

  it.each([
    ['jpg', 'jpeg', true],
    ['jfif', 'jpe', true],
    ['tif', 'tiff', true],
    ['heic', 'hif', true],
    ['pdf', 'pdf', true],
    ['jpg', 'png', false],
    ['heic', 'avif', false],
    ['pdf', 'txt', false],
    ['', 'png', false],
  ])('%s means the same as %s: %s', (one, other, same) => {
    expect(sameKind(one, other)).toBe(same);
    expect(sameKind(other, one)).toBe(same);
  });
});
