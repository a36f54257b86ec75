import type { FailReason, Owner, Upload } from './upload.ts';

/** `stayed`: an undo was asked for, and the file stands. */
export type Outcome = 'attached' | 'undone' | 'stayed' | 'cancelled' | 'conflict' | 'failed';

/** One line of the log: what came of an upload, when and whose it was. Never what was in the file. */
export interface ActivityEntry {
  /** The same for the same outcome, so that noting it twice leaves one line. */
  id: string;
  upload: string;
  /** Milliseconds since the epoch. */
  at: number;
  outcome: Outcome;
  /** Why it failed. */
  reason: FailReason | null;
  file: Upload['file'];
  owner: Owner;
  record: { path: string; caption: string };
  attribute: { name: string; displayName: string };
  fileId: string | null;
}

/** What the log says of an upload where it stands; null while nothing has come of it. */
export function activityOf(upload: Upload): ActivityEntry | null {
  const { id, file, owner, target, state, changedAt: at } = upload;
  const outcome = outcomeOf(upload);
  if (outcome === null) return null;
  return {
    id: `${id} ${at} ${outcome}`,
    upload: id,
    at,
    outcome,
    reason: state.at === 'failed' ? state.reason : null,
    file,
    owner,
    record: { path: target.path, caption: target.caption },
    attribute: { name: target.attribute, displayName: target.displayName },
    fileId: 'fileId' in state ? state.fileId : null,
  };
}

function outcomeOf({ state }: Upload): Outcome | null {
  switch (state.at) {
    case 'attached':
      return state.notUndone ? 'stayed' : 'attached';
    case 'undone':
    case 'cancelled':
    case 'conflict':
    case 'failed':
      return state.at;
    default:
      return null;
  }
}
