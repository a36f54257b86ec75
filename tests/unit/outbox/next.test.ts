import { describe, expect, it } from 'vitest';
import { nextToRun, type Room, wakeAt } from '../../../lib/outbox/next.ts';
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
  mayRun: () => true,
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

  const due: Record<StateName, boolean> = {
    accepted: true,
    creating: true,
    sending: true,
    attaching: true,
    verifying: true,
    attached: false,
    undoing: true,
    undone: false,
    waitingToStart: true,
    waitingToAttach: true,
    conflict: false,
    failedAtStart: false,
    failedAtAttach: false,
    cancelled: false,
  };
  it.each(Object.entries(due))('take in one that is %s: %s', (name, runs) => {
    expect(nextToRun([one('a', states[name as StateName])], room())).toHaveLength(runs ? 1 : 0);
  });

  it('leave out one whose time has not come', () => {
    expect(nextToRun([one('a', states.waitingToStart)], room({ now: 4_999 }))).toEqual([]);
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
});

describe('the time to wake', () => {
  it('is the earliest of those that wait', () => {
    const uploads = [
      one('a', { ...states.waitingToStart, notBefore: 9_000 }),
      one('b', { ...states.waitingToAttach, notBefore: 7_000 }),
      one('c', states.accepted),
    ];
    expect(wakeAt(uploads)).toBe(7_000);
  });

  it('does not exist where nobody waits for the clock', () => {
    const signedOut = { ...states.waitingToStart, why: 'session', notBefore: 1 } as const;
    expect(wakeAt([one('a', states.accepted), one('b', signedOut)])).toBeNull();
  });
});
