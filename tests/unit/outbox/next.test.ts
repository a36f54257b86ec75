import { describe, expect, it } from 'vitest';
import { longestWait } from '../../../lib/outbox/backoff.ts';
import { nextToRun, patrol, type Room, wakeAt } from '../../../lib/outbox/next.ts';
import type { Upload, UploadState } from '../../../lib/outbox/upload.ts';
import { example, type StateName, states } from './example.ts';

/** An upload of its own to an attribute of its own, unless the test says otherwise. */
function one(id: string, state: UploadState, change: Partial<Upload> = {}): Upload {
  const target = { ...example().target, attribute: `attribute-${id}` };
  return example({ id, state, target, createdAt: id.charCodeAt(0), ...change });
}
const room = (change: Partial<Room> = {}): Room => ({
  now: 5_000,
  running: new Set(),
  limit: 10,
  shares: [],
  mayRun: () => true,
  pausedUntil: () => 0,
  ...change,
});
const ids = (uploads: Upload[]) => uploads.map(({ id }) => id);

describe('the next uploads to run', () => {
  it('are the oldest ones, as many as there is room for', () => {
    const uploads = ['c', 'a', 'd', 'b'].map((id) => one(id, states.accepted));
    expect(ids(nextToRun(uploads, room({ limit: 3 })))).toEqual(['a', 'b', 'c']);
    expect(ids(nextToRun(uploads, room({ limit: 3, running: new Set(['a', 'x']) })))).toEqual(['b']);
    expect(nextToRun(uploads, room({ limit: 1, running: new Set(['a', 'x']) }))).toEqual([]);
  });

  it('are no more large ones than there is room for, and small ones besides', () => {
    const sized = (size: number) => ({ file: { ...example().file, size } });
    const uploads = ['a', 'b', 'c'].map((id) => one(id, states.accepted, sized(9)));
    uploads.push(one('d', states.accepted, sized(5)), one('e', states.accepted, sized(4)));
    const shares = [
      { from: 5, most: 3 },
      { from: 9, most: 2 },
    ];
    expect(ids(nextToRun(uploads, room({ shares })))).toEqual(['a', 'b', 'd', 'e']);
    expect(ids(nextToRun(uploads, room({ shares, running: new Set(['a', 'b']) })))).toEqual(['d', 'e']);
    expect(ids(nextToRun(uploads, room({ shares, running: new Set(['a', 'b', 'd']) })))).toEqual(['e']);
    expect(ids(nextToRun(uploads, room({ shares, running: new Set(['d']) })))).toEqual(['a', 'b', 'e']);
  });

  it('are those that came by themselves before those of a batch, but for one that came earlier to the same place', () => {
    const many = ['a', 'b', 'c'].map((id) => one(id, states.accepted, { batch: 'many' }));
    const { target } = many[1] ?? example();
    const uploads = [...many, one('d', states.accepted, { target }), one('e', states.accepted)];
    expect(ids(nextToRun(uploads, room({ limit: 3 })))).toEqual(['e', 'a', 'b']);
    expect(ids(nextToRun(uploads, room({ limit: 4, running: new Set(['a', 'b']) })))).toEqual(['e', 'c']);
  });

  const due: Record<StateName, boolean> = {
    accepted: true,
    creating: true,
    sending: true,
    sendingParts: true,
    attaching: true,
    verifying: true,
    attached: false,
    undoing: true,
    undone: false,
    waitingToStart: true,
    waitingToSendParts: true,
    waitingToAttach: true,
    waitingOffline: true,
    conflict: false,
    savedOver: false,
    failedAtStart: false,
    failedAtParts: false,
    failedAtAttach: false,
    cancelled: false,
  };
  it.each(Object.entries(due))('take in one that is %s: %s', (name, runs) => {
    expect(nextToRun([one('a', states[name as StateName])], room())).toHaveLength(runs ? 1 : 0);
  });

  it('leave out one whose time has not come', () => {
    expect(nextToRun([one('a', states.waitingToStart)], room({ now: 4_999 }))).toEqual([]);
  });

  it('take in one whose time is too far ahead to be meant: the clock was set back', () => {
    const dayAhead = { ...states.waitingToStart, notBefore: 5_000 + 86_400_000 };
    expect(nextToRun([one('a', dayAhead)], room())).toHaveLength(1);
    const longest = { ...states.waitingToStart, notBefore: 5_000 + longestWait };
    expect(nextToRun([one('a', longest)], room())).toEqual([]);
  });

  it('leave out one of which nothing can be stored, until its pause is over', () => {
    const uploads = [one('a', states.accepted), one('b', states.creating)];
    const pausedUntil = (id: string) => (id === 'b' ? 6_000 : 0);
    expect(ids(nextToRun(uploads, room({ pausedUntil })))).toEqual(['a']);
    expect(ids(nextToRun(uploads, room({ pausedUntil, now: 6_000 })))).toEqual(['a', 'b']);
  });

  it('leave out those whose owner has no session', () => {
    const theirs = { ...example().owner, user: 'user-2' };
    const uploads = [one('a', states.accepted, { owner: theirs }), one('b', states.accepted)];
    expect(ids(nextToRun(uploads, room({ mayRun: ({ user }) => user === 'user-1' })))).toEqual(['b']);
  });

  it('are never two to the same attribute of the same record', () => {
    const { target } = example();
    const elsewhere = { ...target, path: '/organization/v1/users/patients/p2' };
    const uploads = [
      one('a', states.accepted, { target }),
      one('b', states.accepted, { target }),
      one('c', states.accepted, { target: elsewhere }),
    ];
    expect(ids(nextToRun(uploads, room()))).toEqual(['a', 'c']);
    expect(ids(nextToRun(uploads, room({ running: new Set(['b']) })))).toEqual(['c']);
  });

  const { target } = example();
  it.each([
    ['waits', states.waitingToStart, []],
    ['is held up itself', states.accepted, []],
    ['failed', states.failedAtStart, ['b']],
    ['needs a decision', states.conflict, ['b']],
    ['is attached', states.attached, ['b']],
  ])('overtake no earlier one to the same place that %s', (_, state, expected) => {
    const uploads = [one('b', states.accepted, { target }), one('a', state, { target })];
    const pausedUntil = (id: string) => (id === 'a' && state === states.accepted ? 6_000 : 0);
    expect(ids(nextToRun(uploads, room({ now: 4_000, pausedUntil })))).toEqual(expected);
  });

  it('do not wait for somebody else to sign in', () => {
    const theirs = { ...example().owner, user: 'user-2' };
    const uploads = [
      one('a', states.accepted, { target, owner: theirs }),
      one('b', states.accepted, { target }),
    ];
    expect(ids(nextToRun(uploads, room({ mayRun: ({ user }) => user === 'user-1' })))).toEqual(['b']);
    expect(ids(nextToRun(uploads, room()))).toEqual(['a']);
  });

  it('come in one order even if they were accepted in the same millisecond', () => {
    const uploads = ['b', 'a'].map((id) => one(id, states.accepted, { target, createdAt: 1 }));
    expect(ids(nextToRun(uploads, room()))).toEqual(['a']);
    expect(ids(nextToRun(uploads.toReversed(), room()))).toEqual(['a']);
  });
});

describe('the time to wake', () => {
  const { mayRun, pausedUntil } = room();
  const at = (now: number, ...uploads: Upload[]) => wakeAt(uploads, { now, mayRun, pausedUntil });

  it('is the earliest of those that wait', () => {
    const later = one('a', { ...states.waitingToStart, notBefore: 9_000 });
    expect(at(5_000, later, one('b', { ...states.waitingToAttach, notBefore: 7_000 }))).toBe(7_000);
  });

  it('is later than now, even for those whose time has come and who are held up by others', () => {
    expect(at(5_000, one('a', states.waitingToStart))).toBe(5_000 + patrol);
    expect(at(5_000, one('a', states.waitingToStart), one('b', states.accepted))).toBe(5_000 + patrol);
  });

  it.each(['accepted', 'creating', 'sending', 'attaching', 'verifying', 'undoing'] as const)(
    'comes within a minute for one that is %s, because a worker may die over it',
    (name) => {
      expect(at(5_000, one('a', states[name]))).toBe(65_000);
    },
  );

  it.each(['attached', 'undone', 'conflict', 'failedAtStart', 'failedAtAttach', 'cancelled'] as const)(
    'does not exist for one that is %s',
    (name) => {
      expect(at(5_000, one('a', states[name]))).toBeNull();
    },
  );

  it('does not exist for those who wait for somebody to sign in', () => {
    const uploads = [one('a', states.waitingToStart), one('b', states.accepted)];
    expect(wakeAt(uploads, { now: 1, mayRun: () => false, pausedUntil })).toBeNull();
  });

  it('is never far in the future, whatever a wait says', () => {
    const dayAhead = one('a', { ...states.waitingToStart, notBefore: 86_400_000 });
    expect(at(5_000, dayAhead)).toBe(65_000);
  });

  it('is the end of a pause of which nothing could be stored', () => {
    const room = { now: 5_000, mayRun, pausedUntil: () => 7_000 };
    expect(wakeAt([one('a', states.creating)], room)).toBe(7_000);
  });
});
