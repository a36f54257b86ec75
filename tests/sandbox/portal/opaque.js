import { grouped } from './fields.js';
import { opaqueForm } from './opaque-form.js';
import { c, html, raw } from './opaque-html.js';
import { partsOf } from './parts.js';

/** How often the page is drawn anew, changed or not. */
const everyMs = 300;

const policy = globalThis.trustedTypes?.createPolicy('portal', { createHTML: (text) => text });

/** The portal as component libraries leave it: no ids, generated class names, a page that never stands still. */
export function mountOpaque(root, view) {
  const { state, actions, say } = view;
  let acts = [];
  let drawn = '';
  let still = false;

  /** Marks an element as the one that does this; the number is all the page shows of it. */
  const on = (act) => raw(`data-k="${acts.push(act) - 1}"`);

  const button = (text, act, kind = c.button) =>
    html`<div class="${kind}" role="button" tabindex="0" ${on(act)}>${text}</div>`;

  const login = () => {
    const typed = (name) => (event) => actions.enter(name, event.target.value);
    return html`<div class="${c.centre}"><div class="${c.panel}"><div class="${c.head}">Organization portal</div>
      <div class="${c.row}"><div class="${c.label}">${say('User name')}:</div><input class="${c.input}" name="username" value="${state.draft.username ?? ''}" ${on(typed('username'))}></div>
      <div class="${c.row}"><div class="${c.label}">${say('Password')}:</div><input class="${c.input}" name="password" type="password" value="${state.draft.password ?? ''}" ${on(typed('password'))}></div>
      ${notice()}${button(say('Sign in'), signIn, c.go)}</div></div>`;
  };

  const signIn = () => {
    const { username = '', password = '' } = state.draft;
    state.draft = {};
    void actions.signIn(username, password);
  };

  const notice = () =>
    state.error === '' ? '' : html`<div class="${c.error}" role="alert">${state.error}</div>`;

  const bar = () => html`<div class="${c.bar}"><div class="${c.brand}">Organization portal</div>
    ${view.kinds.map(({ slug, title }) => button(say(title), () => actions.list(slug), c.quiet))}<div class="${c.grow}"></div><div>${state.user?._caption ?? ''}</div>
    ${button(say('Sign out'), actions.signOut, c.quiet)}</div>`;

  const row = (field) => html`<div class="${c.row}"><div class="${c.label}"><div>${field.label}:</div></div>
    <div class="${c.value}"><bdi>${
      field.fileId ? button(field.text, () => actions.openFile(field.fileId), c.link) : field.text || '—'
    }</bdi></div></div>`;

  const rows = () =>
    grouped(view.fields()).map(
      ([name, fields]) =>
        html`<div class="${c.panel}"><div class="${c.sub}">${name}</div>${fields.map(row)}</div>`,
    );

  const list = () => html`<div class="${c.split}"><div class="${c.panel}">
    <div class="${c.head}">${say(state.kind.title)} (${state.total})</div>
    <div class="${c.row}"><input class="${c.input}" type="search" aria-label="${say('Search')}" value="${state.query}" ${on(
      (event) => {
        state.query = event.target.value;
      },
    )}>${button(say('Search'), () => actions.search(state.query))}${addButton()}</div>${notice()}
    <div class="${c.table}">${state.rows.map(
      (
        one,
      ) => html`<div class="${state.record?._id === one._id ? c.lineOn : c.line}" ${on(() => actions.preview(one._id))}>
        <div class="${c.cell}" role="button" tabindex="0"><bdi>${one._caption}</bdi></div>${view.cells(one).map((text) => html`<div class="${c.cell}">${text}</div>`)}</div>`,
    )}</div></div>${state.record ? preview() : ''}</div>`;

  const addButton = () => {
    const { add } = partsOf(view).list();
    return add ? button(add.text, add.go) : '';
  };

  const preview =
    () => html`<div class="${c.side}"><div class="${c.panel}"><div class="${c.head}" dir="auto">${state.record._caption}</div>
    <div class="${c.row}">${button(say('Expand'), () => actions.expand(state.record._id), c.go)}
    ${button(say('Edit Details'), () => actions.edit(state.record._id))}</div></div>${rows()}</div>`;

  const record =
    () => html`<div class="${c.bar2}"><div class="${c.head}" dir="auto">${state.record?._caption ?? ''}</div>
    <div class="${c.grow}"></div>${button(say('Edit Details'), () => actions.edit(state.record?._id), c.go)}</div>${notice()}
    <div class="${c.tabs}">${['General', 'Sessions'].map((name) =>
      button(say(name), () => actions.tab(name), state.tab === name ? c.tabOn : c.tab),
    )}</div><div class="${c.columns}">${state.tab === 'General' ? rows() : html`<div class="${c.panel}">${say('No sessions yet.')}</div>`}</div>`;

  const page = () => {
    if (state.view === 'login') return login();
    const form = () => opaqueForm(view, { on, button, notice });
    const pages = { list, record, edit: form, add: form };
    return html`${bar()}<div class="${c.page}">${pages[state.view]()}</div>`;
  };

  const draw = () => {
    // On another page the same number is another thing.
    const focus = drawn === state.view ? document.activeElement?.dataset?.k : undefined;
    drawn = state.view;
    const { selectionStart, selectionEnd } = document.activeElement ?? {};
    acts = [];
    const text = String(page());
    root.innerHTML = policy ? policy.createHTML(text) : text;
    const again = focus === undefined ? null : root.querySelector(`[data-k="${focus}"]`);
    again?.focus();
    if (again && typeof selectionStart === 'number') again.setSelectionRange(selectionStart, selectionEnd);
  };

  const actOf = (event) => acts[event.target.closest?.('[data-k]')?.dataset.k];

  root.addEventListener('click', (event) => {
    if (event.target.type === 'file') still = true;
    if (event.target.tagName !== 'INPUT' && event.target.tagName !== 'TEXTAREA') actOf(event)?.(event);
  });
  root.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.target.tagName === 'TEXTAREA') return;
    if (event.target.tagName !== 'INPUT') actOf(event)?.(event);
    else if (state.view === 'login') signIn();
    else if (state.view === 'list') void actions.search(state.query);
  });
  root.addEventListener('input', (event) => actOf(event)?.(event));
  // A click needs its element to last from press to release, and a file chooser to its choice.
  root.addEventListener('pointerdown', () => {
    still = true;
  });
  addEventListener('pointerup', () =>
    setTimeout(() => {
      still = document.activeElement?.type === 'file';
    }),
  );
  for (const ended of ['change', 'cancel'])
    root.addEventListener(ended, () => {
      still = false;
    });

  setInterval(() => {
    if (!still) draw();
  }, everyMs);
  return { draw };
}
