import { expect, it } from 'vitest';
import { activityOf } from '../../../lib/outbox/activity.ts';
import { activityViews } from '../../../lib/uploads/activity-view.ts';
import { example, type StateName, states } from '../outbox/example.ts';

/** What the log shows of an upload that was in these states, one after another; oldest first. */
function shown(...ats: StateName[]) {
  const entries = ats.flatMap(
    (at, index) => activityOf(example({ state: states[at], changedAt: index })) ?? [],
  );
  return activityViews(entries.toReversed(), () => 'Nora')
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
