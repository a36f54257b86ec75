import { outer } from './tree.ts';

/** Whether elements are to be seen, and how large their letters are. */
export interface Shown {
  isVisible(element: Element): boolean;
  /** CSS px. */
  sizeOf(element: Element): number;
  /** Every element that was asked about, and whether it was visible. */
  found: ReadonlyMap<Element, boolean>;
}

/** For one look at the page: what was answered once stands until the next. */
export function sightOf(): Shown {
  const found = new Map<Element, boolean>();
  const shut = new Map<Element, boolean>();

  /** Drawn at all, and not beside the page, where nobody can scroll. */
  const isDrawn = (element: Element): boolean => {
    const { ownerDocument: own } = element;
    const frame = own.defaultView?.frameElement;
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) {
      const around = outer(element);
      return getComputedStyle(element).display === 'contents' && around !== null && isVisible(around);
    }
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const { scrollLeft, scrollTop, scrollWidth, clientWidth } = own.documentElement;
    return (
      right > left &&
      bottom > top &&
      // From right to left a page scrolls into the negative.
      right + scrollLeft > Math.min(0, clientWidth - scrollWidth) &&
      left + scrollLeft < scrollWidth &&
      bottom + scrollTop > 0 &&
      (!frame || isVisible(frame))
    );
  };

  /** Folded away: without height or width of its own, and nothing of it hangs over. */
  const isShut = (element: Element): boolean => {
    let answer = shut.get(element);
    if (answer === undefined) {
      const { clientWidth, clientHeight } = element;
      answer = (clientWidth <= 1 || clientHeight <= 1) && clips(element);
      const up = answer ? null : outer(element);
      if (up) answer = isShut(up);
      shut.set(element, answer);
    }
    return answer;
  };

  const isVisible = (element: Element): boolean => {
    let answer = found.get(element);
    if (answer === undefined) {
      answer = isDrawn(element) && !isShut(element);
      found.set(element, answer);
    }
    return answer;
  };

  return { found, isVisible, sizeOf: (element) => Number.parseFloat(getComputedStyle(element).fontSize) };
}

/** What body and root cut off is cut off by the window; inline elements cut off nothing. */
function clips(element: Element): boolean {
  const { display, overflowX, overflowY } = getComputedStyle(element);
  return (
    !element.matches('body,html') &&
    !/inline$|contents/.test(display) &&
    overflowX !== 'visible' &&
    overflowY !== 'visible'
  );
}
