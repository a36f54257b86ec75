import { el } from './dom.js';
import { grouped } from './fields.js';
import { partsOf } from './parts.js';
import { editForm } from './plain-form.js';

/**
 * The portal in ordinary HTML: a table, definition lists, forms.
 * @param pages those that look otherwise, by the name of their view.
 */
export function mountPlain(root, view, pages = {}) {
  const { state, actions, say } = view;
  const parts = partsOf(view);

  const loginPage = () =>
    el(
      'main',
      { class: 'login' },
      el(
        'form',
        {
          class: 'card',
          onsubmit: (event) => {
            event.preventDefault();
            const form = new FormData(event.currentTarget);
            void actions.signIn(form.get('username'), form.get('password'));
          },
        },
        el('h1', {}, 'Organization portal'),
        el(
          'label',
          {},
          say('User name'),
          el('input', { name: 'username', autocomplete: 'username', required: true }),
        ),
        el('label', {}, say('Password'), el('input', { name: 'password', type: 'password', required: true })),
        notice(),
        el('button', { class: 'go', type: 'submit' }, say('Sign in')),
      ),
    );

  const notice = () => state.error !== '' && el('p', { class: 'error', role: 'alert' }, state.error);

  const header = () =>
    el(
      'header',
      { class: 'top' },
      el('strong', {}, 'Organization portal'),
      el('nav', {}, ...view.kinds.map(kindLink)),
      el('span', { class: 'who' }, state.user?._caption ?? ''),
      button(say('Sign out'), actions.signOut),
    );

  const kindLink = ({ slug, title }) => link(say(title), `/${slug}`, () => actions.list(slug));

  const button = (text, onclick, kind = '') =>
    el('button', { type: 'button', class: kind, onclick: () => onclick() }, text);

  const link = (text, href, go) =>
    el(
      'a',
      {
        href,
        onclick: (event) => {
          event.preventDefault();
          go();
        },
      },
      text,
    );

  const value = (field) => {
    if (field.fileId) return button(field.text, () => actions.openFile(field.fileId), 'link');
    return field.text === '' ? '—' : field.text;
  };

  const rows = (fields) =>
    el(
      'dl',
      {},
      ...fields.map((field) =>
        el('div', {}, el('dt', {}, field.label), el('dd', {}, el('bdi', {}, value(field)))),
      ),
    );

  const listPage = () => [
    el(
      'section',
      { class: 'list' },
      el('h1', {}, `${say(state.kind.title)} (${state.total})`),
      el(
        'form',
        {
          class: 'search',
          role: 'search',
          onsubmit: (event) => {
            event.preventDefault();
            void actions.search(new FormData(event.currentTarget).get('query'));
          },
        },
        el('input', { name: 'query', type: 'search', value: state.query, 'aria-label': say('Search') }),
        el('button', { type: 'submit' }, say('Search')),
        addButton(),
      ),
      notice(),
      el(
        'table',
        {},
        el('thead', {}, el('tr', {}, ...['Name', ...view.headings()].map((text) => el('th', {}, say(text))))),
        el('tbody', {}, ...state.rows.map(listRow)),
      ),
    ),
    state.record && previewPane(),
  ];

  const addButton = () => {
    const { add } = parts.list();
    return add && button(add.text, add.go);
  };

  const listRow = (row) =>
    el(
      'tr',
      {
        'aria-selected': String(state.record?._id === row._id),
        onclick: () => actions.preview(row._id),
      },
      // The row listens; the button is there for the keyboard.
      el('td', {}, el('button', { type: 'button', class: 'link' }, el('bdi', {}, row._caption))),
      ...view.cells(row).map((text) => el('td', {}, text)),
    );

  const previewPane = () =>
    el(
      'aside',
      { class: 'preview', 'aria-label': 'Preview' },
      el('h2', { dir: 'auto' }, state.record._caption),
      el(
        'p',
        { class: 'buttons' },
        button(say('Expand'), () => actions.expand(state.record._id), 'go'),
        button(say('Edit Details'), () => actions.edit(state.record._id)),
      ),
      rows(view.fields()),
    );

  const tab = (name) =>
    el(
      'button',
      {
        type: 'button',
        role: 'tab',
        'aria-selected': String(state.tab === name),
        onclick: () => actions.tab(name),
      },
      say(name),
    );

  const recordPage = () =>
    el(
      'section',
      { class: 'record' },
      el('p', { class: 'crumbs' }, kindLink(state.kind)),
      state.record &&
        el(
          'div',
          { class: 'title' },
          el('h1', { dir: 'auto' }, state.record._caption),
          button(say('Edit Details'), () => actions.edit(state.record._id), 'go'),
        ),
      notice(),
      el('div', { role: 'tablist' }, tab('General'), tab('Sessions')),
      state.tab === 'General'
        ? el('div', { class: 'groups' }, ...grouped(view.fields()).map(group))
        : el('p', { class: 'card' }, say('No sessions yet.')),
    );

  const group = ([name, fields]) => el('section', { class: 'card' }, el('h2', {}, name), rows(fields));

  const page = () => {
    if (pages[state.view]) return [pages[state.view]()];
    if (state.view === 'list') return listPage();
    return state.view === 'record' ? [recordPage()] : [editForm(view, notice)];
  };

  return {
    draw() {
      const outside = view.outside?.(state.view);
      const content =
        state.view === 'login'
          ? [loginPage()]
          : [
              outside !== 'head' && header(),
              outside !== 'body' && el('main', { class: state.view }, ...page()),
            ].filter(Boolean);
      // What a person is typing stays where it is while the portal is only busy.
      if (state.busy && root.contains(document.activeElement?.closest('form') ?? null)) return;
      root.replaceChildren(...content);
    },
  };
}
