import { type ComponentChild, render } from 'preact';
import type { Place } from '../../lib/portal/place.ts';
import { hostName, outer } from '../../lib/portal/tree.ts';

/** An element of ours in the portal's page; what is drawn in it stands in a closed shadow root. */
export interface Host {
  element: HTMLElement;
  root: ShadowRoot;
  draw(content: ComponentChild): void;
  /** Takes on the page's scheme, direction and size of letters where the element stands. */
  dress(): void;
  /** Whether the element is in a place, or only others of ours are between. */
  stands(where: Place): boolean;
  /** Puts the element into its place; focus inside survives. False where it stands there already. */
  place(where: Place): boolean;
  remove(): void;
}

/** Letters (px) beside which ours have their usual size; they grow with the page's up to `largest` times. */
const usual = 14;
const largest = 1.5;

/** @param css the whole look; the page's own rules end at the shadow root. */
export function createHost(css: string, layout: string): Host {
  const element = document.createElement(hostName);
  element.style.cssText = layout;
  const root = element.attachShadow({ mode: 'closed', delegatesFocus: true });
  const style = document.createElement('style');
  style.textContent = css;
  const stage = document.createElement('div');
  stage.className = 'stage';
  root.append(style, stage);
  let focused: HTMLElement | null = null;
  /** What has lost the focus in this very moment, or as the element was torn out. */
  let left: HTMLElement | null = null;
  root.addEventListener('focusin', ({ target }) => {
    focused = target instanceof HTMLElement ? target : null;
  });
  root.addEventListener('focusout', () => {
    // Being torn out by a re-rendering page is no reason to lose one's place; Chromium tells it beforehand.
    left = focused;
    focused = null;
    setTimeout(() => {
      // Who is out of the page keeps it until back in: that may take a moment on a busy page.
      if (element.isConnected) left = null;
    });
  });
  return {
    element,
    root,
    draw: (content) => render(content, stage),
    dress() {
      const around = outer(element) ?? document.body;
      const { direction, fontSize } = getComputedStyle(around);
      const scale = Math.min(largest, Math.max(1, Number.parseFloat(fontSize) / usual));
      stage.dir = direction;
      stage.dataset.scheme = isDark(around) ? 'dark' : 'light';
      stage.style.setProperty('--scale', `${scale}`);
    },
    stands({ parent, next }) {
      let behind = element.nextElementSibling;
      while (behind?.localName === hostName) behind = behind.nextElementSibling;
      return element.parentNode === parent && behind === next;
    },
    place(where) {
      if (this.stands(where)) return false;
      const { parent, next, slot } = where;
      element.slot = slot;
      const back = focused ?? (element.isConnected ? null : left);
      parent.insertBefore(element, next);
      // Nobody else has the focus: it was lost with us.
      const lost = document.activeElement === document.body;
      if (back?.isConnected && lost) back.focus({ preventScroll: true });
      left = null;
      return true;
    },
    remove() {
      render(null, stage);
      element.remove();
    },
  };
}

/** Dark is what the nearest painted background is; where nobody painted, the page's colour scheme decides. */
function isDark(from: Element): boolean {
  for (let at: Element | null = from; at; at = outer(at)) {
    const [red = 0, green = 0, blue = 0, alpha = 1] =
      getComputedStyle(at)
        .backgroundColor.match(/[\d.]+/g)
        ?.map(Number) ?? [];
    if (alpha > 0.5) return red * 0.299 + green * 0.587 + blue * 0.114 < 128;
  }
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  return (
    scheme.includes('dark') &&
    (!scheme.includes('light') || matchMedia('(prefers-color-scheme: dark)').matches)
  );
}
