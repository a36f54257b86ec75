import type { Person } from './activity.ts';
import type { BulkFound, BulkSource, BulkTemplate, BulkUpload, BulkView, FoundFile, Told } from './bulk.ts';
import type { Brought, CaptureView, Dispatch, Order, Piece } from './capture.ts';
import type { Elsewhere, Found, PickedRecord, PickerView } from './picker.ts';
import type { EntityRef, RecordView } from './record.ts';
import type { SightReport } from './sight.ts';
import type { FailReason, UploadView } from './upload.ts';

/** Everything a portal page's content script draws from; pushed whole whenever it changes. */
export interface PageSnapshot {
  /** Records this frame has read by id, newest first. */
  records: readonly RecordView[];
  /** Records it has read of which nothing is known yet, or could be learnt. */
  pending: readonly EntityRef[];
  /** When it last read a list of records: milliseconds since the epoch, 0 for never. */
  listedAt: number;
  /** When it last added a record: milliseconds since the epoch, 0 for never. */
  createdAt: number;
  /** Uploads to any of those records. */
  uploads: readonly UploadView[];
  /** Name of the attribute last attached to, offered first by the chooser. */
  lastAttribute: string | null;
}

/** What is told before anything was read. */
export const nothing: PageSnapshot = {
  records: [],
  pending: [],
  listedAt: 0,
  createdAt: 0,
  uploads: [],
  lastAttribute: null,
};

/** What the first bytes say about a file, before anything is created. */
export interface Inspection {
  /** Ready for BioT: at most 128 characters, no control or bidirectional characters; null for a generic clipboard name. */
  name: string | null;
  /** The real type, sniffed. */
  type: string;
  /** Extension that fits the type, without the dot; used where the name is generic. */
  extension: string;
  /** Bytes. */
  size: number;
  refusal: FailReason | null;
  /** Of the record's attributes, those that do not take this file, and why. */
  refusals: Readonly<Record<string, FailReason>>;
}

/** One file for one attribute of one record. */
export interface NewUpload {
  file: Blob;
  /** As inspected; null asks for a name made from the attribute and the local time. */
  name: string | null;
  ref: EntityRef;
  attribute: string;
  /** The file id that the person was shown as being replaced; null if they were shown an empty attribute. */
  replaces: string | null;
}

/** Accepted means kept: the bytes are stored by then. */
export type Accepted = { accepted: true; id: string } | { accepted: false; reason: FailReason };

/** What an attribute holds, fetched for showing it in place. `picture` is null where there is none to show. */
export type ShownValue =
  | { found: true; name: string; type: string; size: number | null; picture: Blob | null }
  | { found: false; reason: FailReason };

/** Whether the file an attribute holds has been opened in a tab. */
export type Opened = { opened: true } | { opened: false; reason: FailReason };

/** A portal whose session has been seen, for the options page. Never the token. */
export interface PortalView {
  origin: string;
  api: string;
  user: string | null;
  organization: string | null;
}

/** What the toolbar's popup shows. */
export interface Overview {
  /** Uploads that wait for somebody who is not signed in: a count, because they are not this person's to see. */
  others: number;
  uploads: readonly UploadView[];
  /** How many were not finished and are gone, since the list was last cleared. */
  lost: number;
  /** Names of such files, where policy lets them be told, to their owner alone. */
  lostNames: readonly string[];
  /** What was sent in batches: of those, single lines are shown of what needs somebody alone. */
  batches: readonly { id: string; files: number; attached: number }[];
  /** Files that were chosen on some page while nobody was signed in: when, in milliseconds since the epoch. */
  waiting: readonly { id: string; at: number }[];
  /** The extension's own host patterns that the browser keeps from it: withdrawn, or set to "on click". */
  withheld: readonly string[];
  tab: TabView;
}

/** The tab in front, as the popup speaks of it. */
export interface TabView {
  /**
   * `observed`: a portal we have heard. `silent`: one of BioT's that has said nothing yet. `elsewhere`: no portal.
   * On other domains: `offered`, nobody has allowed it yet; `learning`, allowed, and nobody knows yet where its
   * data comes from; `api-needed`, that is known and not allowed; `allowed`, to be reloaded once; `withdrawn`,
   * it was allowed before.
   */
  is: 'observed' | 'silent' | 'elsewhere' | 'offered' | 'learning' | 'api-needed' | 'allowed' | 'withdrawn';
  /** Origin of the page, where it is on another domain. */
  portal: string | null;
  /** Origin to be asked for beside the page's own. */
  api: string | null;
  /** Host patterns to ask the browser for, exactly these. */
  ask: readonly string[];
}

/** A portal on a domain of its customer's, for the options page. */
export interface DomainView {
  /** Its origin. */
  portal: string;
  apis: readonly string[];
  /** Host patterns that the browser keeps from us; none where everything is allowed. */
  missing: readonly string[];
}

/** What the options page lists. */
export interface PortalAccess {
  /** The extension's own host patterns, and wider ones that were granted in the browser. */
  patterns: readonly string[];
  /** Of these, what the browser keeps from us. */
  withheld: readonly string[];
  domains: readonly DomainView[];
  portals: readonly PortalView[];
}

/** Requests to the background: name → argument and answer. */
export interface Requests {
  /** `back`: the page comes from the back/forward cache. */
  'page.snapshot': { of: { back: boolean }; answer: PageSnapshot };
  /** Puts a further script behind the one that asks: what shows records, or what brings files to them. */
  'page.equip': { of: { with: 'stage' | 'handover' | 'gather' }; answer: undefined };
  /** Hands files to the one other frame of the tab that has read a record; false where there is none such. */
  'page.pass': { of: { files: File[] }; answer: boolean };
  'files.inspect': { of: { file: Blob; name: string; ref: EntityRef }; answer: Inspection };
  'upload.add': { of: NewUpload; answer: Accepted };
  'upload.cancel': { of: { id: string }; answer: undefined };
  'upload.retry': { of: { id: string }; answer: undefined };
  'upload.undo': { of: { id: string }; answer: undefined };
  'upload.settle': { of: { id: string; keep: 'theirs' | 'mine' }; answer: undefined };
  /** Opens the picker for it. */
  'upload.elsewhere': { of: { id: string }; answer: undefined };
  'upload.move': { of: Elsewhere; answer: Accepted };
  'picker.read': { of: { id: string }; answer: PickerView };
  /** A search that a later one has overtaken is given up. */
  'picker.search': { of: { id: string; text: string }; answer: Found };
  'picker.record': { of: { id: string; ref: EntityRef }; answer: PickedRecord | null };
  /** What the script that was put into a page is to bring; null where nobody has asked for anything. */
  'capture.order': { of: undefined; answer: (Order & { id: string }) | null };
  'capture.bring': { of: { id: string; got: Brought }; answer: undefined };
  /** The page in front, from the toolbar's popup. */
  'capture.page': { of: undefined; answer: undefined };
  /** The page in front from its top to its end. */
  'capture.whole': { of: undefined; answer: undefined };
  /** A page shows a piece of itself: it is taken. False where it could not be. */
  'capture.piece': { of: { id: string; piece: Piece }; answer: boolean };
  /** So much of a file has come. False where nobody waits for it any more. */
  'capture.progress': { of: { id: string; received: number; total: number | null }; answer: boolean };
  /** Its window was closed, or somebody does not want it any more. */
  'capture.discard': { of: { id: string }; answer: undefined };
  /** Opens the window of a file that waits. */
  'capture.resume': { of: { id: string }; answer: undefined };
  /** Opens the table in which many files are given to their records. */
  'bulk.open': { of: { batch: string | null }; answer: undefined };
  /** Files that were dropped on a page of the portal, in heaps; with the last one the table opens. */
  'bulk.bring': { of: { files: FoundFile[]; isLast: boolean }; answer: undefined };
  /** What a table begins with. @param drop files that were dropped for it */
  'bulk.read': { of: { drop: string | null; batch: string | null }; answer: BulkView };
  'bulk.records': { of: { sender: string; source: BulkSource }; answer: BulkFound };
  /** Templates of which records may be made for files; null where they cannot be read. */
  'bulk.templates': { of: { sender: string }; answer: readonly BulkTemplate[] | null };
  'bulk.send': { of: BulkUpload; answer: Accepted };
  /** Where a batch's uploads stand that have moved since, all where nothing was told yet; and how many there are. */
  'bulk.uploads': {
    of: { batch: string; since: Told | null };
    answer: { uploads: readonly UploadView[]; count: number; told: Told };
  };
  /** Does the same to all uploads of a batch that it can be done to; how many. */
  'bulk.tell': { of: { batch: string; what: 'cancel' | 'retry' | 'undo' }; answer: number };
  /** Shows the portal that somebody was signed in to last. */
  'portal.show': { of: undefined; answer: undefined };
  /** The bytes, in place of the pixels. */
  'capture.original': { of: { id: string; file: File }; answer: undefined };
  'capture.read': { of: { id: string }; answer: CaptureView };
  /** Somebody else who is signed in is to send it. */
  'capture.become': { of: { id: string; sender: number }; answer: undefined };
  'capture.send': { of: Dispatch; answer: Accepted };
  'upload.dismiss': { of: { id: string }; answer: undefined };
  /** Takes uploads that are over off the list. */
  'uploads.clear': { of: undefined; answer: undefined };
  /** `fileId` as the page was told: another one by now is another file. */
  'value.show': { of: { ref: EntityRef; attribute: string; fileId: string }; answer: ShownValue };
  'value.open': { of: { ref: EntityRef; attribute: string; fileId: string }; answer: Opened };
  'overview.read': { of: undefined; answer: Overview };
  'portals.read': { of: undefined; answer: PortalAccess };
  /** Who is signed in: the activity log is shown to nobody else. */
  'people.read': { of: undefined; answer: readonly Person[] };
  /** What the scripts in open portal pages see. */
  'sights.read': { of: undefined; answer: readonly SightReport[] };
  'tab.reload': { of: undefined; answer: undefined };
  /** The toolbar button was pressed: looks at the addresses that the page in front has called. */
  'tab.look': { of: undefined; answer: undefined };
  /** A page's answer to that: origin of the API it calls. Whether it is to wait for a call that is one. */
  'portal.seen': { of: { api: string | null }; answer: { wait: boolean } };
  /** Somebody is about to be asked by the browser. */
  'portal.ask': { of: { portal: string; api: string | null }; answer: undefined };
  /** Gives back what was granted for a portal, and forgets it. */
  'portal.remove': { of: { portal: string }; answer: undefined };
  /** Bytes that have left, by the id of their PUT. */
  'carrier.progress': { of: { sent: readonly (readonly [id: string, bytes: number])[] }; answer: undefined };
}

/** News from the background to a page: always the whole, so that a missed one costs nothing. A knock asks if anybody is there. */
export type News =
  | { news: 'page'; snapshot: PageSnapshot }
  | { news: 'uploads' }
  | { news: 'session' }
  /** What was chosen on some page has come, or more of it. */
  | { news: 'capture' }
  /** Files that came to another frame of the tab. */
  | { news: 'files'; files: File[] }
  /** The page is no longer ours to help: everything of ours leaves it. */
  | { news: 'leave' }
  | { news: 'knock' };
