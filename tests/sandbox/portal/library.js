import { controlsOf } from './controls.js';
import { el } from './dom.js';
import { drawn } from './drawing.js';
import { partsOf } from './parts.js';

/** Attributes shown on a tab of their own: in the page all the time, and hidden until the tab is chosen. */
const isDocument = (field) => field.type === 'FILE';

/** Class names as a library's compiler makes them. */
const css = (name) => `Cx-root css-${name}`;

/** Boxes in boxes, as component libraries leave them. */
const box = (name, ...children) =>
  el('div', { class: css(name) }, el('div', { class: 'css-1ofqig9' }, el('div', {}, ...children)));

const button = ({ text, go, kind = '' }, properties = {}) =>
  el(
    'button',
    {
      type: 'button',
      class: css({ go: '15kq2p7', link: 'a8bn0x' }[kind] ?? '1rwt2y5'),
      onclick: go,
      ...properties,
    },
    el('span', { class: 'css-18lrjg1' }, text),
    el('span', { class: 'css-w0pj6f', 'aria-hidden': 'true' }),
  );

/** A label with its colon and asterisk beside it, each an element of its own. */
const label = (text, mandatory) =>
  el(
    'div',
    { class: css('1ss58g') },
    el('span', { class: 'css-ypf0ic' }, text),
    el('span', { class: 'css-q8hpuo' }, ':'),
    mandatory && el('span', { class: 'css-wgai2y', 'aria-hidden': 'true' }, '*'),
  );

const floating = (text, control, mandatory = false) =>
  box(
    '1u3bzj6',
    label(text, mandatory),
    el('div', { class: css('1bn53lx') }, control),
    el('fieldset', { class: 'css-igs3ac', 'aria-hidden': 'true' }),
  );

/** The portal as a library of components builds it: divs in divs, cards in a grid, labels that are nobody's. */
export function mountLibrary(root, view) {
  const { state, say } = view;
  const parts = partsOf(view);

  const notice = () =>
    state.error !== '' && el('div', { class: css('j0jgpp'), role: 'alert' }, el('div', {}, state.error));

  const login = () => {
    const { title, username, password, submit, signIn } = parts.login();
    const field = (name, text, type) =>
      floating(text, el('input', { name, type, 'aria-label': text, required: true }));
    const onsubmit = (event) => {
      event.preventDefault();
      const form = new FormData(event.currentTarget);
      void signIn(form.get('username'), form.get('password'));
    };
    return el(
      'div',
      { class: css('1sh91j5') },
      el(
        'form',
        { class: css('s18byi'), onsubmit },
        el('div', { class: css('1qsxih2'), role: 'heading', 'aria-level': '1' }, title),
        field('username', username, 'text'),
        field('password', password, 'password'),
        notice(),
        el('button', { class: css('15kq2p7'), type: 'submit' }, el('span', {}, submit)),
      ),
    );
  };

  const bar = () => {
    const { brand, nav, who, signOut } = parts.shell();
    return el(
      'div',
      { class: css('hip9hq'), role: 'banner' },
      el('div', { class: 'css-1i6a2c9' }, brand),
      el(
        'div',
        { class: 'css-70qvj9', role: 'navigation' },
        ...nav.map((one) => button(one, { 'aria-current': one.current ? 'page' : null })),
      ),
      el('div', { class: 'css-i9gxme' }, el('span', {}, who)),
      button(signOut),
    );
  };

  const row = ({ title, cells, selected, go }) =>
    el(
      'div',
      {
        class: css(selected ? '1q1u3t4' : 'm7f38x'),
        role: 'row',
        'aria-selected': String(selected),
        onclick: go,
      },
      // The line listens; the button is there for the keyboard.
      el(
        'div',
        { class: 'css-1ex1afd', role: 'gridcell' },
        el('button', { type: 'button', class: css('a8bn0x') }, el('bdi', {}, title)),
      ),
      ...cells.map((text) => el('div', { class: 'css-1ex1afd', role: 'gridcell' }, el('span', {}, text))),
    );

  const list = () => {
    const { title, query, search, columns, rows, add } = parts.list();
    const onsubmit = (event) => {
      event.preventDefault();
      void search.go(new FormData(event.currentTarget).get('query'));
    };
    return [
      el(
        'div',
        { class: css('1vd824g') },
        el('div', { class: css('1qsxih2'), role: 'heading', 'aria-level': '1' }, title),
        el(
          'form',
          { class: css('1h4n2zk'), role: 'search', onsubmit },
          floating(
            search.label,
            el('input', { name: 'query', type: 'search', value: query, 'aria-label': search.label }),
          ),
          el('button', { type: 'submit', class: css('1rwt2y5') }, el('span', {}, search.label)),
          add && button(add),
        ),
        notice(),
        el(
          'div',
          { class: css('1f2xuhi'), role: 'grid', 'aria-label': say('Patients') },
          el(
            'div',
            { class: css('tylnbh'), role: 'row' },
            ...columns.map((text) => el('div', { class: 'css-1ex1afd', role: 'columnheader' }, text)),
          ),
          ...rows.map(row),
        ),
      ),
      pane(),
    ];
  };

  const field = ({ label: text, text: value, open, mandatory }) =>
    box(
      '9ijht2',
      label(text, mandatory),
      el(
        'div',
        { class: css('1v7f65g') },
        el('bdi', {}, open ? button({ text: value, go: open, kind: 'link' }) : value),
      ),
    );

  const group = ({ name, fields }) =>
    fields.length > 0 &&
    box(
      '1w3fpd7',
      el('div', { class: css('1rd3i02') }, name),
      el('div', { class: css('isbt42') }, ...fields.map(field)),
    );

  const pane = () => {
    const record = parts.record();
    return (
      record &&
      el(
        'div',
        { class: css('3zwcjf'), role: 'complementary' },
        el('div', { class: css('mhc70k'), dir: 'auto' }, record.title),
        el('div', { class: css('70qvj9') }, button(record.expand), button(record.edit)),
        ...record.groups.map(group),
      )
    );
  };

  const record = () => {
    const one = parts.record();
    const tabs = parts.tabs(['General', 'Documents', 'Sessions']);
    const groups = (keep) =>
      (one?.groups ?? []).map(({ name, fields }) => group({ name, fields: fields.filter(keep) }));
    const panels = {
      General: groups((one) => !isDocument(one)),
      Documents: groups(isDocument),
      Sessions: [el('div', { class: css('1w3fpd7') }, say('No sessions yet.'))],
    };
    return [
      el(
        'div',
        { class: css('1vd824g') },
        el(
          'div',
          { class: css('1gzwvpe') },
          el(
            'div',
            { class: css('1qsxih2'), role: 'heading', 'aria-level': '1', dir: 'auto' },
            one?.title ?? '',
          ),
          one && button(one.edit),
        ),
        notice(),
        el(
          'div',
          { class: css('orq8zk'), role: 'tablist' },
          ...tabs.map((tab) => button(tab, { role: 'tab', 'aria-selected': String(tab.selected) })),
        ),
        ...tabs.map(({ name, selected }) =>
          el(
            'div',
            { class: css('13o7eu2'), role: 'tabpanel', hidden: !selected },
            el('div', { class: css('isbt42x') }, ...panels[name]),
          ),
        ),
      ),
    ];
  };

  const form = () => {
    const { title, cancel, save } = parts.form();
    const line = ({ label: text, mandatory, control, isFile, now, remove, choose }) => {
      if (!isFile) return floating(text, control, mandatory);
      // The browser's own field is hidden behind a button that looks like the others.
      control.className = 'css-1ijm6zb';
      control.tabIndex = -1;
      return box(
        '9ijht2',
        label(text, mandatory),
        el('div', { class: css('70qvj9') }, now, control, button(choose), remove && button(remove)),
      );
    };
    const onsubmit = (event) => {
      event.preventDefault();
      void save.go();
    };
    return [
      el(
        'form',
        { class: css('1w3fpd8'), onsubmit },
        el('div', { class: css('1qsxih2'), role: 'heading', 'aria-level': '1', dir: 'auto' }, title),
        notice(),
        el('div', { class: css('isbt42') }, ...controlsOf(view).map(line)),
        el(
          'div',
          { class: css('70qvj9') },
          button(cancel),
          el('button', { type: 'submit', class: css('15kq2p7') }, el('span', {}, save.text)),
        ),
      ),
    ];
  };

  const pages = { list, record, edit: form, add: form };
  return drawn(root, view, () =>
    state.view === 'login'
      ? [login()]
      : [
          bar(),
          el(
            'div',
            { class: css(state.view === 'list' ? '1oqqzyl' : '1qm1lh') },
            ...[pages[state.view]()].flat().filter(Boolean),
          ),
        ],
  );
}
