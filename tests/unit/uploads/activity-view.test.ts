import { expect, it } from 'vitest';
import { activityOf } from '../../../lib/outbox/activity.ts';
import type { Person } from '../../../lib/protocol/activity.ts';
import { activityViews } from '../../../lib/uploads/activity-view.ts';
import { example, type StateName, states } from '../outbox/example.ts';

const nora = { ...example().owner, name: 'Nora' };

/** What the log shows of an upload that was in these states, one after another; oldest first. */
function shown(...ats: StateName[]) {
  const entries = ats.flatMap(
    (at, index) => activityOf(example({ state: states[at], changedAt: index })) ?? [],
  );
  return activityViews(entries.toReversed(), [nora])
    .map(({ outcome }) => outcome)
    .toReversed();
}

it('an activity log says how a conflict was settled', () => {
  expect(shown('attached', 'undone')).toEqual(['attached', 'undone']);
  expect(shown('conflict', 'attached', 'undone')).toEqual(['conflict', 'mine', 'undone']);
  expect(shown('conflict', 'cancelled')).toEqual(['conflict', 'theirs']);
  expect(shown('attached', 'savedOver', 'undone')).toEqual(['attached', 'conflict', 'theirs']);
  expect(shown('conflict', 'failedAtAttach')).toEqual(['conflict', 'failed']);
});

it('an activity log notes nothing of what is under way', () => {
  expect(
    shown('accepted', 'creating', 'sending', 'attaching', 'verifying', 'waitingToStart', 'undoing'),
  ).toEqual([]);
});

it('an activity log shows what people have done who are signed in, and nothing of others', () => {
  const entry = activityOf(example({ state: states.attached }));
  const seen = (people: Person[]) => activityViews(entry ? [entry] : [], people).map(({ person }) => person);
  expect(seen([nora])).toEqual(['Nora']);
  expect(seen([{ ...nora, name: null }])).toEqual([null]);
  for (const other of [{ user: 'user-2' }, { organization: 'o-2' }, { portal: 'https://x.example' }])
    expect(seen([{ ...nora, ...other }])).toEqual([]);
});
