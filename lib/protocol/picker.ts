import type { EntityRef, FileValue, RecordView } from './record.ts';
import type { FailReason, UploadView } from './upload.ts';

/** A record that a file may go to, as the picker lists it. */
export interface FoundRecord {
  ref: EntityRef;
  caption: string;
  identity: readonly string[];
  /** What its template is called; null where it is not known. */
  kind: string | null;
  /** What it is offered again with: the attribute that was sent to lately. */
  attribute?: { name: string; displayName: string };
}

/** What the picker begins with. */
export interface PickerView {
  /** Null where it is gone, or somebody else's. */
  upload: UploadView | null;
  /** Records that stand open in the person's portal tabs. */
  open: readonly FoundRecord[];
}

/** What a search has found; `reason` where it could not be made. */
export type Found = { found: readonly FoundRecord[] } | { reason: FailReason };

/** A record with what it holds now, and which of its attributes do not take the file. */
export interface PickedRecord {
  record: Pick<RecordView, 'ref' | 'caption' | 'identity' | 'attributes'>;
  refusals: Readonly<Record<string, FailReason>>;
}

/** Where a file is to go instead. */
export interface Elsewhere {
  id: string;
  ref: EntityRef;
  attribute: string;
  /** The file that the person was shown as being replaced. */
  replaces: FileValue['id'] | null;
}
