/** Kinds of records, by BioT's own names (`entityTypeName`). */
export const entityKinds = [
  'patient',
  'caregiver',
  'organization-user',
  'organization',
  'registration-code',
  'device',
  'generic-entity',
  'usage-session',
  'device-alert',
  'patient-alert',
  'command',
] as const;
export type EntityKind = (typeof entityKinds)[number];

/**
 * A record of BioT, as its portal addresses it. The code says entity, as BioT does; people read "record".
 * `path` is kept percent-encoded exactly as observed, because a device's id may hold a space or a slash.
 */
export interface EntityRef {
  /** The API's base address without a trailing slash, e.g. `https://api.dev.customer.biot-med.com`. */
  api: string;
  kind: EntityKind;
  path: string;
  /** The id as it stands in `path`. */
  id: string;
}

/** What a FILE or IMAGE attribute holds. Older platforms send the id alone. */
export interface FileValue {
  id: string;
  name?: string | undefined;
  /** Bytes. */
  size?: number | undefined;
  mimeType?: string | undefined;
}

/** A FILE or IMAGE attribute of one record: its place in the template together with its present value. */
export interface AttributeView {
  name: string;
  /** What the portal shows beside the value, in the language the portal asks for. */
  displayName: string;
  type: 'FILE' | 'IMAGE';
  /** `supportedMimeTypes` of the template (since platform 2.4.2); null where the template names none. */
  accepts: readonly string[] | null;
  /** The same in words: `PNG or JPEG`. */
  takes: string;
  basePath: string | null;
  writable: boolean;
  /** Files of such an attribute lie at a public address. */
  isPublic: boolean;
  value: FileValue | null;
}

/** A record that a tab has read, with everything needed to recognise it on the page and to attach to it. */
export interface RecordView {
  ref: EntityRef;
  /** The title people see. */
  caption: string;
  /** Further words that tell namesakes apart, ready to be shown: "b. 2 Apr 1961", "MRN 40017". */
  identity: readonly string[];
  /** Ways in which a page may write the title. */
  titles: readonly string[];
  /** Further facts of the record; each is a list of the ways in which a page may write it. */
  details: readonly (readonly string[])[];
  attributes: readonly AttributeView[];
  /** Display names of all its attributes: where one begins on a page, the one before it ends. */
  labels: readonly string[];
  /** Ids of records it refers to, as people write them: a page about it names those as well. */
  refersTo: readonly string[];
  /** When this tab last read it by id: milliseconds since the epoch. */
  readAt: number;
}

/** Two references to the same record of the same platform, whichever of its paths a portal has used. */
export function sameEntity(a: EntityRef, b: EntityRef): boolean {
  return a.api === b.api && a.kind === b.kind && a.id === b.id;
}
