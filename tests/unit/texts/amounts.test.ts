import { beforeAll, describe, expect, it } from 'vitest';
import { amount, amountOf } from '../../../lib/texts/amounts.ts';
import { setTextSource } from '../../../lib/texts/texts.ts';

const speak = (language: string) => setTextSource((_, values) => values.join(' of '), language);
beforeAll(() => speak('en'));

describe('an amount', () => {
  it.each([
    [0, '0 byte'],
    [999, '999 byte'],
    [1_000, '1 kB'],
    [1_234, '1.2 kB'],
    [661_204, '661 kB'],
    [1_204_000, '1.2 MB'],
    [12_340_000, '12 MB'],
    [5 * 1024 ** 3, '5.4 GB'],
    [2e12, '2,000 GB'],
  ])('of %i bytes is %s', (bytes, written) => expect(amount(bytes)).toBe(written));

  it.each([
    [0, 661_204, '0 of 661 kB'],
    [412_000, 661_204, '412 of 661 kB'],
    [661_204, 661_204, '661 of 661 kB'],
    [90_000, 1_204_000, '0.1 of 1.2 MB'],
    [3, 7, '3 of 7 byte'],
  ])('of %i out of %i bytes names the unit once, at the end: %s', (sent, total, written) => {
    expect(amountOf(sent, total)).toBe(written);
  });

  it.each([
    ['de', '1,2 MB'],
    ['fr', '1,2 Mo'],
    ['es', '1,2 MB'],
    ['he', '1.2 MB'],
  ])('is written as %s writes numbers', (language, written) => {
    speak(language);
    expect(
      amount(1_204_000)
        .replace(/\s/g, ' ')
        .replace(/\p{Cf}/gu, ''),
    ).toBe(written);
    speak('en');
  });
});
