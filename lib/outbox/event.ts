import type { FailReason, Target, UndoRefusal, WaitReason } from './upload.ts';

/** What has happened to an upload. Whoever tells it neither decides nor stores what follows: `step` does. */
export type UploadEvent = Happening & {
  /** Milliseconds since the epoch. */
  now: number;
};

type Happening =
  | { type: 'started' }
  /** BioT has named the file; its bytes may be sent. */
  | { type: 'created'; fileId: string }
  /** BioT has named the file; its bytes may be sent in parts of so many bytes. */
  | { type: 'partsBegun'; fileId: string; partSize: number }
  /** The object store holds this part of the file. */
  | { type: 'partStored'; fileId: string; part: number; etag: string }
  /** Nothing that is stored in parts is of use: where it comes to that, nothing is sent in parts again. */
  | { type: 'partsGivenUp' }
  /** The object store has answered that it holds the bytes. */
  | { type: 'sent' }
  /** The record was seen holding our file, be it read before the PATCH, answered by it, or read after it. */
  | { type: 'attached' }
  /** The PATCH was accepted, but its answer does not show what the attribute holds now. */
  | { type: 'patched' }
  /** The record that is made for this file is there. `holds`: its answer shows our file in it. */
  | { type: 'made'; path: string; modified: string | null; holds: boolean }
  /** The record was read and holds neither our file nor what it held at the moment of the drop. */
  | { type: 'conflicted'; theirs: string | null }
  /** A save of the portal's own form has put back what was there before our file, as forms that send all do. */
  | { type: 'savedOver' }
  /** Trouble that passes by itself. `notBefore` in milliseconds since the epoch, see `backoff`. */
  | { type: 'heldBack'; why: WaitReason; notBefore: number }
  /** The store does not take the signed address: it has expired or does not fit. `notBefore` as above. */
  | { type: 'addressRefused'; notBefore: number }
  /** The wait is over. */
  | { type: 'woken' }
  /** The browser has a network again. */
  | { type: 'reconnected' }
  /** The same person's earlier file for this place is attached (or undone again), where `before` was shown. */
  | { type: 'preceded'; before: string | null; by: string | null }
  /** The worker died, or the carrier of the bytes did and cannot be joined again. Nobody's fault. */
  | { type: 'interrupted' }
  /** Trouble that does not pass by itself. */
  | { type: 'failed'; reason: FailReason }
  /** From here on: what the person did, and what came of it. */
  | { type: 'retried' }
  /** The file is to go to another record or attribute: its first one does not take it. */
  | { type: 'moved'; target: Target }
  | { type: 'cancelled' }
  | { type: 'settled'; keep: 'mine' | 'theirs' }
  | { type: 'undoAsked' }
  | { type: 'undone' }
  | { type: 'undoRefused'; why: UndoRefusal };
