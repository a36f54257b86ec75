type Look = (element: Element) => ShadowRoot | null;

/** Chromium gives content scripts `chrome.dom`, Firefox a property of the element; both see closed roots too. */
function lookOf(): Look {
  const dom: unknown = Reflect.get(Reflect.get(globalThis, 'chrome') ?? {}, 'dom');
  const look: unknown = dom ? Reflect.get(dom, 'openOrClosedShadowRoot') : undefined;
  if (typeof look === 'function')
    return (element) => (element instanceof HTMLElement ? Reflect.apply(look, dom, [element]) : null);
  return (element) => Reflect.get(element, 'openOrClosedShadowRoot') ?? element.shadowRoot;
}

let look: Look | null = null;

/** An element's shadow root, open or closed; null where it has none. */
export const shadowOf: Look = (element) => {
  look ??= lookOf();
  return look(element);
};
