import { el } from './dom.js';

const roots = new WeakMap();

/** The shadow root of one of our elements, closed or not: who made it knows it. */
export const rootOf = (element) => roots.get(element);

/**
 * Makes custom elements whose insides are in a shadow root of their own.
 * @param mode `open`, or `closed`: then nobody else gets at the insides.
 */
export function shadowElements(mode, stylesheet, names) {
  const sheet = new CSSStyleSheet();
  void fetch(stylesheet)
    .then((answer) => answer.text())
    .then((text) => sheet.replace(text));
  for (const name of names) {
    customElements.define(
      name,
      class extends HTMLElement {
        constructor() {
          super();
          const root = this.attachShadow({ mode, delegatesFocus: name === 'bp-button' });
          root.adoptedStyleSheets = [sheet];
          roots.set(this, root);
        }
      },
    );
  }

  /** An element with these insides, and this slotted into them. */
  return (name, properties, inside, ...slotted) => {
    const host = el(name, properties, ...slotted);
    rootOf(host).append(...inside.flat().filter(Boolean));
    return host;
  };
}
