import type { Browser, Page } from 'puppeteer';
import type { BrowserName } from '../../browsers/find.ts';
import type { Popup } from './popup.ts';

/** In CSS pixels of the page's viewport. */
export interface Point {
  x: number;
  y: number;
}

export interface Box extends Point {
  width: number;
  height: number;
}

/** Something a screen reader meets: closed shadow roots and frames of the same origin included. */
export interface Thing {
  role: string;
  name: string;
  /** What is written in it. */
  text: string;
  /** Nothing while it is not drawn. */
  box?: Box;
  focused: boolean;
  disabled: boolean;
  /** What describes it; Firefox's driver does not tell. */
  description?: string;
  /** A progress bar's or a field's; empty for what has none. */
  value: string;
}

/** What the clipboard is filled with. Browsers encode pictures anew. */
export interface Clipping {
  type: 'image/png' | 'text/plain';
  bytes: Uint8Array;
}

/** One real browser with the shipped extension in it. What people do in it arrives as trusted events. */
export interface Driver {
  readonly name: BrowserName;
  readonly browser: Browser;
  /** Origin of the extension's own pages. */
  readonly origin: string;
  newPage(): Promise<Page>;
  /** A page of the extension in a tab, e.g. `options.html`. */
  extensionPage(path: string): Promise<Page>;
  /** What a screen reader meets of this role, in the order of the page. */
  things(page: Page, role: string): Promise<Thing[]>;
  /** Fills the clipboard and presses Control+V (Command+V). */
  paste(page: Page, clipping: Clipping): Promise<void>;
  /** Drags files from the desktop to a point; they hang there. */
  dragOver(page: Page, paths: readonly string[], point: Point): Promise<void>;
  /** As `dragOver`, and lets go. */
  drop(page: Page, paths: readonly string[], point: Point): Promise<void>;
  /** Answers the file chooser that `open` makes appear. */
  choose(page: Page, paths: readonly string[], open: () => Promise<void>): Promise<void>;
  /**
   * Opens the menu of a page at a point, as the right button of a mouse does, and takes the extension's item.
   * @param after how many items stand behind it; Chromium's menus cannot be read.
   */
  takeFromMenu(page: Page, point: Point, after: number): Promise<void>;
  /** Presses the toolbar button with this page in front. */
  popup(page: Page): Promise<Popup>;
  /** The browser will not ask about these origins but let them be granted: its own question is out of reach. */
  allow(origins: readonly string[]): Promise<void>;
  /** Takes site access away, as a person does in the browser's own settings. */
  withdraw(origins: readonly string[]): Promise<void>;
  /** The same for the extension's own hosts. */
  withholdOwn(): Promise<void>;
  /** Lets the extension into private windows, as a person does in the browser's own settings: it is loaded anew. */
  allowPrivate(): Promise<void>;
  /** A page in a private window of its own. */
  privatePage(url: string): Promise<Page>;
  /** The extension is loaded anew, as by an update; its pages are closed, its scripts in open tabs stay behind. */
  reload(): Promise<void>;
  /** Switches the extension off, as a person does in the browser's own settings. */
  disable(): Promise<void>;
  enable(): Promise<void>;
  /** Ends the extension's background, as the browser does after half a minute of quiet. */
  stopBackground(): Promise<void>;
  close(): Promise<void>;
}

export const middle = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 });
