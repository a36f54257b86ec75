import type { ActivityEntry } from '../outbox/activity.ts';
import type { ActivityView, Person } from '../protocol/activity.ts';

/**
 * The log as these people are shown it: nobody sees what others have done.
 * @param entries newest first.
 */
export function activityViews(entries: readonly ActivityEntry[], people: readonly Person[]): ActivityView[] {
  return entries.flatMap((entry, index) => {
    const { id, at, reason, file, owner, record, attribute, fileId } = entry;
    const person = people.find(
      ({ portal, api, user, organization }) =>
        portal === owner.portal &&
        api === owner.api &&
        user === owner.user &&
        organization === owner.organization,
    );
    if (!person) return [];
    const former = entries.slice(index + 1).find(({ upload }) => upload === entry.upload);
    return {
      id,
      at,
      outcome: former?.outcome === 'conflict' ? settled(entry.outcome) : entry.outcome,
      reason,
      fileName: file.name,
      type: file.type,
      size: file.size,
      caption: record.caption,
      displayName: attribute.displayName,
      portal: owner.portal,
      person: person.name,
      fileId,
    };
  });
}

/** What followed upon a conflict tells how it was settled. */
function settled(outcome: ActivityEntry['outcome']): ActivityView['outcome'] {
  if (outcome === 'attached') return 'mine';
  return outcome === 'cancelled' || outcome === 'undone' ? 'theirs' : outcome;
}
