import { describe, expect, it } from 'vitest';
import { csv } from '../../../lib/texts/csv.ts';

describe('a table for spreadsheets', () => {
  it('keeps commas, quotes and lines within their cell', () => {
    expect(
      csv([
        ['a,b', 'say "x"'],
        ['two\nlines', 'חתול'],
      ]),
    ).toBe('\ufeff"a,b","say ""x"""\r\n"two\nlines","חתול"\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1'])(
    'does not let %j calculate',
    (text) => {
      expect(csv([[text]])).toBe(`\ufeff"'${text}"\r\n`);
    },
  );

  it.each(['heel=1.png', '1-2.png', ''])('leaves %j as it is', (text) => {
    expect(csv([[text]])).toBe(`\ufeff"${text}"\r\n`);
  });
});
