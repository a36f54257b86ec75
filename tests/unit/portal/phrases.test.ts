import { describe, expect, it } from 'vitest';
import { datePhrases, known, momentPhrases, momentText, titlePhrases } from '../../../lib/portal/phrases.ts';

describe('the ways to write', () => {
  it.each(['1961-04-02', '02/04/1961', '4/2/1961', '2.4.1961', 'Apr 2, 1961', '2 April 1961'])(
    'a date include %s',
    (way) => expect(datePhrases('1961-04-02T00:00:00Z', 'en-us')).toContain(way),
  );

  it('a date include the portal’s own language', () => {
    expect(datePhrases('1961-04-02', 'de-DE,de;q=0.9')).toContain('2. April 1961');
  });

  it('what is no date is itself', () => expect(datePhrases('unknown', 'en')).toEqual(['unknown']));

  it.each(['2026-02-03 20:30', 'Feb 3, 2026, 8:30 PM', '3 Feb 2026, 20:30', '03.02.26, 20:30'])(
    'a moment include %s',
    (way) => expect(momentPhrases('2026-02-03T20:30:00.000Z', 'de-DE')).toContain(way),
  );

  it('what is no moment is itself', () => {
    expect(momentPhrases('unknown', 'en')).toEqual(['unknown']);
    expect(momentText('unknown', 'en')).toBe('unknown');
  });

  it('a name put the family name first as well', () => {
    expect(titlePhrases(['Dr. Mary Jones', null], 'Mary', 'Jones')).toEqual([
      'Dr. Mary Jones',
      'Mary Jones',
      'Jones Mary',
      'Jones, Mary',
    ]);
  });
});

describe('an accept-language header', () => {
  it.each([
    ['he', 'he'],
    ['en-us', 'en-US'],
    ['*', 'en'],
    ['', 'en'],
    ['not a language!', 'en'],
  ])('%j is read as %s', (header, locale) => expect(known(header)).toBe(locale));
});
