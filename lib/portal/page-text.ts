import type { RecordView } from '../protocol/record.ts';
import type { Title } from './on-screen.ts';
import { occurrences, label as plainLabel, words } from './words.ts';

/** A page's text as a reader meets it, with the way back to where each word stands. */
export interface PageText {
  titled(record: RecordView): Title | null;
  /** Elements that consist of a label and are visible, in document order. */
  labelled(displayName: string): Element[];
  /** Of several records, those that the smallest sections around their attributes (or headings) are about. */
  around(records: readonly RecordView[]): RecordView[];
}

/** Elements whose text nobody reads. */
const silent = 'script,style,noscript,template,textarea,attach-for-biot';
const headings = 'h1,h2,h3,h4,h5,h6,[role=heading]';
/** One of many of its kind. */
const lines = 'a,li,tr,[role=row],[role=listitem],[role=option]';

/** A shorter detail may stand anywhere: "7" is a bed, a count, an hour. */
const shortest = 4;

/** Reads the page once; whether something is visible is asked only of what was looked for and found. */
export function readPage(root: HTMLElement): PageText {
  const nodes: { element: Element; from: number }[] = [];
  const byText = new Map<string, Element[]>();
  let text = '';
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
    node instanceof Element && node.matches(silent) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!(node instanceof Text) || !element) continue;
    const piece = words(node.data);
    if (piece === '') continue;
    nodes.push({ element, from: text.length });
    text += `${piece} `;
    const key = plainLabel(node.data);
    byText.set(key, [...(byText.get(key) ?? []), element]);
  }

  const elementAt = (index: number): Element | undefined => {
    let low = 0;
    let high = nodes.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((nodes[middle]?.from ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return nodes[low]?.element;
  };
  const known = new Map<string, Element[]>();
  /** Visible elements in which a phrase begins. */
  const find = (phrase: string): Element[] => {
    const wanted = words(phrase);
    const found =
      known.get(wanted) ??
      [...occurrences(text, wanted)].flatMap((at) => elementAt(at) ?? []).filter(isVisible);
    known.set(wanted, found);
    return found;
  };
  const labelled = (displayName: string) => (byText.get(plainLabel(displayName)) ?? []).filter(isVisible);
  const labels = (record: RecordView) => record.attributes.flatMap((one) => labelled(one.displayName));

  let usual = 0;
  /** Letters that stand out from most of the page. */
  const isLarge = (element: Element): boolean => {
    const every = Math.ceil(nodes.length / 32);
    const sizes = nodes.filter((_, index) => index % every === 0).map((node) => sizeOf(node.element));
    usual ||= sizes.sort((a, b) => a - b)[sizes.length >> 1] ?? 16;
    return sizeOf(element) >= usual * 1.2;
  };
  /** A title heads the page by its rank, by its size, or as the value that a label of the record announces. */
  const heads = (record: RecordView) => (element: Element) => {
    const line = element.closest(lines);
    if (line && !labels(record).some((label) => line.contains(label)) && !isAnnounced(element, record))
      return false;
    return element.closest(headings) !== null || isLarge(element) || isAnnounced(element, record);
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
    for (let section: Element | null = anchor; section; section = section.parentElement) {
      const within = (element: Element) => section?.contains(element);
      const here = records.filter((record) => titlesOf(record).some(within));
      const titles = new Set(here.flatMap(titlesOf).filter(within)).size;
      if (found.length > 0 && titles > count) break;
      [found, count] = [here, titles];
      const detailed = found.filter((record) => detailsOf(record).some(within));
      if (detailed.length > 0) return { found: detailed, detailed: true };
      if (found.length === 1 && records.length > 1) break;
    }
    return { found, detailed: false };
  };

  return {
    labelled,
    titled(record) {
      const found = titlesOf(record);
      const heading = found.filter(heads(record));
      if (heading.length === 0) return found.length > 0 ? 'mentioned' : null;
      return heading.some((element) => about(element, [record]).detailed) ? 'proved' : 'headed';
    },
    around(records) {
      const beside = records.flatMap(labels);
      const anchors = beside.length > 0 ? beside : records.flatMap((one) => titlesOf(one).filter(heads(one)));
      return [...new Set([...new Set(anchors)].flatMap((anchor) => about(anchor, records).found))];
    },
  };
}

/** Whether an element is the value of one of the record's labels: `Name | Mary Jones`. */
function isAnnounced(element: Element, { labels }: RecordView): boolean {
  const text = element.textContent;
  let cell = element;
  while (cell.parentElement && cell.parentElement.textContent === text) cell = cell.parentElement;
  const before = cell.previousElementSibling;
  return before !== null && labels.some((one) => plainLabel(one) === plainLabel(before.textContent ?? ''));
}

const sizeOf = (element: Element): number => Number.parseFloat(getComputedStyle(element).fontSize);

function isVisible(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
}
