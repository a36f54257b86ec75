import type { Cutout } from '../../lib/protocol/capture.ts';

/** What is under the pointer, innermost first: the browser does not tell on which element a menu was opened. */
export function underPointer(root: Document | ShadowRoot = document): Element[] {
  const chain = [...root.querySelectorAll(':hover')].toReversed();
  const inner = chain[0]?.shadowRoot;
  return inner ? [...underPointer(inner), ...chain] : chain;
}

/** The picture, film or drawing an address belongs to, or the one under the pointer. */
export function shownAt<E extends HTMLImageElement | HTMLVideoElement>(
  elements: readonly E[],
  address: string | null,
): E | null {
  const isIt = (one: E) => address !== null && (one.currentSrc === address || one.src === address);
  const hovered = underPointer();
  return elements.find((one) => isIt(one) && hovered.includes(one)) ?? elements.find(isIt) ?? null;
}

/** Address of the picture that lies behind an element, as its style says; null where there is none. */
export function backgroundOf(element: Element): string | null {
  return /url\((["']?)(.*?)\1\)/.exec(getComputedStyle(element).backgroundImage)?.[2] ?? null;
}

/** Where an element is on screen; null where it is not, or where an outer frame does not tell. */
export function cutoutOf(element: Element): Cutout | null {
  let { x, y, width, height } = element.getBoundingClientRect();
  let view: Window = window;
  while (view !== view.top) {
    const { frameElement } = view;
    if (!frameElement) return null;
    const outer = frameElement.getBoundingClientRect();
    x += outer.x + frameElement.clientLeft;
    y += outer.y + frameElement.clientTop;
    view = view.parent;
  }
  const [left, top] = [Math.max(0, x), Math.max(0, y)];
  width = Math.min(x + width, view.innerWidth) - left;
  height = Math.min(y + height, view.innerHeight) - top;
  return width >= 1 && height >= 1 ? { x: left, y: top, width, height, viewport: view.innerWidth } : null;
}
