import type { FailReason, UndoRefusal, UploadState, WaitReason } from '../outbox/upload.ts';
import type { EntityRef } from './record.ts';

export type { FailReason };

/** An upload as it is shown: where it stands, never how it is carried out. */
export interface UploadView {
  id: string;
  fileName: string;
  type: string;
  /** Bytes. */
  size: number;
  portal: string;
  ref: EntityRef;
  caption: string;
  identity: readonly string[];
  attribute: string;
  displayName: string;
  /** Of many that were sent together, what they have in common; null for a single one. */
  batch: string | null;
  /** Its record is made for it: an undo deletes that. */
  isMade: boolean;
  /** The file our upload became, once BioT has named it. */
  fileId: string | null;
  progress: UploadProgress;
  /** It is not finished, and would not survive the end of the browser: there was no room to keep it. */
  inMemory: boolean;
  createdAt: number;
  /** When it came to where it stands: milliseconds since the epoch. */
  changedAt: number;
}

/** What a person is told about an upload; the journal's finer steps are folded together. */
export type UploadProgress =
  | { is: 'running'; step: UploadState['at'] /** Bytes that have left. */; sent: number }
  | {
      is: 'waiting';
      why: WaitReason | 'access' /** Not once an attach may have been tried. */;
      cancel: boolean;
    }
  | { is: 'attached' /** Why an undo that was asked for has not been. */; notUndone: UndoRefusal | null }
  | { is: 'undone' }
  | {
      is: 'conflict';
      theirs: string | null /** The portal's own form has put it back over ours. */;
      savedOver: boolean;
    }
  | {
      is: 'failed';
      reason: FailReason;
      retry: boolean /** Another record or attribute may take it. */;
      elsewhere: boolean;
    }
  | { is: 'cancelled' };

/** Needs somebody: the badge says so. */
export function needsSomebody(progress: UploadProgress): boolean {
  return (
    progress.is === 'failed' ||
    progress.is === 'conflict' ||
    (progress.is === 'waiting' && (progress.why === 'session' || progress.why === 'access'))
  );
}
