/**
 * Steps through a page as people see it: what stands in a shadow root or in a frame of the same origin is part
 * of what stands around it. Elements of other documents are of other realms: nothing here asks `instanceof`.
 */

/** The name of our elements: no page defines it, and a page's style rules hardly ever name it. */
export const hostName = 'attach-for-biot';

const isShadow = (node: Node): node is ShadowRoot =>
  node.nodeType === Node.DOCUMENT_FRAGMENT_NODE && 'host' in node;
const isPage = (node: Node): node is Document => node.nodeType === Node.DOCUMENT_NODE;

/** The element that holds a shadow root, or the frame that holds a document; null for the page itself. */
export function holderOfRoot(root: Node): Element | null {
  if (isShadow(root)) return root.host;
  return isPage(root) ? (root.defaultView?.frameElement ?? null) : null;
}

/** The element whose shadow root or frame holds another; null for what stands in the page itself. */
export const holderOf = (element: Element): Element | null => holderOfRoot(element.getRootNode());

/** Whether a script of ours stands in another document: it has put an element of ours at its root. */
export function isTaken(other: Document): boolean {
  return (
    other !== document && [...other.documentElement.children].some(({ localName }) => localName === hostName)
  );
}

/** Whether a document is in a frame of this one. */
export function isBelow(other: Document): boolean {
  const around = other.defaultView?.frameElement?.ownerDocument;
  return around !== undefined && (around === document || isBelow(around));
}

/** One step outwards. */
export function outer(element: Element): Element | null {
  return element.assignedSlot ?? element.parentElement ?? holderOf(element);
}

/** Whether one element is another or stands in it, however deep. */
export function within(around: Element, element: Element | null): boolean {
  for (let at = element; at; at = holderOf(at)) if (around.contains(at)) return true;
  return false;
}

/** As `Element.closest`, out of shadow roots and frames. */
export function closest(element: Element, selector: string): Element | null {
  for (let at: Element | null = element; at; at = holderOf(at)) {
    const found = at.closest(selector);
    if (found) return found;
    // A heading around the slot is one around what stands in it.
    const slot = at.assignedSlot && closest(at.assignedSlot, selector);
    if (slot) return slot;
  }
  return null;
}

/** The smallest element that holds both, within one root. */
export function common(first: Element, last: Element): Element | null {
  let at: Element | null = first;
  while (at && !at.contains(last)) at = at.parentElement;
  return at;
}
