import { beforeAll, describe, expect, it } from 'vitest';
import { pluralOf, setTextSource } from '../../../lib/texts/texts.ts';
import { takes } from '../../../lib/texts/types.ts';

beforeAll(() => setTextSource((key) => key, 'en'));

const ooxml = 'application/vnd.openxmlformats-officedocument';

describe('what an attribute takes', () => {
  it.each([
    ['FILE', null, 'any_file'],
    ['FILE', [], 'any_file'],
    ['IMAGE', null, 'images'],
    ['IMAGE', [], 'images'],
    ['FILE', ['image/*'], 'images'],
    ['FILE', ['application/pdf'], 'PDF'],
    ['FILE', ['application/pdf', 'image/*'], 'PDF or images'],
    ['IMAGE', ['image/png', 'image/jpeg', 'image/webp'], 'PNG, JPEG, or WEBP'],
    ['FILE', ['image/svg+xml', 'text/csv; charset=utf-8'], 'SVG or CSV'],
    ['FILE', ['png', '.pdf'], 'PNG or PDF'],
    ['FILE', ['text/plain', 'application/x-tar'], 'TXT or TAR'],
    ['FILE', [`${ooxml}.wordprocessingml.document`, `${ooxml}.spreadsheetml.sheet`], 'Word or Excel'],
    ['FILE', ['application/msword', `${ooxml}.wordprocessingml.document`], 'Word'],
  ] as const)('a %s of %j is said as %s', (type, accepts, said) => {
    expect(takes({ type, accepts })).toBe(said);
  });
});

describe('a list of types', () => {
  it.each([
    ['de', 'PNG, JPEG oder WEBP'],
    ['fr', 'PNG, JPEG ou WEBP'],
    ['es', 'PNG, JPEG o WEBP'],
    ['he', 'PNG, JPEG או WEBP'],
  ])('is said as %s says it', (language, said) => {
    setTextSource((key) => key, language);
    expect(takes({ type: 'IMAGE', accepts: ['image/png', 'image/jpeg', 'image/webp'] })).toBe(said);
  });
});

describe('a number', () => {
  it.each([
    ['en', 0, 'other'],
    ['en', 1, 'one'],
    ['en', 2, 'other'],
    ['he', 2, 'other'],
    ['ja', 1, 'other'],
  ])('in %s: %i takes the message for %s', (language, count, form) => {
    setTextSource((key) => key, language);
    expect(pluralOf(count)).toBe(form);
  });
});
