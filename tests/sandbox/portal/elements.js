import { controlsOf } from './controls.js';
import { el } from './dom.js';
import { drawn } from './drawing.js';
import { partsOf } from './parts.js';
import { rootOf, shadowElements } from './shadow.js';

const names = ['app', 'bar', 'page', 'card', 'field', 'title', 'button', 'row', 'tabs', 'input'].map(
  (name) => `bp-${name}`,
);

/** The portal in custom elements: every part in a shadow root inside another, values slotted into them. */
export const mountElements = (mode) => (root, view) => {
  const { state, say } = view;
  const parts = partsOf(view);
  const make = shadowElements(mode, '/assets/elements.css', names);
  const slot = (name) => el('slot', name ? { name } : {});

  const button = ({ text, go, kind = '' }, properties = {}) =>
    make('bp-button', { class: kind }, [
      el('button', { type: 'button', class: kind, onclick: go, ...properties }, text),
    ]);

  const title = (text, level) =>
    make('bp-title', {}, [el(level, { dir: 'auto' }, slot())], el('span', {}, text));

  const notice = () => state.error !== '' && el('p', { class: 'error', role: 'alert' }, state.error);

  const card = (name, ...content) =>
    make(
      'bp-card',
      {},
      [name && el('h2', {}, name), el('div', { class: 'content' }, slot())],
      ...content.flat().filter(Boolean),
    );

  /** A field one types into: Enter does what the form is there for. */
  const input = (label, control, enter, mandatory) => {
    if (enter) control.addEventListener('keydown', (event) => event.key === 'Enter' && enter());
    return make('bp-input', {}, [
      el(
        'span',
        { class: 'label' },
        label,
        mandatory && el('span', { class: 'star', 'aria-hidden': 'true' }, ' *'),
      ),
      control,
    ]);
  };

  const login = () => {
    const { title: heading, username, password, submit, signIn } = parts.login();
    const [name, secret] = [
      el('input', { name: 'username', 'aria-label': username }),
      el('input', { name: 'password', type: 'password', 'aria-label': password }),
    ];
    const go = () => void signIn(name.value, secret.value);
    return make('bp-page', { class: 'login' }, [
      card(
        null,
        title(heading, 'h1'),
        input(username, name, go),
        input(password, secret, go),
        notice(),
        button({ text: submit, go, kind: 'go' }),
      ),
    ]);
  };

  const bar = () => {
    const { brand, nav, who, signOut } = parts.shell();
    return make(
      'bp-bar',
      {},
      [
        el(
          'header',
          {},
          el('strong', {}, brand),
          el('nav', {}, ...nav.map((one) => button({ ...one, kind: 'plain' }))),
          el('span', { class: 'who' }, who),
          slot(),
        ),
      ],
      button(signOut),
    );
  };

  const list = () => {
    const { title: heading, query, search, columns, rows, add } = parts.list();
    const field = el('input', { type: 'search', value: query, 'aria-label': search.label });
    const go = () => void search.go(field.value);
    return [
      el(
        'div',
        { class: 'main' },
        title(heading, 'h1'),
        el(
          'div',
          { class: 'search' },
          input('', field, go),
          button({ text: search.label, go }),
          add && button(add),
        ),
        notice(),
        el(
          'div',
          { class: 'rows' },
          el('div', { class: 'columns' }, ...columns.map((text) => el('span', {}, text))),
          ...rows.map(row),
        ),
      ),
      pane(),
    ];
  };

  const row = ({ title: text, cells, selected, go }) =>
    make(
      'bp-row',
      { class: selected ? 'chosen' : '', onclick: go },
      // The line listens; the button is there for the keyboard.
      [
        el('button', { type: 'button', class: 'link' }, el('bdi', {}, text)),
        ...cells.map((_, index) => slot(`cell-${index}`)),
      ],
      ...cells.map((cell, index) => el('span', { slot: `cell-${index}` }, cell)),
    );

  const field = ({ label, text, open }) =>
    make(
      'bp-field',
      {},
      [el('span', { class: 'label' }, el('span', {}, label), ':'), el('span', { class: 'value' }, slot())],
      open ? button({ text, go: open, kind: 'link' }) : el('bdi', {}, text),
    );

  const group = ({ name, fields }) => card(name, fields.map(field));

  const pane = () => {
    const record = parts.record();
    return (
      record &&
      el(
        'aside',
        {},
        title(record.title, 'h2'),
        el('p', { class: 'buttons' }, button(record.expand), button(record.edit)),
        ...record.groups.map(group),
      )
    );
  };

  const record = () => {
    const one = parts.record();
    return [
      el(
        'div',
        { class: 'main' },
        el('div', { class: 'top' }, one && title(one.title, 'h1'), one && button(one.edit)),
        notice(),
        make('bp-tabs', {}, [
          el(
            'div',
            { role: 'tablist' },
            ...parts
              .tabs()
              .map(({ text, go, selected }) =>
                el(
                  'button',
                  { type: 'button', role: 'tab', 'aria-selected': String(selected), onclick: go },
                  text,
                ),
              ),
          ),
        ]),
        el(
          'div',
          { class: 'groups' },
          ...(state.tab === 'General'
            ? (one?.groups ?? []).map(group)
            : [card(null, say('No sessions yet.'))]),
        ),
      ),
    ];
  };

  const form = () => {
    const { title: heading, cancel, save } = parts.form();
    const line = ({ label, mandatory, control, isFile, now, remove, choose }) => {
      if (!isFile) return input(label, control, control.localName === 'input' ? save.go : null, mandatory);
      control.hidden = true;
      return make(
        'bp-input',
        {},
        [
          el('span', { class: 'label' }, label, mandatory && el('span', { class: 'star' }, ' *')),
          el('span', { class: 'buttons' }, slot(), control, button(choose), remove && button(remove)),
        ],
        now,
      );
    };
    return [
      el(
        'div',
        { class: 'main form' },
        card(
          null,
          title(heading, 'h1'),
          notice(),
          controlsOf(view).map(line),
          el('p', { class: 'buttons' }, button(cancel), button(save)),
        ),
      ),
    ];
  };

  const app = make('bp-app', {}, []);
  root.replaceChildren(app);
  const pages = { list, record, edit: form, add: form };
  const page = () =>
    state.view === 'login'
      ? [login()]
      : [bar(), make('bp-page', { class: state.view }, [...[pages[state.view]()].flat().filter(Boolean)])];
  return drawn(rootOf(app), view, page, rootOf);
};
