import type { RecordView } from '../protocol/record.ts';
import type { Title } from './on-screen.ts';
import { sightOf } from './shown.ts';
import { closest, common, holderOfRoot, outer, within } from './tree.ts';
import { fieldsIn, isField, isLabelled, namedIn } from './unwritten.ts';
import { occurrences, places, label as plain, words } from './words.ts';

/** Where a page says what an attribute is called. */
export interface Label {
  element: Element;
  /** Its value stands behind it in the same words: `Wound photo: none`. */
  holdsValue: boolean;
}

/** A page's text as a reader meets it, with the way back to where each word stands. */
export interface PageText {
  titled(record: RecordView): Title | null;
  /** Where a label stands visibly, in document order. */
  labelled(displayName: string): Label[];
  /** Of several records, those that the smallest sections around their attributes (or headings) are about. */
  around(records: readonly RecordView[]): RecordView[];
  /** Of several records, those that the smallest section around an element is about. */
  about(element: Element, records: readonly RecordView[]): RecordView[];
  /** Whether an element holds a title of a record. */
  names(element: Element, record: RecordView): boolean;
  /** Everything that was looked for and found, and whether it was visible. */
  found: ReadonlyMap<Element, boolean>;
}

/** Elements whose text nobody reads as the page's own. */
const silent = new Set(['title', 'script', 'style', 'noscript', 'template', 'textarea', 'option']);
/** Elements that only dress letters: a word may go on behind one. */
const dressing = new Set(['b', 'strong', 'i', 'em', 'mark', 'u', 's', 'font', 'small', 'sub', 'sup']);
const headings = 'h1,h2,h3,h4,h5,h6,[role=heading]';
/** One of many of its kind. */
const lines = 'a,li,tr,[role=row],[role=listitem],[role=option]';

/** A shorter detail may stand anywhere: "7" is a bed, a count, an hour. */
const shortest = 4;

/**
 * Reads the page once; whether something is visible is asked only of what was looked for and found.
 * @param roots documents and shadow roots, each read by itself.
 */
export function readPage(roots: readonly (Document | ShadowRoot)[]): PageText {
  /** Pieces of text in order: where each begins and ends, and the element it stands in. */
  const elements: Element[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  const add = (element: Element, piece: string) => {
    elements.push(element);
    starts.push(text.length);
    text += piece;
    ends.push(text.length);
  };
  for (const root of roots) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const holder = holderOfRoot(root);
    let last: Element | null = null;
    let spaced = true;
    text += ' ';
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element: Element | null = node.parentElement ?? holder;
      if (!element || silent.has(element.localName)) continue;
      const data = node.nodeValue ?? '';
      const piece = words(data);
      if (piece === '') {
        spaced ||= data !== '';
        continue;
      }
      const joined = !spaced && !/^\s/.test(data) && last !== null && goesOn(last, element);
      if (!joined) text += ' ';
      add(element, piece);
      last = element;
      spaced = /\s$/.test(data);
    }
    for (const { field, value } of fieldsIn(root)) {
      text += ' ';
      add(field, words(value));
    }
  }

  /** The piece that holds a place of the text. */
  const pieceAt = (index: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  const { isVisible, sizeOf, found } = sightOf();
  const known = new Map<string, Element[]>();
  /** Visible elements in which a phrase begins. */
  const find = (phrase: string): Element[] => {
    const wanted = words(phrase);
    let those = known.get(wanted);
    if (!those) {
      those = [...occurrences(text, wanted)].flatMap((at) => elements[pieceAt(at)] ?? []).filter(isVisible);
      known.set(wanted, those);
    }
    return those;
  };

  const labels = new Map<string, Label[]>();
  /** The label at a place of the text, if the words there are one: between marks, or before a colon. */
  const labelAt = (at: number, length: number): Label | null => {
    const [first, end] = [pieceAt(at), at + length];
    const last = pieceAt(end - 1);
    const before = text.slice(starts[first], at);
    const behind = text.slice(end, ends[last]);
    const holdsValue = /^\s?[:：]\s?./u.test(behind);
    if (plain(before) !== '' || (!holdsValue && plain(behind) !== '')) return null;
    const [one, other] = [elements[first], elements[last]];
    if (one && isField(one)) return null;
    const element = one && other && common(one, other);
    // Two cells that say the halves of it are no label.
    const strange = first !== last && words(element?.textContent ?? '').length > length + 8;
    return element && !strange && isVisible(element) ? { element, holdsValue } : null;
  };
  let named: Map<string, Element[]> | null = null;
  const unwritten = (wanted: string): Label[] => {
    named ??= namedIn(roots);
    const there = (named.get(wanted) ?? []).filter(isVisible);
    return there.map((element) => ({ element, holdsValue: true }));
  };
  const labelled = (displayName: string): Label[] => {
    const wanted = plain(displayName);
    let those = labels.get(wanted);
    if (!those) {
      those = [...places(text, wanted)].flatMap((at) => labelAt(at, wanted.length) ?? []);
      // Only where it is written nowhere: screen readers are often told what stands there as well.
      if (those.length === 0) those = unwritten(wanted);
      labels.set(wanted, those);
    }
    return those;
  };
  const labelsOf = (record: RecordView) =>
    record.attributes.flatMap((one) => labelled(one.displayName).map(({ element }) => element));

  let usual = 0;
  /** Letters that stand out from most of the page. */
  const isLarge = (element: Element): boolean => {
    if (usual === 0) {
      const every = Math.ceil(elements.length / 32);
      const sizes = elements.filter((_, index) => index % every === 0).map(sizeOf);
      usual = sizes.sort((a, b) => a - b)[sizes.length >> 1] ?? 16;
    }
    return sizeOf(element) >= usual * 1.2;
  };
  /** A title heads the page by its rank, by its size, or as the value that a label of the record announces. */
  const heads = (record: RecordView) => (element: Element) => {
    const announced = isAnnounced(element, record);
    const line = announced ? null : closest(element, lines);
    if (line && !labelsOf(record).some((label) => within(line, label))) return false;
    return announced || closest(element, headings) !== null || isLarge(element);
  };
  const titlesOf = ({ titles }: RecordView) => titles.flatMap(find);
  const detailsOf = ({ details }: RecordView) =>
    details.flat().flatMap((way) => (way.length < shortest ? [] : find(way)));

  /**
   * The records that the smallest section around an element is about. Namesakes are told apart by their
   * details, but only as far out as no further title comes in: that is another section's.
   */
  const about = (
    anchor: Element,
    records: readonly RecordView[],
  ): { found: RecordView[]; detailed: boolean } => {
    let found: RecordView[] = [];
    let count = 0;
    for (let section: Element | null = anchor; section; section = outer(section)) {
      const around = section;
      const isIn = (element: Element) => within(around, element);
      const here = records.filter((record) => titlesOf(record).some(isIn));
      const titles = new Set(here.flatMap(titlesOf).filter(isIn)).size;
      if (found.length > 0 && titles > count) break;
      [found, count] = [here, titles];
      const detailed = found.filter((record) => detailsOf(record).some(isIn));
      if (detailed.length > 0) return { found: detailed, detailed: true };
      if (found.length === 1 && records.length > 1) break;
    }
    return { found, detailed: false };
  };

  return {
    found,
    labelled,
    titled(record) {
      const those = titlesOf(record);
      const heading = those.filter(heads(record));
      if (heading.length === 0) return those.length > 0 ? 'mentioned' : null;
      return heading.some((element) => about(element, [record]).detailed) ? 'proved' : 'headed';
    },
    around(records) {
      const beside = records.flatMap(labelsOf);
      const anchors = beside.length > 0 ? beside : records.flatMap((one) => titlesOf(one).filter(heads(one)));
      return [...new Set([...new Set(anchors)].flatMap((anchor) => about(anchor, records).found))];
    },
    about: (element, records) => about(element, records).found,
    names: (element, record) => titlesOf(record).some((title) => within(element, title)),
  };
}

/** Whether a word may go on from one element's text into another's: nothing but dressing parts them. */
function goesOn(last: Element, element: Element): boolean {
  if (last === element) return true;
  const dressed = dressing.has(last.localName) || dressing.has(element.localName);
  return dressed && undressed(last) === undressed(element);
}

/** What holds the letters. What stands in a grid, or as a block, is no part of a line, whatever it is called. */
function undressed(element: Element): Element {
  let at = element;
  while (at.parentElement && dressing.has(at.localName) && getComputedStyle(at).display === 'inline')
    at = at.parentElement;
  return at;
}

/** Whether an element is the value of one of the record's labels: `Name | Mary Jones`. */
function isAnnounced(element: Element, { labels }: RecordView): boolean {
  if (isField(element) && isLabelled(element, labels)) return true;
  const text = element.textContent;
  let cell = element;
  for (let up = outer(cell); up && up.textContent === text; up = outer(cell)) cell = up;
  const before = cell.previousElementSibling;
  if (!before) return false;
  const said = plain(before.textContent ?? '');
  return said !== '' && labels.some((one) => plain(one) === said);
}
