import { describe, expect, it } from 'vitest';
import { type Line, plans, type Recipe, tallyOf } from '../../../lib/assign/plan.ts';
import type { Asked, BulkRecord, BulkTemplate } from '../../../lib/protocol/bulk.ts';
import type { AttributeView } from '../../../lib/protocol/record.ts';

const attribute = (name: string, change: Partial<AttributeView> = {}): AttributeView => ({
  ...{ name, displayName: name, type: 'FILE', accepts: null, takes: '', basePath: null },
  ...{ writable: true, isPublic: false, value: null },
  ...change,
});
const record = (id: string, ...attributes: AttributeView[]): BulkRecord => ({
  ref: { api: '', kind: 'patient', path: id, id },
  ...{ caption: id, identity: [], clues: [], attributes },
});
const records = [
  record('a', attribute('scan'), attribute('old', { writable: false })),
  record('b', attribute('scan', { value: { id: 'f' } }), attribute('form')),
  record('c', attribute('open', { isPublic: true })),
];
const because = { clue: { name: 'mrn', displayName: 'MRN', value: '1' }, where: 'name' } as const;
const line = (index: number | null, change: Partial<Line> = {}): Line => ({
  ...{
    path: 'x.png',
    size: 1,
    type: 'image/png',
    chosen: null,
    attribute: null,
    values: {},
    isSkipped: false,
  },
  match: index === null ? { is: 'none' } : { is: 'one', record: index, because },
  ...change,
});
const refuse = ({ size }: Pick<Line, 'size'>) => (size === 0 ? ('empty' as const) : null);
const plan = (lines: Line[], wanted: string | null = null) =>
  plans(lines, { records, attribute: wanted, refuse });
const kinds = (lines: Line[], wanted: string | null = null) => plan(lines, wanted).map(({ is }) => is);

describe('what becomes of a file', () => {
  it('is certain only where its record and its attribute are', () => {
    expect(kinds([line(0), line(1), line(null), line(0, { isSkipped: true })])).toEqual([
      'ready',
      'attribute',
      'none',
      'skipped',
    ]);
    const tie = line(null, { match: { is: 'many', records: [0, 1], because } });
    expect(kinds([tie, { ...tie, chosen: 0 }])).toEqual(['many', 'ready']);
  });

  it('is nothing where its attribute does not take it, or is not there', () => {
    expect(plan([line(0, { attribute: 'gone' })])).toMatchObject([
      { is: 'refused', reason: 'attribute-gone' },
    ]);
    expect(plan([line(0, { attribute: 'old' })])).toMatchObject([{ is: 'refused', reason: 'read-only' }]);
    expect(plan([line(0, { size: 0 })])).toMatchObject([{ is: 'refused', reason: 'empty' }]);
  });

  it('lies in the open only where somebody has named the attribute', () => {
    expect(kinds([line(2)])).toEqual(['refused']);
    expect(kinds([line(2)], 'open')).toEqual(['ready']);
  });

  it('is asked about where two are for one place: one of them would be lost', () => {
    const two = [line(0), line(0), line(1)];
    expect(kinds(two, 'scan')).toEqual(['clash', 'clash', 'ready']);
    expect(kinds([line(0), line(0, { isSkipped: true })], 'scan')).toEqual(['ready', 'skipped']);
  });
});

it('a person confirms how many files go to how many records, and how many values they replace', () => {
  expect(tallyOf(plan([line(0), line(1), line(null)], 'scan'))).toEqual({
    files: 2,
    made: 0,
    records: 2,
    replaced: 1,
    published: 0,
  });
});

describe('a record that is made for a file', () => {
  const asked = (name: string, change: Partial<Asked> = {}): Asked => ({
    ...{ name, displayName: name.toUpperCase(), type: 'text', options: [], isMandatory: false },
    ...{ min: null, max: null, regex: null },
    ...change,
  });
  const template: BulkTemplate = {
    ...{ id: 't', displayName: 'Scan', attributes: [attribute('picture')] },
    references: [{ name: 'subject', displayName: 'Subject', kind: 'patient', isMandatory: true }],
    asked: [asked('site', { isMandatory: true }), asked('count', { type: 'whole' })],
    needed: [{ name: 'subject', displayName: 'Subject' }],
  };
  const recipe: Recipe = { template, reference: 'subject', values: { site: 'Heel' } };
  const made = (one: Line, change: Partial<Recipe> = {}) =>
    plans([one], { records, attribute: null, refuse, recipe: { ...recipe, ...change } })[0];

  it('is named after its file, refers to its record and holds what was given', () => {
    expect(made(line(0, { path: 'ward/heel 1.png', values: { count: '3' } }))).toMatchObject({
      ...{ is: 'making', record: 0, name: 'heel 1', values: { site: 'Heel', count: 3 } },
      attribute: { name: 'picture' },
    });
    const own = made(line(0, { values: { _name: 'Own', site: 'Arm' } }));
    expect(own).toMatchObject({ is: 'making', name: 'Own', values: { site: 'Arm' } });
  });

  it('has no longer name than BioT takes, and none cut in the middle of a sign', () => {
    const plan = made(line(0, { path: `${'a'.repeat(31)}😀b.png` }));
    expect(plan).toMatchObject({ name: `${'a'.repeat(31)}` });
  });

  it.each([
    [{ values: {} }, {}, { is: 'incomplete', lacks: 'SITE', text: '' }],
    [{}, { count: 'three' }, { is: 'incomplete', lacks: 'COUNT', text: 'three' }],
    [{ reference: null }, {}, { is: 'incomplete', lacks: 'Subject', text: '' }],
  ])('is not made where something is missing: %j, %j', (change, values, plan) => {
    expect(made(line(0, { values }), change)).toMatchObject(plan);
  });

  it('is never made by guessing which record it refers to', () => {
    expect(made(line(null))).toEqual({ is: 'none' });
    const tie = line(null, { match: { is: 'many', records: [0, 1], because } });
    expect(made(tie)).toMatchObject({ is: 'many' });
  });

  it('needs no record where it refers to none, and shares its place with nobody', () => {
    const free = { ...recipe, reference: null, template: { ...template, needed: [] } };
    const both = plans([line(null), line(null)], { records, attribute: null, refuse, recipe: free });
    expect(both.map(({ is }) => is)).toEqual(['making', 'making']);
    expect(tallyOf(both)).toEqual({ files: 2, made: 2, records: 0, replaced: 0, published: 0 });
  });
});
