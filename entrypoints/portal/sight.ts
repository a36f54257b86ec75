import { type OnScreen, recordOnScreen } from '../../lib/portal/on-screen.ts';
import { type PageText, readPage } from '../../lib/portal/page-text.ts';
import { sightOf } from '../../lib/portal/shown.ts';
import { hostName } from '../../lib/portal/tree.ts';
import { letters } from '../../lib/portal/words.ts';
import type { RecordView } from '../../lib/protocol/record.ts';
import type { PageSnapshot } from '../../lib/protocol/requests.ts';
import { createRoots } from './roots.ts';

export interface Sight {
  verdict: OnScreen;
  page: PageText;
}

interface Hearer {
  /** The page says something else than at the last look. */
  see(): void;
  /** Whether an element of ours was torn out of the page. */
  lost(): boolean;
  /** Whether an element of ours has appeared or vanished with the part of the page around it. */
  turned(): boolean;
  /** A frame of the page's own origin shows a document that no script of ours stands in. */
  frame(document: Document): void;
}

/** Between two looks lies at least this long (ms), or eight times what a look costs: the page comes first. */
const pause = 50;
/** A page shows what its address names after so long (ms), or it never will. */
const follows = 1_500;
/** What was torn out is back after so long (ms) at most, if the page does nothing else: one frame. */
const oneFrame = 16;
/** When (ms) a page that shows none of its records is looked at again. */
const late = [250, 1_000, 3_000];
/** Shorter words (letters) stand in too many others for their coming to mean anything. */
const shortest = 3;

const changes: MutationObserverInit = {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: ['hidden', 'open', 'class', 'style', 'aria-hidden', 'aria-expanded', 'dir', 'lang'],
};

/**
 * Watches everything a person sees in this frame: the page, shadow roots in it, frames of the same origin in
 * and around it. Looks again only when words that matter come or go, or what was found appears or vanishes.
 */
export function createSight({ see, lost, turned, frame }: Hearer, signal: AbortSignal) {
  let page: PageText | null = null;
  /** What was found, and what it said. */
  let wordings = new Map<Element, string | null>();
  let needles: string[] = [];
  let address = '';
  let due: ReturnType<typeof setTimeout> | null = null;
  let dueAt = 0;
  /** What the next look is due to: words have changed, or also what is visible, or what the page says. */
  let dueTo: 'words' | 'visibility' | 'page' = 'words';
  let earliest = 0;
  /** How often a page that shows no record is looked at again by itself, and for which news. */
  let again = 0;
  let news: PageSnapshot | null = null;
  let turnedAt = Number.NEGATIVE_INFINITY;

  function run(): void {
    const begun = performance.now();
    const isSeen = dueTo === 'page' || isStale() || (dueTo === 'visibility' && hasTurned());
    dueTo = 'words';
    if (isSeen) see();
    const ended = performance.now();
    earliest = ended + 8 * (ended - begun);
  }

  /** Looks soon; for less than the page as a whole, only if it is about what was found. */
  function soon(to: typeof dueTo = 'page', wait = Math.max(pause, earliest - performance.now())): void {
    if (dueTo !== 'page' && to !== 'words') dueTo = to;
    const at = performance.now() + wait;
    if (due !== null && dueAt <= at) return;
    if (due !== null) clearTimeout(due);
    dueAt = at;
    due = setTimeout(() => {
      due = null;
      run();
    }, wait);
  }

  /** What was found has left the page, or says something else. */
  const isStale = () =>
    [...wordings].some(
      ([element, said]) =>
        !element.isConnected || element.textContent !== said || element.ownerDocument.defaultView === null,
    );

  function hasTurned(): boolean {
    const { isVisible } = sightOf();
    return turned() || [...(page?.found ?? [])].some(([element, was]) => isVisible(element) !== was);
  }

  const mentions = (text: string) => {
    const said = text && letters(text);
    return said !== '' && needles.some((needle) => said.includes(needle));
  };

  const observer = new MutationObserver((mutations) => {
    let text = '';
    let last: Element | null = null;
    let to: typeof dueTo = 'words';
    // A busy page has thousands of these, and each question costs: none is asked that is not needed.
    for (const mutation of mutations) {
      const { type } = mutation;
      if (type === 'attributes') to = 'visibility';
      else if (type === 'characterData') {
        const { target } = mutation;
        // What has just come said so already.
        if (target.parentNode !== last) text += wording(target);
      } else {
        const { addedNodes } = mutation;
        for (let index = 0; index < addedNodes.length; index += 1) {
          const node = addedNodes[index] as Node;
          if (node.nodeType === Node.TEXT_NODE) text += wording(node);
          else if (node.nodeType === Node.ELEMENT_NODE) {
            last = node as Element;
            const { localName } = last;
            if (localName === hostName) continue;
            roots.enter(last, localName);
            if (localName === 'style') to = 'visibility';
            text += node.textContent;
          }
        }
      }
    }
    if (lost()) {
      dueTo = 'page';
      // What people look at does not stay away for longer, however busy the page is.
      if (performance.now() < earliest) soon('page', oneFrame);
      else run();
    } else soon(location.href !== address || mentions(text) ? 'page' : to);
  });

  // Scripts of ours in frames around this one see that it is looked after.
  const mark = document.createElement(hostName);
  mark.hidden = true;
  if (window.frameElement) document.documentElement.append(mark);

  const roots = createRoots(
    {
      found(root) {
        observer.observe(root, changes);
        if ('defaultView' in root && root !== document) frame(root);
      },
      changed: (again) => soon(again ? 'page' : 'visibility'),
    },
    signal,
  );

  let top = document;
  for (
    let at: Element | null | undefined = top.defaultView?.frameElement;
    at;
    at = top.defaultView?.frameElement
  )
    top = at.ownerDocument;

  for (const type of ['popstate', 'hashchange', 'pageshow', 'resize'] as const)
    addEventListener(type, () => soon(), { signal });
  const navigation: EventTarget | undefined = Reflect.get(globalThis, 'navigation');
  navigation?.addEventListener('currententrychange', () => soon(), { signal });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => soon(), { signal });
  // A theme may be told by any attribute of the page's outermost elements.
  const themes = new MutationObserver(() => soon());
  for (const element of [document.documentElement, document.body])
    themes.observe(element, { attributes: true });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    themes.disconnect();
    mark.remove();
  });
  roots.add(top, null);

  return {
    soon: () => soon(),
    /** Looks now, unless the page has hardly had time since the last look. */
    now(): void {
      dueTo = 'page';
      if (performance.now() < earliest) soon();
      else run();
    },
    /** Documents and shadow roots that are looked through. */
    seen: roots.present,
    isShared: roots.isShared,
    /** Looks at the page as it stands at this very moment. */
    look(snapshot: PageSnapshot): Sight {
      const { records, pending, listedAt } = snapshot;
      if (address !== '' && address !== location.href) {
        turnedAt = performance.now();
        setTimeout(() => soon(), follows);
      }
      address = location.href;
      page = readPage(roots.present());
      const { titled, around, labelled } = page;
      const shows = ({ attributes }: RecordView) =>
        attributes.some(({ displayName }) => labelled(displayName).length > 0);
      const turning = performance.now() - turnedAt < follows;
      const evidence = { turning, records, pending, listedAt, titled, around, shows };
      const verdict = recordOnScreen({ address: addresses(), ...evidence });
      wordings = new Map([...page.found.keys()].map((element) => [element, element.textContent]));
      needles = needlesOf(records, titled);
      if (news !== snapshot) again = late.length;
      news = snapshot;
      // Nobody tells when a script fills in a field.
      if (verdict.is === 'none' && records.length > 0 && again > 0) soon('page', late[late.length - again--]);
      return { verdict, page };
    },
  };
}

/** The words that a text belongs to: with what stands beside it in a short line, as frameworks cut texts into pieces. */
function wording(node: Node): string | null {
  const { parentNode } = node;
  if (!parentNode || parentNode.firstChild === parentNode.lastChild) return node.nodeValue;
  return parentNode.childNodes.length < 8 ? parentNode.textContent : node.nodeValue;
}

/** What the coming of matters, as letters: titles, attributes' names, and what proves those that are on screen. */
function needlesOf(records: PageSnapshot['records'], titled: PageText['titled']): string[] {
  const words = records.flatMap((record) => [
    ...record.titles,
    ...record.attributes.map(({ displayName }) => displayName),
    ...[record.labels, ...(titled(record) ? record.details : [])]
      .flat()
      .filter((one) => one.length > shortest),
  ]);
  return [...new Set(words)].map(letters).filter(Boolean);
}

/** The address of this frame, and of those of the same origin around it. */
function addresses(): string {
  let all = location.href;
  for (let at = window.frameElement; at; at = at.ownerDocument.defaultView?.frameElement ?? null)
    all += ` ${at.ownerDocument.location.href}`;
  return all;
}
