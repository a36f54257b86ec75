import type { Outcome } from '../outbox/activity.ts';
import type { FailReason } from './upload.ts';

/** Somebody who is signed in, by the same words as an upload's owner. */
export interface Person {
  portal: string;
  api: string;
  user: string;
  organization: string;
  /** Null where nobody knows it. */
  name: string | null;
}

/** One line of the activity log as it is shown and exported. */
export interface ActivityView {
  id: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** `mine` and `theirs`: what a person has settled a conflict with. */
  outcome: Outcome | 'mine' | 'theirs';
  reason: FailReason | null;
  fileName: string;
  type: string;
  /** Bytes. */
  size: number;
  caption: string;
  displayName: string;
  /** Origin. */
  portal: string;
  /** Who it was, in words; null where nobody knows. */
  person: string | null;
  fileId: string | null;
}
