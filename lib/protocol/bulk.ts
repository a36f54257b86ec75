import type { AttributeView, EntityKind, EntityRef, FileValue, RecordView } from './record.ts';
import type { FailReason, UploadView } from './upload.ts';

/** A value by which people name a record in a file's name: its number, its title, a label that is unique. */
export interface Clue {
  /** Of the attribute; `_caption` is the title. */
  name: string;
  /** What the portal calls it. */
  displayName: string;
  value: string;
}

/**
 * How files find their records. `any`: every clue counts; `clue`: one of them alone; `pattern`: what stands at
 * `{id}` in the file's name, where `*` is anything.
 */
export type Rule = { by: 'any' } | { by: 'clue'; name: string } | { by: 'pattern'; pattern: string };

/** A record that files may go to, with what it holds now. */
export interface BulkRecord extends Pick<RecordView, 'ref' | 'caption' | 'identity' | 'attributes'> {
  clues: readonly Clue[];
}

/** A list of records that a page of the portal has read last, as the person has filtered it there. */
export interface OpenList {
  tab: number;
  frame: number;
  kind: EntityKind;
  /** The person's words in it; '' where there are none. */
  text: string;
}

/** Which records: a kind, searched for by free text; or the list in a portal's page, all pages of it. */
export type BulkSource = { kind: EntityKind; text: string } | { list: Pick<OpenList, 'tab' | 'frame'> };

/** `isWhole`: no record was left out because there are too many. */
export type BulkFound = { records: readonly BulkRecord[]; isWhole: boolean } | { reason: FailReason };

/** Who may send, under a key of the background's own. Never the token. */
export interface BulkSender {
  key: string;
  name: string | null;
  organization: string | null;
  /** Its host. */
  portal: string;
}

/** A value of a record that is made: given once for all, or by a manifest for each. */
export interface Asked {
  name: string;
  displayName: string;
  type: 'text' | 'whole' | 'decimal' | 'yes-no' | 'one-of' | 'many-of' | 'date' | 'moment';
  /** Of what is to be chosen. */
  options: readonly { name: string; displayName: string }[];
  isMandatory: boolean;
  min: number | null;
  max: number | null;
  /** The whole of a text fits it. */
  regex: string | null;
}

/** A template of which a record may be made for each file. */
export interface BulkTemplate {
  id: string;
  displayName: string;
  /** Where the file may go. */
  attributes: readonly AttributeView[];
  /** Attributes that may refer to the record which a file is matched with. */
  references: readonly { name: string; displayName: string; kind: string; isMandatory: boolean }[];
  asked: readonly Asked[];
  /** Without these BioT makes no such record. Names of attributes that hold files or refer to records, or are beyond us. */
  needed: readonly { name: string; displayName: string }[];
}

/** What a record that is made for a file is to hold besides it. */
export interface BulkMaking {
  /** Id of its template. */
  template: string;
  name: string;
  values: Readonly<Record<string, unknown>>;
  /** The attribute that refers to a record, and that record; null where none does. */
  refers: { attribute: string; ref: EntityRef; caption: string } | null;
}

/** What the table has read of a file. */
export interface Examined {
  /** The MIME type by which it is declared to BioT, and the extension that goes with it. */
  type: string;
  extension: string;
  /** Tells contents apart, see `digestOf`. */
  digest: string;
  /** In hexadecimal digits; null of a large one. */
  md5: string | null;
}

/** One file of a batch, for one attribute of one record: of one that is there, or of one that is made for it. */
export interface BulkUpload {
  /** The batch's id. */
  batch: string;
  sender: string;
  file: File;
  examined: Examined;
  to: { ref: EntityRef } | { making: BulkMaking };
  attribute: string;
  /** The file that the person was shown as being replaced. */
  replaces: FileValue['id'] | null;
}

/** A file with the folders it was found in, as people read them: `ward 3/40017/heel.png`. */
export interface FoundFile {
  file: File;
  path: string;
  /** Of a DICOM file, what its header says. */
  tags?: Tags;
}

/** Whose a file is, by what stands in it. */
export interface Tags {
  /** Numbers of a patient, an order or a device. */
  ids: readonly string[];
  /** Of the patient, as people write it. */
  name: string | null;
}

/** How far somebody was told of moves: by which life of the background, and up to which of its moves. */
export interface Told {
  life: string;
  move: number;
}

/** What the table begins with. */
export interface BulkView {
  senders: readonly BulkSender[];
  lists: readonly OpenList[];
  kinds: readonly EntityKind[];
  /** Files that were dropped on a page of the portal for it. */
  files: readonly FoundFile[];
  /** What this batch has sent before. */
  uploads: readonly UploadView[];
}
