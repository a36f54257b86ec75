import { shadowOf } from '../../lib/browser/shadow.ts';
import { hostName, isBelow, isTaken } from '../../lib/portal/tree.ts';

export type Root = Document | ShadowRoot;

interface Hearer {
  /** One more is looked through from now on. */
  found(root: Root): void;
  /** Something in one of them may look otherwise; `again` where it may say otherwise, too. */
  changed(again: boolean): void;
}

/** When (ms) elements without a shadow root are asked again: ever more seldom. */
const firstVisit = 250;
const lastVisit = 8_000;

/** Elements besides custom ones that may hold a shadow root (DOM standard, `attachShadow`). */
const hosts = new Set('article,aside,blockquote,body,div,footer,header,main,nav,p,section,span'.split(','));

/** A frame's new document, a late stylesheet, a script that brings elements to life, and what has faded in. */
const events = ['load', 'toggle', 'transitionend', 'animationend'];
const loaders = new Set(['iframe', 'frame', 'link', 'script']);

/** All documents and shadow roots that people see as one page: those of frames of the same origin as well. */
export function createRoots({ found, changed }: Hearer, signal: AbortSignal) {
  /** Each with the element that holds it. */
  const roots = new Map<Root, Element | null>();
  const waiting = new Set<Element>();

  function heard({ type, target }: Event): void {
    const element = target && 'localName' in target ? (target as Element) : null;
    const loads = type === 'load' && element !== null && loaders.has(element.localName);
    if (loads) probe(element, element.localName);
    changed(loads);
  }

  function add(root: Root, holder: Element | null): void {
    if (roots.has(root)) return;
    roots.set(root, holder);
    for (const type of events) root.addEventListener(type, heard, true);
    found(root);
    discover(root);
  }

  function leave(root: Root): void {
    for (const type of events) root.removeEventListener(type, heard, true);
    roots.delete(root);
  }

  function discover(around: Root | Element): void {
    for (const element of around.querySelectorAll('*')) probe(element, element.localName);
  }

  function probe(element: Element, localName: string): void {
    if (localName === 'iframe' || localName === 'frame') {
      // Null for a frame of another origin.
      const inner: Document | null = Reflect.get(element, 'contentDocument');
      if (inner) add(inner, element);
      return;
    }
    const isCustom = localName.includes('-');
    if (localName === hostName || (!isCustom && !hosts.has(localName))) return;
    if (!isCustom && element.firstChild && !element.shadowRoot) return;
    const root = shadowOf(element);
    if (root) add(root, element);
    else if (isCustom) expect(element);
  }

  /** Custom elements get their shadow roots when their script comes, of which a page's changes tell nothing. */
  function expect(element: Element): void {
    if (waiting.size === 0) revisit(firstVisit);
    waiting.add(element);
  }

  function revisit(delay: number): void {
    const before = roots.size;
    setTimeout(() => {
      for (const element of waiting) {
        const root = element.isConnected && shadowOf(element);
        if (root) add(root, element);
        if (root || !element.isConnected) waiting.delete(element);
      }
      if (roots.size > before) changed(true);
      if (delay >= lastVisit || signal.aborted) waiting.clear();
      else if (waiting.size > 0) revisit(2 * delay);
    }, delay);
  }

  /** A frame in this page, which a script of ours looks through itself. */
  const isOthers = (root: Root): boolean => {
    const own = 'defaultView' in root ? root : root.ownerDocument;
    return isTaken(own) && isBelow(own);
  };

  signal.addEventListener('abort', () => [...roots.keys()].forEach(leave));

  return {
    add,
    /** Whether frames in this page are looked through by scripts of ours of their own. */
    isShared: (): boolean => [...roots.keys()].some(isOthers),
    /** Looks into what has come into the page. */
    enter(element: Element, localName: string): void {
      probe(element, localName);
      if (element.firstElementChild) discover(element);
    },
    /** All that still stand in the page, but for frames that a script of ours stands in: it looks through them. */
    present(): Root[] {
      for (const [root, holder] of roots) {
        const inner: unknown = holder && 'contentDocument' in holder ? holder.contentDocument : root;
        if (holder && (!holder.isConnected || inner !== root)) leave(root);
      }
      return [...roots.keys()].filter((root) => !isOthers(root));
    },
  };
}
