import { hostName, outer } from './tree.ts';

/** Looks into an element, closed shadow roots included. */
export type ShadowOf = (element: Element) => ShadowRoot | null;
export type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** What somebody fills in or presses: its text is no label of what stands beside it. */
const controls = 'input:not([type=hidden]),textarea,select,button,[role=button],[contenteditable=true]';
const unread = `${controls},script,style,template,[aria-hidden=true],${hostName}`;
/** Elements that name what follows them; other text beside a field may be a hint. */
const labels = 'label,legend,dt,th,[role=rowheader]';
/** A row never reaches beyond one of these. */
const bounds = 'form,[role=form],dialog,[role=dialog],section,main,body,fieldset,tbody,table';

/** All elements below a root, those in shadow roots and in frames of the same origin after what holds them. */
export function* elementsIn(root: ParentNode, shadowOf: ShadowOf): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    // Our own questions are none of the page's fields.
    if (element.localName === hostName) continue;
    const inner = isFrame(element) ? element.contentDocument?.body : shadowOf(element);
    if (inner) yield* elementsIn(inner, shadowOf);
  }
}

// Elements of other documents are of other realms: `instanceof` would not know them.
const isFrame = (element: Element): element is HTMLIFrameElement => element.localName === 'iframe';
export const isInput = (element: Element): element is HTMLInputElement => element.localName === 'input';
export const isArea = (element: Element): element is HTMLTextAreaElement => element.localName === 'textarea';
export const isSelect = (element: Element): element is HTMLSelectElement => element.localName === 'select';
const isElement = (node: Node): node is Element => node.nodeType === Node.ELEMENT_NODE;

/** Whether a control is on screen, be it as a field of its own or hidden behind a button that stands for it. */
export function isOnScreen(control: Element, isVisible: (element: Element) => boolean): boolean {
  let at: Element | null = control;
  while (at && !isVisible(at)) {
    // A hidden part of the page that says or asks more than this is hidden as a whole, like a tab that is closed.
    if (at !== control && (reads(textOf(at)) || at.querySelectorAll(controls).length > 1)) return false;
    at = outer(at);
  }
  return at !== null && !at.matches('body,html');
}

/** What a control is called on the page: by its label, or by the text before it in its row; '' for nothing. */
export function labelOf(control: Field): string {
  const root = control.getRootNode();
  const ids = control.getAttribute('aria-labelledby')?.split(/\s+/) ?? [];
  const named = 'getElementById' in root ? ids.flatMap((id) => elementOf(root, id) ?? []) : [];
  const told = [
    named.map(textOf).join(' '),
    control.getAttribute('aria-label') ?? '',
    [...(control.labels ?? [])].map(textOf).join(' '),
    textBefore(control),
    control.title,
  ];
  return told.map(trimmed).find(reads) ?? '';
}

const elementOf = (root: Node, id: string): Element | null =>
  (root as Document | ShadowRoot).getElementById(id);

/** The nearest label or text that stands before a control, as far as no other control comes in between. */
function textBefore(control: Element): string {
  for (let at: Element | null = control; at && !at.matches(bounds); at = outer(at)) {
    const texts: { text: string; isLabel: boolean }[] = [];
    let before = at.previousSibling;
    for (; before && !(isElement(before) && holdsField(before)); before = before.previousSibling) {
      const text = trimmed(textOf(before));
      const isLabel = isElement(before) && before.matches(labels);
      // What a field holds may stand before it: a file's name is no label.
      if (reads(text) && !/\.\w{2,4}$/.test(text)) texts.push({ text, isLabel });
    }
    const told = texts.find(({ isLabel }) => isLabel) ?? texts[0];
    if (told) return told.text;
    if (before) return '';
  }
  return '';
}

const fields = 'input:not([type=hidden]),textarea,select';
const holdsField = (element: Element): boolean =>
  element.matches(fields) || element.querySelector(fields) !== null;

/** The text of a part of the page without what can be filled in or pressed in it. */
function textOf(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue ?? '';
  if (!isElement(node) || node.matches(unread)) return '';
  return [...node.childNodes].map(textOf).join(' ');
}

/** Without what portals put behind a label. */
const trimmed = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .replace(/[\s:*：]+$/u, '')
    .trim();

const reads = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
