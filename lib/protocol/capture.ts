import type { FoundRecord } from './picker.ts';
import type { EntityRef, FileValue } from './record.ts';

/** What somebody wants to send from any web page. */
export interface Order {
  /**
   * `page`: whatever is under the pointer, else all that is seen; `view`: all that is seen; `whole`: the page from
   * its top to its end.
   */
  kind: 'image' | 'video' | 'audio' | 'link' | 'selection' | 'page' | 'view' | 'whole';
  /** Address of what was clicked, where the browser tells one. */
  address: string | null;
}

/** A part of what a tab shows, in CSS pixels of its viewport, which is `viewport` px wide. */
export interface Cutout {
  x: number;
  y: number;
  width: number;
  height: number;
  viewport: number;
}

/** What is seen of a longer page at one moment, and where on the whole sheet it belongs. In CSS pixels. */
export interface Piece {
  cut: Cutout;
  /** From the top of the sheet. */
  top: number;
  /** Of the whole sheet. */
  height: number;
}

/** Where something was taken from. An address may name people: it goes nowhere unless somebody wants it to. */
export interface Source {
  title: string;
  address: string;
}

/** Why there is nothing to send. */
export const captureRefusals = ['nothing', 'page-instead', 'too-large', 'private', 'unreachable'] as const;
export type CaptureRefusal = (typeof captureRefusals)[number];

/**
 * How it was got: the very bytes; a video's frame on screen, drawn; text that was selected; pixels of the screen,
 * because the bytes were not to be had; pixels that were asked for; a page piece by piece, all of it or its beginning.
 */
export const captureManners = ['original', 'frame', 'text', 'pixels', 'shot', 'whole', 'beginning'] as const;
export type CaptureManner = (typeof captureManners)[number];

/** What a page's script has found. `pixels`: to be had from the screen alone; null for all that is visible. */
export type Brought =
  | { file: File; manner: 'original' | 'frame' }
  | { file: File; manner: 'text'; source: Source }
  /** The pieces that were shown one after another. */
  | { sheet: 'whole' | 'beginning'; name: string }
  /** `address`: where the bytes lie that the page could not read. */
  | { pixels: Cutout | null; name: string; address?: string }
  | { refusal: CaptureRefusal };

/** Somebody who is signed in and may be meant. Never the token. */
export interface Sender {
  name: string | null;
  organization: string | null;
  portal: string;
}

/** A target that was sent to not long ago: one attribute of a record. */
export interface RecentTarget extends FoundRecord {
  attribute: { name: string; displayName: string };
}

/** What the picker begins with. */
export type CaptureView =
  | { is: 'gone' }
  /** Bytes that have come; `total` is null where nobody says how many there will be. */
  | { is: 'fetching'; received: number; total: number | null }
  | { is: 'refused'; refusal: CaptureRefusal }
  | {
      is: 'there';
      file: File;
      /** Ready for BioT; null where one is made from the attribute and the local time. */
      name: string | null;
      manner: CaptureManner;
      /** Where the bytes lie, if the pixels stand for them: somebody may allow that they are fetched there. */
      original: string | null;
      /** Of text. */
      source: Source | null;
      /** It waits on the disk, for an hour, while nobody is signed in. */
      isKept: boolean;
      /** Host of the portal that somebody was signed in to last; null where none is known. */
      portal: string | null;
      senders: readonly Sender[];
      /** Index of the one who sends; -1 where nobody is signed in. */
      sender: number;
      recent: readonly RecentTarget[];
      open: readonly FoundRecord[];
    };

/** Where a capture goes. */
export interface Dispatch {
  id: string;
  file: File;
  name: string | null;
  ref: EntityRef;
  attribute: string;
  /** The file that the person was shown as being replaced. */
  replaces: FileValue['id'] | null;
}
