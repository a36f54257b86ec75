import { el } from './dom.js';
import { partsOf } from './parts.js';
import { mountPlain } from './plain.js';

/** A board: the record that was opened and others of the list, each on a card of its own with all it holds. */
export function mountCards(root, view) {
  const { state } = view;
  const parts = partsOf(view);
  const button = ({ text, go, kind = '' }) =>
    el('button', { type: 'button', class: kind, onclick: () => go() }, text);

  const line = ({ label, text, open }) =>
    el(
      'li',
      {},
      el('span', { class: 'label' }, label),
      el('bdi', {}, open ? button({ text, go: open, kind: 'link' }) : text),
    );

  const card = ({ title, edit, groups }) =>
    el(
      'article',
      { class: 'card' },
      el('h2', { dir: 'auto' }, title),
      el('ul', {}, ...groups.flatMap(({ fields }) => fields.map(line))),
      button(edit),
    );

  return mountPlain(root, view, {
    record: () => el('div', { class: 'board' }, ...state.board.map((one) => card(parts.record(one)))),
  });
}
