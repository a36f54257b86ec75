import type { ActivityEntry } from '../outbox/activity.ts';
import type { Owner } from '../outbox/upload.ts';
import type { ActivityView } from '../protocol/activity.ts';

/**
 * The log as people are shown it.
 * @param entries newest first.
 * @param personOf a person's name.
 */
export function activityViews(
  entries: readonly ActivityEntry[],
  personOf: (owner: Owner) => string | null,
): ActivityView[] {
  return entries.map((entry, index) => {
    const { id, at, reason, file, owner, record, attribute, fileId } = entry;
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
      person: personOf(owner),
      fileId,
    };
  });
}

/** What followed upon a conflict tells how it was settled. */
function settled(outcome: ActivityEntry['outcome']): ActivityView['outcome'] {
  if (outcome === 'attached') return 'mine';
  return outcome === 'cancelled' || outcome === 'undone' ? 'theirs' : outcome;
}
