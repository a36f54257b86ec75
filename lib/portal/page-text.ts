import type { RecordView } from '../protocol/record.ts';
import { occurrences, label as plainLabel, words } from './words.ts';

/** A page's text as a reader meets it, with the way back to where each word stands. */
export interface PageText {
  shows(phrase: string): boolean;
  /** Elements that consist of a label and are visible, in document order. */
  labelled(displayName: string): Element[];
  around(records: readonly RecordView[]): RecordView[];
}

/** Elements whose text nobody reads. */
const silent = 'script,style,noscript,template,textarea,attach-for-biot';

/** Reads the page once; whether something is visible is asked only of what was looked for and found. */
export function readPage(root: HTMLElement): PageText {
  const nodes: { node: Text; from: number }[] = [];
  const byText = new Map<string, Element[]>();
  let text = '';
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
    node instanceof Element && node.matches(silent) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!(node instanceof Text)) continue;
    const piece = words(node.data);
    if (piece === '' || node.parentElement === null) continue;
    nodes.push({ node, from: text.length });
    text += `${piece} `;
    const key = plainLabel(node.data);
    byText.set(key, [...(byText.get(key) ?? []), node.parentElement]);
  }

  const elementAt = (index: number): Element | null => {
    let low = 0;
    let high = nodes.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((nodes[middle]?.from ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return nodes[low]?.node.parentElement ?? null;
  };
  const known = new Map<string, boolean>();
  const shows = (phrase: string): boolean => {
    const wanted = words(phrase);
    const before = known.get(wanted);
    if (before !== undefined) return before;
    const found = [...occurrences(text, wanted)].some((at) => isVisible(elementAt(at)));
    known.set(wanted, found);
    return found;
  };
  const labelled = (displayName: string) => (byText.get(plainLabel(displayName)) ?? []).filter(isVisible);

  return {
    shows,
    labelled,
    around(records) {
      const found = new Set<RecordView>();
      for (const name of new Set(
        records.flatMap((record) => record.attributes.map((one) => one.displayName)),
      )) {
        for (const label of labelled(name))
          for (const record of titledAround(label, records)) found.add(record);
      }
      return [...found];
    },
  };
}

/** The records whose title stands in the smallest section around an element that names any of them. */
function titledAround(element: Element, records: readonly RecordView[]): RecordView[] {
  for (let section = element.parentElement; section; section = section.parentElement) {
    const inside = words(section.textContent ?? '');
    const titled = records.filter(({ titles }) =>
      titles.some((title) => !occurrences(inside, words(title)).next().done),
    );
    if (titled.length > 0) return titled;
  }
  return [];
}

function isVisible(element: Element | null): boolean {
  return element?.checkVisibility({ visibilityProperty: true, opacityProperty: true }) ?? false;
}
