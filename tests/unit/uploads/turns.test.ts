import { describe, expect, it } from 'vitest';
import { Bounded } from '../../../lib/uploads/bounded.ts';
import { turns } from '../../../lib/uploads/turns.ts';

describe('work that is done in turn', () => {
  it('is never done by more at once than may, in order, and one that fails gives its place away', async () => {
    const inTurn = turns(2);
    const done: number[] = [];
    let [running, most] = [0, 0];
    const work = (index: number) => async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      done.push(index);
      if (index === 1) throw new Error('one of them');
      return index;
    };
    const results = await Promise.allSettled([0, 1, 2, 3, 4].map((index) => inTurn(work(index))));
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
      'fulfilled',
    ]);
    expect([done, most]).toEqual([[0, 1, 2, 3, 4], 2]);
    expect(await inTurn(async () => 'again')).toBe('again');
  });
});

describe('a bounded map', () => {
  it('loses what has not been set for the longest time', () => {
    const map = new Bounded<number>(2).set('a', 1).set('b', 2).set('a', 3).set('c', 4);
    expect([...map]).toEqual([
      ['a', 3],
      ['c', 4],
    ]);
  });
});
