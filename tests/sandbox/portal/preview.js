import { controlsOf } from './controls.js';
import { el } from './dom.js';
import { drawn } from './drawing.js';
import { partsOf } from './parts.js';

const button = ({ text, go, kind = '' }, properties = {}) =>
  el('button', { type: 'button', class: kind, onclick: () => go(), ...properties }, text);

/**
 * A list with a pane beside it, both always there. Around the one record that is looked at, others come and go:
 * each line is read, and what the pointer rests on, and some again every second; the record shown before stays in
 * the page, hidden.
 */
export function mountPreview(root, view) {
  const { state, actions, say } = view;
  const parts = partsOf(view);
  /** What the pane shows, and what it showed before. */
  let [shown, former] = [null, null];

  const notice = () => state.error !== '' && el('p', { class: 'error', role: 'alert' }, state.error);
  const submitting = (go) => ({
    onsubmit: (event) => {
      event.preventDefault();
      void go(new FormData(event.currentTarget));
    },
  });

  const login = () => {
    const { title, username, password, submit, signIn } = parts.login();
    const field = (name, text, type) => el('label', {}, text, el('input', { name, type, required: true }));
    return el(
      'form',
      { class: 'login', ...submitting((form) => signIn(form.get('username'), form.get('password'))) },
      el('h1', {}, title),
      field('username', username, 'text'),
      field('password', password, 'password'),
      notice(),
      el('button', { class: 'go' }, submit),
    );
  };

  const rail = () => {
    const { brand, nav, who, signOut } = parts.shell();
    return el(
      'nav',
      { class: 'rail' },
      el('strong', {}, brand),
      ...nav.map((one) => button(one, { 'aria-current': one.current ? 'page' : null })),
      el('span', { class: 'who' }, who),
      button(signOut),
    );
  };

  const list = () => {
    const { title, query, search, rows, add } = parts.list();
    const row = ({ id, title: name, cells, selected, go }) =>
      el(
        'li',
        { class: selected ? 'chosen' : '', onclick: go, onmouseenter: () => actions.hover(id) },
        el('button', { type: 'button', class: 'link' }, el('bdi', {}, name)),
        el('small', {}, cells.filter(Boolean).join(' · ')),
      );
    return el(
      'section',
      { class: 'list' },
      el('h1', {}, title),
      el(
        'form',
        { role: 'search', ...submitting((form) => search.go(form.get('query'))) },
        el('input', { type: 'search', name: 'query', value: query, 'aria-label': search.label }),
        add && button(add),
      ),
      el('ul', {}, ...rows.map(row)),
    );
  };

  const fields = ({ name, fields: all }) =>
    el(
      'section',
      {},
      el('h3', {}, name),
      ...all.map(({ label, text, open }) =>
        el(
          'p',
          { class: 'field' },
          el('b', {}, label),
          el('bdi', {}, open ? button({ text, go: open, kind: 'link' }) : text),
        ),
      ),
    );

  const pane = () => {
    const one = parts.record();
    if (!one) return null;
    const isPage = state.view === 'record';
    return el(
      'article',
      {},
      el(
        'header',
        {},
        el('h2', { dir: 'auto' }, one.title),
        el('span', {}, !isPage && button(one.expand), button(one.edit)),
      ),
      isPage &&
        el(
          'div',
          { role: 'tablist' },
          ...parts.tabs().map((tab) => button(tab, { role: 'tab', 'aria-selected': String(tab.selected) })),
        ),
      ...(isPage && state.tab !== 'General'
        ? [el('p', {}, say('No sessions yet.'))]
        : one.groups.map(fields)),
    );
  };

  /** The record shown before stays where it was, and nobody sees it. */
  const panes = () => {
    const now = pane();
    if (shown && shown.id !== state.record?._id) {
      former = shown.node;
      former.hidden = true;
    }
    shown = now ? { id: state.record._id, node: now } : shown;
    return el('section', { class: 'pane' }, notice(), former, now);
  };

  const form = () => {
    const { title, cancel, save } = parts.form();
    const line = ({ label, mandatory, control, isFile, now, remove }) =>
      el(
        'div',
        { class: 'line' },
        el('label', {}, el('b', {}, label, mandatory && el('i', { class: 'error' }, ' *')), control),
        isFile && el('span', {}, now, ' ', remove && button(remove)),
      );
    return el(
      'section',
      { class: 'pane' },
      el(
        'form',
        submitting(save.go),
        el('h2', { dir: 'auto' }, title),
        notice(),
        ...controlsOf(view).map(line),
        el('p', {}, button(cancel), ' ', el('button', { class: 'go' }, save.text)),
      ),
    );
  };

  return drawn(root, view, () => {
    if (state.view === 'login') return [login()];
    const isForm = state.view === 'edit' || state.view === 'add';
    return [el('div', { class: 'columns' }, rail(), list(), isForm ? form() : panes())];
  });
}
