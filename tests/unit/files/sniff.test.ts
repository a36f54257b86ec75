import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sniff } from '../../../lib/files/sniff.ts';
import * as samples from './samples.ts';

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const { bytes, zipEntry } = samples;

describe('a file with a mark of its own is known by it, whatever it is called', () => {
  it.each([
    ['a PNG', samples.png, 'image/png', 'png'],
    ['an animated PNG', samples.animatedPng, 'image/png', 'png'],
    ['a JPEG', samples.jpeg, 'image/jpeg', 'jpg'],
    ['a GIF', samples.gif, 'image/gif', 'gif'],
    ['a bitmap', samples.bitmap, 'image/bmp', 'bmp'],
    ['a WebP', samples.webp, 'image/webp', 'webp'],
    ['a HEIC', samples.heic, 'image/heic', 'heic'],
    ['an AVIF', samples.avif, 'image/avif', 'avif'],
    ['a PDF', samples.pdf, 'application/pdf', 'pdf'],
    ['a film', samples.mp4, 'video/mp4', 'mp4'],
    ['a program', samples.program, 'application/x-msdownload', 'exe'],
    ['a DICOM file', samples.dicom, 'application/dicom', 'dcm'],
    ['a DICOM file that is a TIFF too', `II*\0${samples.dicom.slice(4)}`, 'application/dicom', 'dcm'],
    ['a program with a mark of DICOM', `MZ${samples.dicom.slice(2)}`, 'application/x-msdownload', 'exe'],
    ['a TIFF', samples.tiff(100), 'image/tiff', 'tif'],
    ['a TIFF of some size', samples.tiff(200_000), 'image/tiff', 'tif'],
    ['a document', samples.wordDocument(100), word, 'docx'],
    ['a document with a large picture first', samples.wordDocument(200_000), word, 'docx'],
    ['a zip', zipEntry('a.txt', 'a'), 'application/zip', 'zip'],
    ['a JPEG with HTML in it', `${samples.jpeg}<html><script>alert(1)</script>`, 'image/jpeg', 'jpg'],
    ['a GIF with a zip behind it', samples.gif + zipEntry('a.class', 'a'), 'image/gif', 'gif'],
    ['noise', '\0\x01\x02\x03\xff\xfe\x80', 'application/octet-stream', ''],
    ['nothing', '', 'application/octet-stream', ''],
  ])('%s', async (_, content, type, extension) => {
    for (const name of ['x', 'x.txt', 'x.csv', 'x.png', 'x.html']) {
      expect(await sniff(bytes(content), name)).toEqual({ type, extension });
    }
  });
});

describe('a container is what its name says, if it can hold such a thing', () => {
  it.each([
    [samples.oldOffice, 'letter.doc', 'application/msword', 'doc'],
    [samples.oldOffice, 'letter.png', 'application/x-cfb', 'cfb'],
    [
      zipEntry('a', 'a'),
      'table.xlsx',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'xlsx',
    ],
    [zipEntry('a', 'a'), 'letter.doc', 'application/zip', 'zip'],
  ])('%# %s', async (content, name, type, extension) => {
    expect(await sniff(bytes(content), name)).toEqual({ type, extension });
  });
});

describe('a text', () => {
  const svg = 'image/svg+xml';
  const old =
    '<?xml version="1.0"?>\n<!-- drawn -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" [\n<!ENTITY a "b">\n]>';
  it.each([
    ['plain words', 'note', 'text/plain'],
    ['Grüße, שלום, 😀', 'note.txt', 'text/plain'],
    ['BMI 27.3, blood pressure 120/80', 'note.txt', 'text/plain'],
    ['The wide wound is free of pus', 'note', 'text/plain'],
    ['MZ and BM were seen', 'note.png', 'text/plain'],
    ['solid mass in the left lobe', 'note.txt', 'text/plain'],
    ['a;b\n1;2', 'values.csv', 'text/csv'],
    ['a;b\n1;2', 'VALUES.CSV', 'text/csv'],
    ['a;b\n1;2', 'values.png', 'text/plain'],
    ['a\tb', 'values.tsv', 'text/tab-separated-values'],
    ['{"a": 1}', 'values.json', 'application/json'],
    ['{"a": 1}', 'values', 'text/plain'],
    ['<?xml version="1.0"?><a/>', 'x', 'application/xml'],
    ['<?xml version="1.0"?><table/>', 'x', 'application/xml'],
    ['<ClinicalDocument/>', 'cda.xml', 'application/xml'],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'x', svg],
    ['\ufeff  <svg:svg/>', 'x.png', svg],
    [`${old}<svg/>`, 'x.jpg', svg],
    ['<!doctype html><title>x</title>', 'photo.png', 'text/html'],
    ['  <!-- a --> <!-- b --><SCRIPT>alert(1)</SCRIPT>', 'photo.jpg', 'text/html'],
    ['<img src=x onerror=alert(1)>', 'photo.svg', 'text/html'],
    ['<?xml version="1.0"?><!DOCTYPE html><html/>', 'x.xml', 'text/html'],
    ['hello', 'page.html', 'text/html'],
    ['{\\rtf1 hello}', 'x', 'application/rtf'],
    ['x <svg> y', 'note', 'text/plain'],
    ['<', 'note', 'text/plain'],
    ['<!-- never closed', 'note', 'text/plain'],
  ])('%j called %s is %s', async (content, name, type) => {
    expect((await sniff(new Blob([content]), name)).type).toBe(type);
  });

  it('may be cut in the middle of a character where the look at it ends', async () => {
    const { type } = await sniff(new Blob(['x', 'ü'.repeat(100_000)]), 'x');
    expect(type).toBe('text/plain');
  });

  it('may be in the encodings of spreadsheets: UTF-16 with a mark, Windows-1252 under a name that says so', async () => {
    const wide = bytes('\xff\xfea\0;\0b\0');
    const western = bytes('Gr\xf6\xdfe;Gewicht');
    expect((await sniff(wide, 'x.csv')).type).toBe('text/csv');
    expect((await sniff(western, 'x.csv')).type).toBe('text/csv');
    expect((await sniff(western, 'x.png')).type).toBe('application/octet-stream');
  });
});

it('never reads a large file whole', async () => {
  const file = new Blob([new Uint8Array(20_000_000).fill(200)]);
  let read = 0;
  file.slice = (start, end) => {
    const part = Blob.prototype.slice.call(file, start, end);
    read += part.size;
    return part;
  };
  for (const whole of ['arrayBuffer', 'bytes', 'stream', 'text'] as const) {
    file[whole] = () => {
      throw new Error('read whole');
    };
  }
  expect((await sniff(file, 'x')).type).toBe('application/octet-stream');
  expect(read).toBeLessThan(200_000);
});

it('says so where a file cannot be read', async () => {
  const gone = new Blob(['x']);
  gone.slice = () =>
    Object.assign(new Blob(), {
      arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')),
    });
  await expect(sniff(gone, 'x')).rejects.toMatchObject({ name: 'NotReadableError' });
});

it('answers whatever bytes it is given', async () => {
  const marks = fc.constantFrom(...Object.values(samples).filter((sample) => typeof sample === 'string'), '');
  await fc.assert(
    fc.asyncProperty(marks, fc.uint8Array({ maxLength: 300 }), fc.string(), async (mark, noise, name) => {
      const { type } = await sniff(new Blob([bytes(mark), noise as Uint8Array<ArrayBuffer>]), name);
      expect(type).toMatch(/^[a-z]+\/[\w.+-]{1,90}$/);
    }),
  );
});
