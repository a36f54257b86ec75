import type { EntityKind } from './record.ts';

/** What a page's script makes of its page, for support: kinds, counts and reasons; nothing that names anybody. */
export interface SightReport {
  /** Host of the page; the rest of its address may say more than is ours to tell. */
  host: string;
  language: string;
  direction: string;
  verdict: 'one' | 'many' | 'none';
  /** Why it is one record, or none; `undecided` for several. */
  because: string;
  /** How many records may be meant, and how many of these are on the page for certain. */
  meant: number;
  sure: number;
  /** File attributes of the record (of all that are certain), and how many have their zone on the page. */
  attributes: number;
  zones: number;
  /** What the page has read, newest first. */
  read: readonly {
    kind: EntityKind;
    /** How the page shows its title: `proved`, `headed`, `mentioned`, or not at all. */
    title: string | null;
    inAddress: boolean;
    /** Of its attributes' names, those that are visible on the page. */
    labels: number;
    ofLabels: number;
    secondsAgo: number;
  }[];
  /** Records that are being read, or could not be learnt of. */
  pending: number;
  /** Seconds since it read a list; null where it has read none. */
  listedSecondsAgo: number | null;
  /** Documents and shadow roots that were looked through. */
  roots: number;
  /** Frames of other origins, into which nobody can look. */
  foreignFrames: number;
  extension: string;
  browser: string;
}
