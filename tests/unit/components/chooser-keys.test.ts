import { describe, expect, it } from 'vitest';
import { type KeyMeaning, keyMeaning } from '../../../components/chooser-keys.ts';

/** Options as a word: `+` can be chosen, `-` cannot. */
const list = (word: string) => [...word].map((option) => option === '+');
const move = (index: number): KeyMeaning => ({ to: 'move', index });
const choose = (index: number): KeyMeaning => ({ to: 'choose', index });

describe('a key', () => {
  it.each([
    ['ArrowDown', '+++', -1, move(0)],
    ['ArrowDown', '+++', 0, move(1)],
    ['ArrowDown', '+++', 2, move(0)],
    ['ArrowDown', '+-+', 0, move(2)],
    ['ArrowDown', '-+-', -1, move(1)],
    ['ArrowDown', '-+-', 1, move(1)],
    ['ArrowUp', '+++', -1, move(2)],
    ['ArrowUp', '+++', 0, move(2)],
    ['ArrowUp', '+++', 2, move(1)],
    ['ArrowUp', '+-+', 2, move(0)],
    ['ArrowUp', '++-', 0, move(1)],
    ['Home', '-++', 2, move(1)],
    ['Home', '+++', -1, move(0)],
    ['End', '++-', 0, move(1)],
    ['End', '+++', -1, move(2)],
    ['Enter', '+++', 1, choose(1)],
    ['Enter', '+++', -1, null],
    ['Enter', '+-+', 1, null],
    ['1', '+++', -1, choose(0)],
    ['3', '+++', 0, choose(2)],
    ['2', '+-+', 0, null],
    ['4', '+++', 0, null],
    ['9', '+++++++++', 0, choose(8)],
    ['0', '++++++++++', 0, null],
    ['10', '++++++++++', 0, null],
    [' ', '+++', 1, null],
    ['a', '+++', 1, null],
    ['Tab', '+++', 1, null],
    ['Escape', '+++', 1, null],
  ])('%j in a list %s of which %i is marked means %j', (key, options, active, meaning) => {
    expect(keyMeaning(key, list(options), active)).toEqual(meaning);
  });

  it.each(['ArrowDown', 'ArrowUp', 'Home', 'End', 'Enter', '1'])(
    '%s means nothing where nothing can be chosen',
    (key) => {
      for (const options of ['', '-', '---']) expect(keyMeaning(key, list(options), -1)).toBeNull();
    },
  );

  it('never marks or chooses what cannot be chosen, wherever the mark stands', () => {
    for (const options of ['+--', '-+-', '--+', '+-+'].map(list)) {
      for (const key of ['ArrowDown', 'ArrowUp', 'Home', 'End', 'Enter', '1', '2', '3']) {
        for (const active of [-1, 0, 1, 2]) {
          const meaning = keyMeaning(key, options, active);
          if (meaning) expect(options[meaning.index], `${key} at ${active}`).toBe(true);
        }
      }
    }
  });
});
