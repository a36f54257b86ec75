import { controlsOf } from './controls.js';
import { el } from './dom.js';
import { drawn } from './drawing.js';
import { partsOf } from './parts.js';

/** Names as an old program writes them: letters and their accents apart, between marks of direction. */
const person = (name) => `\u2068${name.normalize('NFD')}\u2069\u200f\u200e`;

/** One text in pieces, in one of the ways that servers' templates and editors leave behind. */
function pieces(text, way) {
  const [first, rest] = [text.slice(0, 2), text.slice(2)].map((part) =>
    document.createTextNode(part.normalize('NFD')),
  );
  const between = [[], [document.createComment(' 1.3 ')], [el('wbr')]];
  return way % 4 === 3 ? [el('b', {}, first), rest] : [first, ...between[way % 4], rest];
}

const table = (name, ...rows) => el('table', { class: name, role: 'presentation' }, el('tbody', {}, ...rows));
const tr = (...cells) => el('tr', {}, ...cells);
const td = (name, ...children) => el('td', { class: name }, ...children);

const button = ({ text, go, kind = '' }) =>
  el('input', { type: kind === 'submit' ? 'submit' : 'button', value: text, ...(go && { onclick: go }) });

const link = ({ text, go }, ...content) =>
  el(
    'a',
    {
      href: '#',
      onclick: (event) => {
        event.preventDefault();
        go?.();
      },
    },
    ...(content.length > 0 ? content : [text]),
  );

/** The portal of twenty years ago: tables for everything, no title is a heading, and addresses that only count. */
export function mountTable(root, view) {
  const { state, say } = view;
  const parts = partsOf(view);

  const notice = () => state.error !== '' && el('p', { class: 'bad', role: 'alert' }, state.error);

  const login = () => {
    const { title, username, password, submit, signIn } = parts.login();
    const line = (name, text, type) =>
      tr(td('name', `${text}: `), td('', el('input', { name, type, required: true, 'aria-label': text })));
    const onsubmit = (event) => {
      event.preventDefault();
      const form = new FormData(event.currentTarget);
      void signIn(form.get('username'), form.get('password'));
    };
    return el(
      'form',
      { onsubmit },
      table(
        'login',
        tr(el('td', { colspan: 2, class: 'band' }, title)),
        line('username', username, 'text'),
        line('password', password, 'password'),
        tr(td(''), td('', notice(), button({ text: submit, kind: 'submit' }))),
      ),
    );
  };

  const bar = () => {
    const { brand, nav, who, signOut } = parts.shell();
    return table(
      'band wide',
      tr(
        td('', el('b', {}, brand)),
        ...nav.map((one) => td('', link(one))),
        td('grow', who),
        td('', link(signOut)),
      ),
    );
  };

  const list = () => {
    const { title, query, search, columns, rows, add } = parts.list();
    const onsubmit = (event) => {
      event.preventDefault();
      void search.go(new FormData(event.currentTarget).get('query'));
    };
    return table(
      'wide',
      tr(
        td(
          'top',
          el('p', { class: 'big' }, title),
          el(
            'form',
            { role: 'search', onsubmit },
            el('input', { name: 'query', type: 'search', value: query, 'aria-label': search.label }),
            ' ',
            button({ text: search.label, kind: 'submit' }),
            ' ',
            add && button(add),
          ),
          notice(),
          el(
            'table',
            { class: 'rows wide' },
            el('tbody', {}, tr(...columns.map((text) => el('th', {}, text))), ...rows.map(row)),
          ),
        ),
        pane(),
      ),
    );
  };

  const row = ({ title, cells, selected, go }) =>
    el(
      'tr',
      { class: selected ? 'chosen' : '', onclick: go },
      // The line listens; the link is there for the keyboard.
      td('', link({}, person(title))),
      ...cells.map((text) => td('', text)),
    );

  const value = ({ text, open }) => (open ? link({ text, go: open }) : text);

  /** Name and value in cells side by side, two pairs to a line. */
  const fields = (all, columns) => {
    const cells = all.map((field, index) => [
      td('name', ...pieces(field.label, index), ' :', field.mandatory && el('font', { class: 'bad' }, ' *')),
      td('value', value(field)),
    ]);
    const lines = Array.from({ length: Math.ceil(cells.length / columns) }, (_, line) =>
      tr(...cells.slice(line * columns, (line + 1) * columns).flat()),
    );
    return table('fields wide', ...lines);
  };

  const group =
    (columns) =>
    ({ name, fields: all }) =>
      table('box wide', tr(td('band', name)), tr(td('', fields(all, columns))));

  const pane = () => {
    const record = parts.record();
    return (
      record &&
      td(
        'top side',
        el('p', { class: 'big' }, person(record.title)),
        el('p', {}, button(record.expand), ' ', button(record.edit)),
        ...record.groups.map(group(1)),
      )
    );
  };

  const record = () => {
    const one = parts.record();
    const tabs = parts.tabs();
    return [
      table('wide', tr(td('big', one ? person(one.title) : ''), td('end', one && button(one.edit)))),
      notice(),
      el(
        'table',
        { class: 'tabs', role: 'tablist' },
        el(
          'tbody',
          { role: 'presentation' },
          el(
            'tr',
            { role: 'presentation' },
            ...tabs.map(({ text, go, selected }) =>
              el(
                'td',
                { role: 'presentation' },
                el(
                  'button',
                  { type: 'button', role: 'tab', 'aria-selected': String(selected), onclick: go },
                  text,
                ),
              ),
            ),
          ),
        ),
      ),
      ...(state.tab === 'General'
        ? (one?.groups ?? []).map(group(2))
        : [table('box wide', tr(td('', say('No sessions yet.'))))]),
    ];
  };

  const form = () => {
    const { title, cancel, save } = parts.form();
    const onsubmit = (event) => {
      event.preventDefault();
      void save.go();
    };
    const lines = controlsOf(view)
      // Who adds a record here adds its files later: the form for new ones has no field for them.
      .filter(({ isFile }) => !(isFile && state.view === 'add'))
      .map(({ label, mandatory, control, isFile, now, remove }, index) =>
        tr(
          td('name', ...pieces(label, index), ' :', mandatory && el('font', { class: 'bad' }, ' *')),
          td('value', isFile && el('div', {}, now, ' ', remove && button(remove)), control),
        ),
      );
    return el(
      'form',
      { onsubmit },
      el('p', { class: 'big' }, person(title)),
      notice(),
      table(
        'box fields',
        ...lines,
        tr(td(''), td('', button(cancel), ' ', button({ text: save.text, kind: 'submit' }))),
      ),
    );
  };

  const pages = { list, record, edit: form, add: form };
  return drawn(root, view, () =>
    state.view === 'login'
      ? [login()]
      : [bar(), el('div', { class: 'sheet' }, ...[pages[state.view]()].flat().filter(Boolean))],
  );
}
