import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipboardName, fileName, isGenericName } from '../../../lib/files/name.ts';

const named = (original: string, extension = '') => fileName(original, { extension });

describe('the name of a file', () => {
  it.each([
    ['is kept if nothing is wrong with it', 'Wound, left arm (2).pdf', 'Wound, left arm (2).pdf'],
    ['is kept in any script', 'תמונת פצע 伤口.pdf', 'תמונת פצע 伤口.pdf'],
    ['keeps its emoji', 'scan 🫀.pdf', 'scan 🫀.pdf'],
    ['is the last part of a path', '/home/mary/scan.pdf', 'scan.pdf'],
    ['is the last part of a Windows path', 'C:\\fakepath\\scan.pdf', 'scan.pdf'],
    ['does not climb', '../../etc/passwd', 'passwd'],
    ['does not climb backwards', '..\\..\\boot.ini', 'boot.ini'],
    ['is the last part that has a name', 'scan.pdf/..', 'scan.pdf'],
    ['holds no NUL', 'scan.pdf\0.exe', 'scan.pdf.exe'],
    ['holds no line break', 'scan\r\nX-Header: 1.pdf', 'scan X-Header: 1.pdf'],
    ['holds no control character', 'sc\x07an\x7f\x9b.pdf', 'scan.pdf'],
    ['holds no markup', '<img src=x onerror=alert(1)>.pdf', 'img src=x onerror=alert(1).pdf'],
    ['is not turned around', 'photo\u202Egnp.exe', 'photognp.exe'],
    ['is not isolated', 'a\u2066b\u2067c\u2068d\u2069.pdf', 'abcd.pdf'],
    ['hides nothing', 'a\u200Bb\u200C\u200D\u200E\u200F\uFEFF\u00AD\u2060.pdf', 'ab.pdf'],
    ['is composed', 'u\u0308ber.pdf', '\u00fcber.pdf'],
    ['has single spaces', '  a \u00a0\u3000 b\t.pdf ', 'a b.pdf'],
    ['has no half characters', 'a\ud83d.pdf', 'a.pdf'],
    ['is not hidden', '.scan.pdf', 'scan.pdf'],
    ['does not end in dots', 'scan.pdf. . .', 'scan.pdf'],
    ['does not end in a space before its extension', 'scan .pdf', 'scan.pdf'],
  ])('%s', (_, original, name) => {
    expect(named(original)).toBe(name);
  });

  it.each(['', ' ', '.', '..', '../', '/', '\\', '\0', '\u202E', '<>', ' . . '])(
    'does not exist: %j',
    (nothing) => {
      expect(named(nothing, 'png')).toBeNull();
    },
  );

  it.each([
    ['photo.jpg', 'jpg', 'photo.jpg'],
    ['photo.JPEG', 'jpg', 'photo.jpeg'],
    ['photo.jfif', 'jpg', 'photo.jfif'],
    ['photo', 'jpg', 'photo.jpg'],
    ['photo.png', 'jpg', 'photo.jpg'],
    ['photo.png', 'html', 'photo.html'],
    ['photo.png', 'exe', 'photo.exe'],
    ['photo.png', '', 'photo.png'],
    ['scan.pdf', 'jpg', 'scan.pdf.jpg'],
    ['mary.jones', 'jpg', 'mary.jones.jpg'],
    ['Dr. May', 'png', 'Dr. May.png'],
    ['v1.2', 'png', 'v1.2.png'],
    ['IM.001', 'dcm', 'IM.001.dcm'],
    ['ward.log', 'txt', 'ward.log'],
    ['notes', 'txt', 'notes.txt'],
    ['letter.docx', 'zip', 'letter.docx'],
  ])('%s of a %j becomes %s', (original, extension, name) => {
    expect(named(original, extension)).toBe(name);
  });

  const family = '👩🏽‍⚕️';
  it.each([
    ['letters', 'x'.repeat(300), 128],
    ['letters of two units', '𝒳'.repeat(300), 128],
    ['flags', '🇮🇱'.repeat(100), 128],
    ['accents that do not compose', 'x̂̃'.repeat(100), 127],
    ['one letter under a tower of marks', `x${'\u0302'.repeat(300)}`, 128],
    ['people', family.repeat(100), 128],
  ])('of many %s is cut to fit, and keeps its extension', (_, stem, longest) => {
    const name = named(`${stem}.pdf`, 'pdf') ?? '';
    expect(name.length).toBeGreaterThan(118);
    expect(name.length).toBeLessThanOrEqual(longest);
    expect(name).toMatch(/\.pdf$/);
    expect(name.isWellFormed()).toBe(true);
  });

  it('is not cut inside what a reader takes for one character', () => {
    const cut = named('🇮🇱'.repeat(100)) ?? '';
    expect([...new Intl.Segmenter().segment(cut)].every(({ segment }) => segment === '🇮🇱')).toBe(true);
  });

  it('is harmless whatever it was, and stays as it is when named again', () => {
    const mean = fc.constantFrom(
      ...'/\\.<> \0\r\n\u202E\u200B\uFEFFü\u0308😀x',
      '..',
      '.png',
      '\ud83d',
      '👩‍👩‍👧',
    );
    const original = fc.array(fc.oneof(mean, fc.string({ unit: 'binary' })), { maxLength: 80 });
    const extension = fc.constantFrom('png', 'jpg', 'pdf', 'txt', 'html', '');
    fc.assert(
      fc.property(original, extension, (parts, fits) => {
        const name = named(parts.join(''), fits);
        if (name === null) return;
        expect(name.length).toBeLessThanOrEqual(128);
        expect(name).not.toMatch(/[/\\<>\p{Cc}\p{Cf}\p{Cs}]|^[. ]|[. ]$/u);
        expect(named(name, fits)).toBe(name);
      }),
    );
  });

  // What is quadratic in the name's length outlasts any test's time here.
  it.each([...['. ', '.', ' ', '\u200b', 'x', '/', '\u0302', '\r\n', '👩‍👧']])(
    'is found although it is made of 100,000 %j',
    (unit) => {
      expect(named(`x${unit.repeat(100_000)}x`)?.length).toBeLessThanOrEqual(128);
    },
  );
});

describe('a generic name', () => {
  it.each([
    ...['image.png', 'image.jpg', 'Image.PNG', 'image (2).png', 'image-3.png', 'image', 'Untitled.png'],
    ...['unnamed.jpg', 'blob', 'Pasted Graphic 1.tiff', 'grafik.png', 'Bild.jpg', 'imagen.png', 'imagem.png'],
    ...['immagine.png', 'Sans titre.png', 'obra\u0301zek.png', 'изображение.png', 'תמונה.png', 'صورة.png'],
    ...['photo.jpg', 'Screen Shot.png', 'Bildschirmfoto.png', 'Eingefügtes Bild 2.png', 'Foto.jpg'],
    ...[
      'Capture d’écran.png',
      "Capture d'e\u0301cran (1).png",
      'Captura de pantalla.png',
      'Imagen pegada.png',
    ],
    ...['צילום מסך.png', 'צילום מסך (3).png', 'תמונה שהודבקה.png'],
    ...['画像.png', '图像.png', '이미지.png', 'C:\\fakepath\\image.png', '\u202Aimage.png'],
  ])('is %s', (name) => {
    expect(isGenericName(name)).toBe(true);
  });

  it.each([
    ...[
      'wound.png',
      'Screenshot 2026-11-23 at 14.02.07.png',
      'Bildschirmfoto 2026-11-23.png',
      'Capture d’écran 2026-11-23 à 14.02.07.png',
      'צילום מסך 2026-11-23 140207.png',
      'IMG_4711.jpg',
    ],
    ...['image of wound.png', 'imagery.png', 'blob.core.png', '', '.png', '1.png', 'image 20261123.png'],
  ])('is not %j', (name) => {
    expect(isGenericName(name)).toBe(false);
  });
});

describe('the name of what came without one', () => {
  const date = new Date(2026, 10, 23, 14, 2, 7);
  it.each([
    ['Wound photo', 'png', 'wound-photo 2026-11-23 14.02.07.png'],
    ['  Röntgen / Thorax  ', 'jpg', 'röntgen-thorax 2026-11-23 14.02.07.jpg'],
    ['תמונת פצע', 'png', 'תמונת-פצע 2026-11-23 14.02.07.png'],
    ['कान', 'png', 'कान 2026-11-23 14.02.07.png'],
    ['<b>../x\u202E', 'png', 'b-x 2026-11-23 14.02.07.png'],
    ['😀', 'png', 'file 2026-11-23 14.02.07.png'],
    ['Wound photo', '', 'wound-photo 2026-11-23 14.02.07'],
  ])('is made of %j and the local time', (displayName, extension, name) => {
    expect(clipboardName(displayName, extension, date)).toBe(name);
    expect(named(name, extension)).toBe(name);
  });

  it('fits, however long the attribute is called', () => {
    expect(clipboardName('x'.repeat(300), 'png', date).length).toBeLessThanOrEqual(128);
  });
});
