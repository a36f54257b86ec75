/** Why an upload, or a file before it became one, cannot go on. Each has a sentence in every language. */
export const failReasons = [
  'empty',
  'too-large',
  'not-an-image',
  'unsupported-type',
  'unreadable',
  'no-session',
  'record-unknown',
  'record-changed',
  'attribute-gone',
  'no-attribute-left',
  'read-only',
  'access-denied',
  'firewall',
  'record-gone',
  'value-refused',
  'storage-refused',
  'not-stored',
  'bytes-lost',
  'store-full',
  'not-kept',
  'server',
  'unreachable',
  'browser',
] as const;
export type FailReason = (typeof failReasons)[number];

/**
 * Why an upload waits; it goes on by itself. `network` is a network that fails although the browser has one;
 * `browser` is a fault of our own or of the machine, like a full disk or a carrier that has crashed.
 */
export type WaitReason = 'session' | 'offline' | 'network' | 'server' | 'browser';

/** Whose upload this is. Another user's session never carries it. */
export interface Owner {
  /** The portal's origin. */
  portal: string;
  api: string;
  /** `sub` of the access token. */
  user: string;
  /** `tenantId` of the access token. */
  organization: string;
}

/** Where the file goes, frozen at the moment of the drop and shown in every later message. */
export interface Target {
  kind: string;
  /** The record's path, percent-encoded as observed. */
  path: string;
  caption: string;
  identity: readonly string[];
  attribute: string;
  displayName: string;
  basePath: string | null;
  /**
   * The file the attribute held at the moment of the drop: the only value we may replace. The same person's
   * earlier file to the same place takes its part once it is attached, see `inheritances`.
   */
  before: string | null;
}

/** Why an undo left things as they are: somebody's file has come since, BioT said no, or gave no answer. */
export type UndoRefusal = 'changed' | 'refused' | 'unanswered';

/** Once the bytes are stored they are never sent again: only the attach is left to repeat. */
export type Resume = { from: 'start' } | { from: 'attach' | 'verify'; fileId: string };

/**
 * `saved-over`: our file was attached, and a save of the portal's own form has put the former value back since.
 * Without a reason, somebody else's value was found before anything was written.
 */
export type UploadState =
  | { at: 'accepted' }
  | { at: 'creating' }
  | { at: 'sending'; fileId: string }
  | { at: 'attaching'; fileId: string }
  | { at: 'verifying'; fileId: string }
  | { at: 'attached'; fileId: string; notUndone?: UndoRefusal }
  | { at: 'undoing'; fileId: string }
  | { at: 'undone'; fileId: string }
  | { at: 'waiting'; why: WaitReason; notBefore: number; resume: Resume }
  | { at: 'conflict'; fileId: string; theirs: string | null; because?: 'saved-over' }
  | { at: 'failed'; reason: FailReason; resume: Resume }
  | { at: 'cancelled' };

export interface Upload {
  id: string;
  file: { name: string; type: string; size: number };
  owner: Owner;
  target: Target;
  state: UploadState;
  /** Failed tries in a row; the backoff grows with it. */
  attempts: number;
  /** The store has turned an address of it down since bytes were last stored: that is forgiven once. */
  addressRefused?: true;
  /** Milliseconds since the epoch. */
  createdAt: number;
  changedAt: number;
}
