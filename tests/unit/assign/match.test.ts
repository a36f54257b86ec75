import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLookup, createMatcher, type Match, reader } from '../../../lib/assign/match.ts';
import { partsOf, wordsOf } from '../../../lib/assign/words.ts';
import type { BulkRecord } from '../../../lib/protocol/bulk.ts';

const record = (caption: string, mrn: string, id = `id-${mrn}`): BulkRecord => ({
  ref: { api: 'https://api.dev.sandbox.biot-med.com', kind: 'patient', path: `/p/${id}`, id },
  caption,
  identity: [],
  attributes: [],
  clues: [
    { name: '_caption', displayName: 'Name', value: caption },
    { name: 'mrn', displayName: 'MRN', value: mrn },
  ],
});
const records = [record('Mary Jones', '40017'), record('Thomas Ade', '40029'), record('Mary Jones', '40123')];
const match = createMatcher(records, { by: 'any' });

describe('a file finds its record', () => {
  it.each<[string, number]>([
    ['40017_heel.png', 0],
    ['scan-40029.PDF', 1],
    ['ward 3/40123/left heel.png', 2],
    ['Thomas Ade.png', 1],
    ['THOMAS_ADE (2).png', 1],
    ['40017/40017 heel.png', 0],
    // Mary Jones alone is a tie; her number tells who is meant.
  ])('%s', (path, index) => {
    expect(match(path)).toMatchObject({ is: 'one', record: index });
  });

  it.each(['heel.png', '400170.png', 'MRN40017.png', '4001/7.png', 'Thomas.png', '', '.png'])(
    'and %s finds none: only whole words count',
    (path) => {
      expect(match(path)).toEqual({ is: 'none' });
    },
  );

  it.each<[string, number[]]>([
    ['Mary Jones.png', [0, 2]],
    ['40017 40029.png', [0, 1]],
    ['40029/40017.png', [0, 1]],
    ['Mary Jones 40017.png', [0, 2]],
  ])('and %s is a tie, which is not broken', (path, tied) => {
    expect(match(path)).toMatchObject({ is: 'many', records: tied });
  });

  it('says by what, and where it stands', () => {
    expect(match('x/40029/heel.png')).toMatchObject({
      because: { clue: { displayName: 'MRN', value: '40029' }, where: 'folder' },
    });
  });

  it('by one clue alone, where somebody has chosen it', () => {
    const byNumber = createMatcher(records, { by: 'clue', name: 'mrn' });
    expect(byNumber('Thomas Ade 40017.png')).toMatchObject({ is: 'one', record: 0 });
    expect(byNumber('Thomas Ade.png')).toEqual({ is: 'none' });
  });

  it('by a short clue only where somebody has chosen it', () => {
    const short = [record('Pump', '12')];
    expect(createMatcher(short, { by: 'any' })('IMG_12.jpg')).toEqual({ is: 'none' });
    expect(createMatcher(short, { by: 'clue', name: 'mrn' })('IMG_12.jpg')).toMatchObject({ is: 'one' });
  });

  it('by what stands at a place of its name', () => {
    const byPlace = createMatcher(records, { by: 'pattern', pattern: 'scan_{id}_*' });
    expect(byPlace('scan_40017_40029.png')).toMatchObject({ is: 'one', record: 0 });
    expect(byPlace('40017_scan.png')).toEqual({ is: 'none' });
  });

  it('whatever a Mac or a PC has made of its letters', () => {
    const one = createMatcher([record('Zoë Ärger', '77001')], { by: 'any' });
    expect(one(`${'Zoë Ärger'.normalize('NFD')}.png`)).toMatchObject({ is: 'one' });
  });
});

describe('a pattern', () => {
  it.each<[string, string, string | null]>([
    ['{id}', '40017', '40017'],
    ['{id}_*', '40017_a_b', '40017'],
    ['*-{id}', 'a-b-40017', 'b-40017'],
    ['(a+)+{id}', 'aaaa40017', null],
    ['*', 'x', null],
    ['{id}{id}', 'x', null],
    ['*{id}*{id}', 'x', null],
  ])('%s reads %s as %s', (pattern, name, value) => {
    expect(reader(pattern)(name)).toBe(value);
  });
});

describe('a manifest', () => {
  it('names a record by the whole of a value', () => {
    const look = createLookup(records);
    expect(look('40017')).toMatchObject({ is: 'one', record: 0, because: { where: 'manifest' } });
    expect(look('Mary Jones')).toMatchObject({ is: 'many', records: [0, 2] });
    expect(look('40017 heel')).toEqual({ is: 'none' });
    expect(look('__proto__')).toEqual({ is: 'none' });
  });
});

/** As slow and as plain as can be: every clue is looked for at every place. */
function slowly(path: string, all: readonly BulkRecord[]): Match['is'] | number {
  const { name, folders } = partsOf(path);
  const named = new Set<number>();
  for (const text of [name, ...folders])
    for (const [index, { clues }] of all.entries())
      for (const { value } of clues) {
        const [words, wanted] = [wordsOf(text), wordsOf(value)];
        if (wanted.join('').length < 4) continue;
        for (let from = 0; from + wanted.length <= words.length; from += 1)
          if (wanted.every((word, at) => words[from + at] === word)) named.add(index);
      }
  const [only] = named;
  return named.size === 1 ? Number(only) : named.size > 1 ? 'many' : 'none';
}

describe('the matcher and a slow one', () => {
  const word = fc.constantFrom('40017', '40029', 'mary', 'jones', 'ade', 'x1', 'B', '2026', 'über', '12');
  const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
  const path = fc
    .array(
      fc
        .array(fc.oneof(word, fc.string({ maxLength: 4 })), { minLength: 1, maxLength: 5 })
        .map((words) => words.join('_').replaceAll('/', '-')),
      { minLength: 1, maxLength: 3 },
    )
    .map((parts) => `${parts.join('/')}.png`);

  it('agree on a thousand sets of names', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(phrase, phrase), { maxLength: 6 }), fc.array(path), (names, paths) => {
        const all = names.map(([caption, mrn]) => record(caption, mrn));
        const fast = createMatcher(all, { by: 'any' });
        for (const one of paths) {
          const found = fast(one);
          expect(found.is === 'one' ? found.record : found.is).toBe(slowly(one, all));
        }
      }),
      { numRuns: 1000 },
    );
  });
});
