import { type ComponentChild, h, render } from 'preact';

/** An element of ours in the portal's page; what is drawn in it stands in a closed shadow root. */
export interface Host {
  element: HTMLElement;
  root: ShadowRoot;
  draw(content: ComponentChild): void;
  /** Puts the element into its place, unless it stands there already; focus inside survives the move. */
  place(parent: Element, next: Element | null): void;
  remove(): void;
}

/** The name of our elements: no page defines it, and a page's style rules hardly ever name it. */
export const hostName = 'attach-for-biot';

/** @param css the whole look; the page's own rules end at the shadow root. */
export function createHost(css: string, layout: string): Host {
  const element = document.createElement(hostName);
  element.style.cssText = layout;
  const root = element.attachShadow({ mode: 'closed', delegatesFocus: true });
  const style = document.createElement('style');
  style.textContent = css;
  const stage = document.createElement('div');
  root.append(style, stage);
  let focused: HTMLElement | null = null;
  /** What has lost the focus in this very moment. */
  let left: HTMLElement | null = null;
  root.addEventListener('focusin', ({ target }) => {
    focused = target instanceof HTMLElement ? target : null;
  });
  root.addEventListener('focusout', () => {
    // Being torn out by a re-rendering page is no reason to lose one's place; Chromium tells it beforehand.
    left = focused;
    focused = null;
    setTimeout(() => {
      left = null;
    });
  });
  return {
    element,
    root,
    draw: (content) => render(h('div', appearance(element), content), stage),
    place(parent, next) {
      if (element.parentElement === parent && (next === element || element.nextElementSibling === next))
        return;
      const back = focused ?? (element.isConnected ? null : left);
      parent.insertBefore(element, next);
      // Nobody else has the focus: it was lost with us.
      const lost = document.activeElement === document.body;
      if (back?.isConnected && lost) back.focus({ preventScroll: true });
    },
    remove() {
      render(null, stage);
      element.remove();
    },
  };
}

/** The page's scheme and direction where the host stands. */
function appearance(element: HTMLElement): { 'data-scheme': string; dir: string; class: string } {
  const around = getComputedStyle(element.parentElement ?? document.body);
  return {
    'data-scheme': isDark(element.parentElement) ? 'dark' : 'light',
    dir: around.direction,
    class: 'stage',
  };
}

/** Dark is what the nearest painted background is; where nobody painted, the page's colour scheme decides. */
function isDark(from: Element | null): boolean {
  for (let at = from; at; at = at.parentElement) {
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
