import type { Parts } from './parts.ts';

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
  'altered',
  'bytes-lost',
  'not-kept',
  'on-its-way',
  'already-attached',
  'server',
  'unreachable',
  'browser',
] as const;
export type FailReason = (typeof failReasons)[number];

/**
 * Why an upload waits; it goes on by itself. `network` is a network that fails although the browser has one;
 * `browser` is a fault of our own or of the machine, like a full disk or a carrier that has crashed; `altered` is a
 * store that holds something else than was sent.
 */
export type WaitReason = 'session' | 'offline' | 'network' | 'server' | 'browser' | 'altered';

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

/** A record of which the file is a part from its beginning: it is made in the place of an attach. */
export interface Making {
  /** Where such records are made and listed, without an id. */
  list: string;
  /** All that it is to hold but the file, as BioT takes it; its `_name` among it. */
  body: Readonly<Record<string, unknown>>;
  /** Once it is there: its `_lastModifiedTime` as BioT answered it. Who finds another one does not delete it. */
  made?: { modified: string | null };
}

/** Where the file goes, frozen at the moment of the drop and shown in every later message. */
export interface Target {
  kind: string;
  /** The record's path, percent-encoded as observed; '' as long as it is still to be made. */
  path: string;
  /** Only where the record is made for this file. */
  making?: Making;
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

/** What is stored is never sent again: of a file in parts those that are missing, of one that is stored none. */
export type Resume =
  | { from: 'start' }
  | { from: 'parts'; fileId: string; parts: Parts }
  | { from: 'attach' | 'verify'; fileId: string };

/**
 * `saved-over`: our file was attached, and a save of the portal's own form has put the former value back since.
 * Without a reason, somebody else's value was found before anything was written.
 */
export type UploadState =
  | { at: 'accepted' }
  | { at: 'creating' }
  /** With `parts`, a multipart upload, which BioT names by its file's id. */
  | { at: 'sending'; fileId: string; parts?: Parts }
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
  /** `digest` tells contents apart, see `digestOf`; uploads of older versions have none. */
  file: { name: string; type: string; size: number; digest?: string };
  owner: Owner;
  target: Target;
  state: UploadState;
  /** Failed tries in a row; the backoff grows with it. */
  attempts: number;
  /** The store has turned an address of it down since bytes were last stored: that is forgiven once. */
  addressRefused?: true;
  /** There was no room on the disk: record and bytes are in the memory of one worker. */
  inMemory?: true;
  /** Of many that were sent together, what they have in common. */
  batch?: string;
  /** Milliseconds since the epoch. */
  createdAt: number;
  changedAt: number;
}
