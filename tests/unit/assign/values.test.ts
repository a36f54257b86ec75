import { describe, expect, it } from 'vitest';
import { valueIn } from '../../../lib/assign/values.ts';
import type { Asked } from '../../../lib/protocol/bulk.ts';

const asked = (type: Asked['type'], change: Partial<Asked> = {}): Asked => ({
  ...{ name: 'x', displayName: 'X', type, isMandatory: true, min: null, max: null, regex: null },
  options: [
    { name: 'photo', displayName: 'Foto' },
    { name: 'ct', displayName: 'Computed tomography' },
    { name: 'a', displayName: 'Same' },
    { name: 'b', displayName: 'same' },
  ],
  ...change,
});
const read = (type: Asked['type'], text: string, change: Partial<Asked> = {}) =>
  valueIn(asked(type, change), text)?.value ?? null;

describe('a value as somebody writes it', () => {
  it.each<[Asked['type'], string, unknown]>([
    ['text', '  Heel ', 'Heel'],
    ['whole', '12', 12],
    ['whole', '-3', -3],
    ['whole', '1.5', null],
    ['whole', '1e3', null],
    ['whole', '9007199254740993', null],
    ['decimal', '1.5', 1.5],
    ['decimal', '.5', 0.5],
    ['decimal', '1,5', null],
    ['decimal', 'Infinity', null],
    ['yes-no', 'Ja', true],
    ['yes-no', '0', false],
    ['yes-no', 'maybe', null],
    ['one-of', 'photo', 'photo'],
    ['one-of', 'computed-tomography', 'ct'],
    ['one-of', 'same', null],
    ['one-of', 'other', null],
    ['many-of', 'Foto; ct', ['photo', 'ct']],
    ['many-of', 'Foto; other', null],
    ['date', '2026-02-28', '2026-02-28'],
    ['date', '2026-02-30', null],
    ['date', '02/03/2026', null],
    ['moment', '2026-02-28T10:30:00Z', '2026-02-28T10:30:00.000Z'],
    ['moment', '2026-02-28 10:30+02:00', '2026-02-28T08:30:00.000Z'],
    ['moment', '10:30', null],
  ])('as %s, %j is %j', (type, text, value) => {
    expect(read(type, text)).toEqual(value);
  });

  it('is within its bounds', () => {
    expect(read('whole', '5', { min: 5, max: 7 })).toBe(5);
    expect(read('whole', '8', { min: 5, max: 7 })).toBe(null);
    expect(read('text', 'AB', { regex: '[A-Z]{2}' })).toBe('AB');
    expect(read('text', 'ABC', { regex: '[A-Z]{2}' })).toBe(null);
    // An expression of another machine's is left to BioT.
    expect(read('text', 'AB', { regex: '(?i)[a-z' })).toBe('AB');
  });
});
