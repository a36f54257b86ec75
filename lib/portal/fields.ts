/** Looks into an element, closed shadow roots included. */
export type ShadowOf = (element: Element) => ShadowRoot | null;

const ours = 'attach-for-biot';
/** What somebody fills in or presses: its text is no label of what stands beside it. */
const controls = 'input:not([type=hidden]),textarea,select,button,[role=button],[contenteditable=true]';
const unread = `${controls},script,style,template,[aria-hidden=true],${ours}`;
/** Elements that name what follows them; other text beside a field may be a hint. */
const labels = 'label,legend,dt,th,[role=rowheader]';
/** A row never reaches beyond one of these. */
const bounds = 'form,[role=form],dialog,[role=dialog],section,main,body,fieldset,tbody,table';

/** All elements below a root, those in shadow roots after their hosts. */
export function* elementsIn(root: ParentNode, shadowOf: ShadowOf): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    // Our own questions are none of the page's fields.
    const shadow = element.localName === ours ? null : shadowOf(element);
    if (shadow) yield* elementsIn(shadow, shadowOf);
  }
}

/** The element around another one, out of shadow roots as well. */
export function around(element: Element): Element | null {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

export function isVisible(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
}

/** Whether a control is on screen, be it as a field of its own or hidden behind a button that stands for it. */
export function isOnScreen(control: Element): boolean {
  let at: Element | null = control;
  while (at && !isVisible(at)) {
    // A hidden part of the page that says or asks more than this is hidden as a whole, like a tab that is closed.
    if (at !== control && (reads(at) || at.querySelectorAll(controls).length > 1)) return false;
    at = around(at);
  }
  return at !== null && !at.matches('body,html');
}

/** What a control is called on the page: by its label, or by the text before it in its row; '' for nothing. */
export function labelOf(control: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement): string {
  const root = control.getRootNode();
  const ids = control.getAttribute('aria-labelledby')?.split(/\s+/) ?? [];
  const named = ids.flatMap((id) =>
    root instanceof Document || root instanceof ShadowRoot ? (root.getElementById(id) ?? []) : [],
  );
  const told = [
    named.map(textOf).join(' '),
    control.getAttribute('aria-label') ?? '',
    [...(control.labels ?? [])].map(textOf).join(' '),
    textBefore(control),
    control.title,
  ];
  return told.map(trimmed).find(reads) ?? '';
}

/** The nearest label or text that stands before a control, as far as no other control comes in between. */
function textBefore(control: Element): string {
  for (let at: Element | null = control; at && !at.matches(bounds); at = around(at)) {
    const texts: { text: string; isLabel: boolean }[] = [];
    let before = at.previousSibling;
    for (; before && !(before instanceof Element && isField(before)); before = before.previousSibling) {
      const text = trimmed(textOf(before));
      const isLabel = before instanceof Element && before.matches(labels);
      // What a field holds may stand before it: a file's name is no label.
      if (reads(text) && !/\.\w{2,4}$/.test(text)) texts.push({ text, isLabel });
    }
    const told = texts.find(({ isLabel }) => isLabel) ?? texts[0];
    if (told) return told.text;
    if (before) return '';
  }
  return '';
}

const isField = (element: Element): boolean =>
  [element, ...element.querySelectorAll('*')].some((one) =>
    one.matches('input:not([type=hidden]),textarea,select'),
  );

/** The text of a part of the page without what can be filled in or pressed in it. */
function textOf(node: Node): string {
  if (node instanceof Text) return node.data;
  if (!(node instanceof Element) || node.matches(unread)) return '';
  return [...node.childNodes].map(textOf).join(' ');
}

/** Without what portals put behind a label. */
const trimmed = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .replace(/[\s:*：]+$/u, '')
    .trim();

const reads = (of: Element | string): boolean =>
  /[\p{L}\p{N}]/u.test(typeof of === 'string' ? of : textOf(of));
