import { describe, expect, it } from 'vitest';
import { createMoves } from '../../../lib/uploads/moves.ts';
import { example, states } from '../outbox/example.ts';

const [first, second] = [example({ id: 'u1', changedAt: 5 }), example({ id: 'u2', changedAt: 5 })];

describe('what has moved', () => {
  it('is told once, also where it happened before what was told already', () => {
    const moves = createMoves();
    const { moved, told } = moves([first, second], null);
    expect(moved).toEqual([first, second]);
    expect(moves([first, second], told).moved).toEqual([]);
    const late = { ...first, state: states.attached, changedAt: 3 };
    const next = moves([late, second], told);
    expect(next.moved).toEqual([late]);
    expect(moves([late, second], next.told).moved).toEqual([]);
  });

  it('is everything for who was told by a background that has died', () => {
    const { told } = createMoves()([first, second], null);
    expect(createMoves()([first, second], told).moved).toEqual([first, second]);
  });
});
