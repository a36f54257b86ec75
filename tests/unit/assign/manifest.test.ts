import { describe, expect, it } from 'vitest';
import { columnsOf, createManifestMatcher, readManifest, type Table } from '../../../lib/assign/manifest.ts';
import type { BulkRecord } from '../../../lib/protocol/bulk.ts';
import type { AttributeView } from '../../../lib/protocol/record.ts';

const attribute = (name: string, displayName: string): AttributeView => ({
  ...{ name, displayName, type: 'FILE', accepts: null, takes: '', basePath: null },
  ...{ writable: true, isPublic: false, value: null },
});
const record = (caption: string, mrn: string): BulkRecord => ({
  ref: { api: '', kind: 'patient', path: `/p/${mrn}`, id: mrn },
  caption,
  identity: [],
  attributes: [attribute('scan', 'Scan'), attribute('consent', 'Consent form')],
  clues: [
    { name: '_caption', displayName: 'Title', value: caption },
    { name: 'mrn', displayName: 'MRN', value: mrn },
  ],
});
const records = [record('Mary Jones', '40017'), record('Thomas Ade', '40029'), record('Mary Jones', '40123')];
const paths = ['a/heel.png', 'b/heel.png', 'left.png', 'Ärzte/x.png'];

function reads(rows: Table) {
  const columns = columnsOf(rows[0] ?? [], ['MRN']);
  const of = createManifestMatcher(records, readManifest(rows, columns, paths));
  return (path: string) => {
    const found = of(path);
    if (found === null) return null;
    return found.match.is === 'one' ? `${found.match.record} ${found.attribute}` : found.match.is;
  };
}

describe('a manifest', () => {
  it('names files by their path, by its end, or by a name that no other file has', () => {
    const of = reads([
      ['File', 'MRN'],
      ['a/heel.png', '40017'],
      ['LEFT.png', '40029'],
      ['heel.png', '40123'],
      ['\u0041\u0308rzte\\x.png', '40029'],
    ]);
    expect(paths.map(of)).toEqual(['0 null', null, '1 null', '1 null']);
  });

  it('finds its columns by their heads, the portal’s own words first', () => {
    expect(columnsOf(['Dateiname', 'Patient', 'MRN', 'Feld'], ['MRN'])).toEqual({
      file: 0,
      record: 2,
      attribute: 3,
    });
    expect(columnsOf(['File', 'file name', 'x'], [])).toEqual({
      file: null,
      record: null,
      attribute: null,
    });
    expect(columnsOf(['__proto__', 'constructor'], [])).toEqual({
      file: null,
      record: null,
      attribute: null,
    });
  });

  it('names an attribute by either of its names, and takes no other one for it', () => {
    const of = reads([
      ['file', 'mrn', 'attribute'],
      ['a/heel.png', '40017', 'consent FORM'],
      ['b/heel.png', '40017', 'scan'],
      ['left.png', '40017', 'gone'],
    ]);
    expect(paths.slice(0, 3).map(of)).toEqual(['0 consent', '0 scan', '0 gone']);
  });

  it('takes nothing for a file about which its rows disagree, and forgives a row that is there twice', () => {
    const of = reads([
      ['file', 'mrn'],
      ['a/heel.png', '40017'],
      ['a/heel.png', '40029'],
      ['left.png', '40029'],
      ['left.png', '40029'],
    ]);
    expect([of('a/heel.png'), of('left.png')]).toEqual(['none', '1 null']);
  });

  it.each<[string, string | null]>([
    ['Mary Jones', 'many'],
    ['40017x', 'none'],
    ['', null],
    ['=1+1', 'none'],
    ['__proto__', 'none'],
    ['400', 'none'],
  ])('makes no wrong match of %j', (value, is) => {
    expect(
      reads([
        ['file', 'mrn'],
        ['left.png', value],
      ])('left.png'),
    ).toBe(is);
  });

  it('reads a hundred thousand rows', () => {
    const rows = Array.from({ length: 100_000 }, (_, index) => [`f${index}.png`, String(index)]);
    const manifest = readManifest([['file', 'mrn'], ...rows], columnsOf(['file', 'mrn'], []), ['f40017.png']);
    expect(manifest.rows).toBe(100_000);
    expect(manifest.of('f40017.png')).toEqual({ record: '40017', attribute: null, values: {} });
  });

  it('says what else a record is to hold, by columns whose heads are unmistakable', () => {
    const further = [
      { name: 'modality', displayName: 'Modality' },
      { name: '__proto__', displayName: 'Odd' },
      { name: 'twice', displayName: 'Twice' },
    ];
    const rows: Table = [
      ['file', 'MRN', 'modality', '__proto__', 'Twice', 'twice'],
      ['a.png', '40017', ' Photo ', 'x', '1', '2'],
      ['b.png', '', 'Photo'],
      ['c.png', '40017', 'Photo'],
      ['c.png', '40017', 'Ultrasound'],
    ];
    const manifest = readManifest(
      rows,
      columnsOf(rows[0] ?? [], ['MRN']),
      ['a.png', 'b.png', 'c.png'],
      further,
    );
    const said = manifest.of('a.png');
    if (said === null || said === 'contradicted') throw new Error('a.png is not told of');
    expect(Object.entries(said.values)).toEqual([
      ['modality', 'Photo'],
      ['__proto__', 'x'],
    ]);
    expect(Object.getPrototypeOf(said.values)).toBe(Object.prototype);
    expect(manifest.of('b.png')).toMatchObject({ record: '', values: { modality: 'Photo' } });
    expect(manifest.of('c.png')).toBe('contradicted');
  });
});
