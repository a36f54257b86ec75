/** Which element has the cursor, however deep in shadow roots; `rootOf` knows closed ones too. */
function focused(root, rootOf) {
  let element = (root.getRootNode() ?? document).activeElement;
  for (let inner = rootOf(element); inner?.activeElement; inner = rootOf(element))
    element = inner.activeElement;
  return element;
}

const nameOf = (element) =>
  `${element.localName} ${element.getAttribute('name') ?? ''} ${element.getAttribute('aria-label') ?? element.textContent}`;

function* within(root, rootOf) {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    const inner = rootOf(element);
    if (inner) yield* within(inner, rootOf);
  }
}

/**
 * Draws pages made of nodes: all anew, but only when what they show has changed, and the cursor stays
 * on what is called the same.
 * @param page answers the nodes of the whole page.
 */
export function drawn(root, { state }, page, rootOf = (element) => element?.shadowRoot) {
  let last = {};
  return {
    draw() {
      const { view, record, rows } = state;
      // What a person is typing stays where it is while the portal is only busy.
      if (state.busy && last.view === view && last.record === record && last.rows === rows) return;
      const cursor = focused(root, rootOf);
      const name = cursor && cursor !== document.body && last.view === view ? nameOf(cursor) : null;
      last = { view, record, rows };
      root.replaceChildren(...page());
      if (name === null) return;
      for (const element of within(root, rootOf)) if (nameOf(element) === name) return element.focus();
    },
  };
}
