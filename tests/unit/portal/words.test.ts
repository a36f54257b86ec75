import { describe, expect, it } from 'vitest';
import { label, occurrences, words } from '../../../lib/portal/words.ts';

const places = (text: string, phrase: string) => [...occurrences(words(text), words(phrase))];

describe('words', () => {
  it.each([
    ['of either composition', 'Zoe\u0308 Ange\u0301lique', 'Zo\u00eb Ang\u00e9lique'],
    ['in capitals', 'MARY JONES', 'Mary Jones'],
    ['with other spaces between them', '  Mary\u00a0\n\t Jones ', 'Mary Jones'],
    ['with direction marks', '\u200fנועה\u200e \u202bלוי\u202c', 'נועה לוי'],
    ['with isolates', '\u2068Mary\u2069 \u2066Jones\u2069', 'Mary Jones'],
    ['with an Arabic letter mark', '\u061cليلى', 'ليلى'],
    ['with soft hyphens and zero-width spaces', 'Wo\u00adund\u200b photo\ufeff', 'Wound photo'],
  ])('%s are the same', (_, one, other) => expect(words(one)).toBe(words(other)));

  it.each([
    ['Zoe', 'Zo\u00eb'],
    ['Mary Jones', 'MaryJones'],
    ['ward 1', 'ward 11'],
  ])('are not the same: %s and %s', (one, other) => expect(words(one)).not.toBe(words(other)));
});

describe('a label', () => {
  it.each([
    ['Wound photo'],
    ['Wound photo:'],
    ['Wound photo *'],
    ['Wound photo*:'],
    ['Wound photo : *'],
    ['Wound photo\u00a0: *'],
    ['Wound photo：'],
    ['Wound photo＊'],
    ['WOUND  PHOTO'],
    ['\u202aWound photo\u202c:\u200e'],
  ])('written %j is the same', (written) => expect(label(written)).toBe('wound photo'));

  it.each([
    ['2:1 ratio', '2:1 ratio'],
    ['Photo (front)', 'photo (front)'],
    [' : * ', ''],
    ['', ''],
  ])('written %j is %j', (written, plain) => expect(label(written)).toBe(plain));
});

describe('a phrase', () => {
  it.each([
    ['alone', 'Mary Jones', [0]],
    ['between others', 'Patient Mary Jones, MRN 40017', [8]],
    ['between marks', '(Mary Jones)', [1]],
    ['twice', 'mary jones / mary jones', [0, 13]],
    ['after a longer word that begins like it', 'Mary Joneson Mary Jones', [13]],
    ['with a possessive', 'Mary Jones’s file', [0]],
    ['as the beginning of a longer word', 'Mary Joneson', []],
    ['as the end of a longer word', 'Rosemary Jones', []],
    ['before a digit', 'Mary Jones2', []],
    ['before a letter of another script', 'Mary Jonesא', []],
    ['before an accented letter', 'Mary Jonese\u0301', []],
    ['not at all', 'Jones, Mary', []],
  ])('%s is found in %j at %j', (_, text, at) => expect(places(text, 'Mary Jones')).toEqual(at));

  it('of no words is found nowhere', () => expect(places('Mary Jones', ' \u200f ')).toEqual([]));

  it('in Hebrew is not found with a prefix that belongs to the word', () => {
    expect(places('שלנועה לוי', 'נועה לוי')).toEqual([]);
    expect(places('שם: נועה לוי, ת״ז 1', 'נועה לוי')).toEqual([4]);
  });
});
