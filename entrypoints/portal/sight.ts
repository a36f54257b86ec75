import { type OnScreen, recordOnScreen } from '../../lib/portal/on-screen.ts';
import { type PageText, readPage } from '../../lib/portal/page-text.ts';
import type { PageSnapshot } from '../../lib/protocol/requests.ts';
import { hostName } from './host.ts';

export interface Sight {
  verdict: OnScreen;
  page: PageText;
}

/** Looks at the page as it stands at this very moment. */
export function look({ records, pending, listedAt }: PageSnapshot): Sight {
  const page = readPage(document.body);
  const verdict = recordOnScreen({
    address: location.href,
    records,
    pending,
    listedAt,
    titled: page.titled,
    around: page.around,
  });
  return { verdict, page };
}

/** Between two looks lies at least this long (ms), or eight times what a look costs: the page comes first. */
const pause = 50;

const ours = (node: Node) => node instanceof Element && node.localName === hostName;

/**
 * Calls `see` soon after the page has changed, and in the same moment when an element of ours was torn out of
 * it, before anything is painted. What we ourselves put in is no change.
 */
export function watchPage(see: () => void, signal: AbortSignal): { soon(): void } {
  let due: ReturnType<typeof setTimeout> | null = null;
  let earliest = 0;
  const soon = () => {
    if (due !== null) return;
    due = setTimeout(
      () => {
        due = null;
        const begun = performance.now();
        see();
        const ended = performance.now();
        earliest = ended + Math.max(pause, 8 * (ended - begun));
      },
      Math.max(0, earliest - performance.now()),
    );
  };
  const observer = new MutationObserver((mutations) => {
    const foreign = mutations.filter(({ addedNodes, removedNodes, type }) =>
      type === 'childList' ? ![...addedNodes, ...removedNodes].every(ours) : true,
    );
    const lost = mutations.some(({ removedNodes }) =>
      [...removedNodes].some((node) => ours(node) || holds(node)),
    );
    if (lost) see();
    else if (foreign.length > 0) soon();
  });
  observer.observe(document.documentElement, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['hidden', 'open', 'class', 'style', 'aria-hidden', 'dir', 'lang'],
  });
  for (const type of ['popstate', 'hashchange', 'pageshow', 'resize'] as const)
    addEventListener(type, soon, { signal });
  signal.addEventListener('abort', () => observer.disconnect());
  return { soon };
}

const holds = (node: Node) => node instanceof Element && node.querySelector(hostName) !== null;
