import { createApi } from './api.js';
import { changeOf, fieldsOf } from './fields.js';
import { kindsOf } from './kinds.js';
import { mountOpaque } from './opaque.js';
import { mountPlain } from './plain.js';
import { opaqueRoutes, plainRoutes } from './routes.js';
import { createSession } from './session.js';
import { speaker } from './words.js';

const config = await (await fetch('/config.json')).json();
const opaque = config.skin === 'opaque';
const kinds = kindsOf(config);

const state = {
  view: 'login',
  /** The kind of the list or the record: one of `view.kinds`. */
  kind: kinds[0],
  user: null,
  query: '',
  rows: [],
  total: 0,
  /** The record in the preview pane or on its page. */
  record: null,
  template: null,
  tab: 'General',
  draft: {},
  busy: false,
  error: '',
};

const session = createSession(config, (what) => {
  if (what === 'ended') show({ view: 'login', user: null, record: null });
  else void api.self();
});
const api = createApi(config, session);
const routes = (opaque ? opaqueRoutes : plainRoutes)((place) => void enter(place));

function show(change) {
  Object.assign(state, change);
  skin.draw();
}

/** Runs what a person asked for; what goes wrong is said on the page. */
async function attempt(work) {
  show({ busy: true, error: '' });
  try {
    await work();
    show({ busy: false });
  } catch (error) {
    show({ busy: false, error: error instanceof Error ? error.message : String(error) });
  }
}

/** @param key as the kind names a record */
async function read(key) {
  const { kind } = state;
  const record = await api.record(kind.path(key));
  if (state.template?.id !== record._template.id) state.template = await api.template(record._template.id);
  show({ record });
  if (opaque) await prefetchNeighbours(kind, record._id);
}

/** What a portal does that wants to be quick at the next click: it reads records nobody asked for. */
async function prefetchNeighbours(kind, id) {
  const at = state.rows.findIndex((row) => row._id === id);
  const neighbours = [state.rows[at - 1], state.rows[at + 1]].filter(Boolean);
  await Promise.all(neighbours.map((row) => api.record(kind.path(kind.key(row)))));
}

async function list() {
  const { data, metadata } = await api.list(state.kind.list, state.query);
  show({ rows: data, total: metadata.page.totalResults });
}

async function enter({ view, kind: slug, id }) {
  if (!session.current()) return show({ view: 'login' });
  const kind = kinds.find((one) => one.slug === slug) ?? kinds[0];
  if (kind !== state.kind) Object.assign(state, { kind, rows: [], total: 0, query: '', record: null });
  await attempt(async () => {
    state.user ??= await api.self();
    if (view === 'list') {
      show({ view, record: null });
      return list();
    }
    if (state.rows.length === 0 && opaque) await list();
    if (!state.record || kind.key(state.record) !== id) show({ record: null });
    show({ view, tab: 'General', draft: {} });
    await read(id);
  });
}

/** Every value as it was when the form was opened, whatever has become of the record since. */
function loaded() {
  const known = view.fields().filter(({ readOnly, isFile, raw }) => !readOnly && (isFile || raw !== null));
  return Object.fromEntries(known.map(({ name, fileId, raw }) => [name, fileId ? { id: fileId } : raw]));
}

/** Pages name a record by its own id alone; where it hangs at another one, the portal knows where. */
function keyOf(id) {
  const record = [state.record, ...state.rows].find((one) => one?._id === id);
  return record ? state.kind.key(record) : id;
}

/** A device's status has a path of its own, and some kinds want fields with every change. */
async function change(path, { _status, ...rest }) {
  const { slug } = state.kind;
  const again = { specimens: ['_name'], sessions: ['_startTime', '_state'] }[slug] ?? [];
  const insisted = Object.fromEntries(again.map((name) => [name, state.record[name]]));
  if (_status && slug === 'devices') show({ record: await api.change(`${path}/status`, { data: _status }) });
  else if (_status) rest._status = _status;
  if (Object.keys(rest).length > 0) show({ record: await api.change(path, { ...insisted, ...rest }) });
}

async function save() {
  await attempt(async () => {
    const values = config.formSends === 'all' ? loaded() : {};
    for (const [name, value] of Object.entries(state.draft)) {
      values[name] = value instanceof File ? { id: await api.upload(value) } : value;
    }
    const key = state.kind.key(state.record);
    await change(state.kind.path(key), changeOf(view.fields(), values));
    state.draft = {};
    routes.go({ view: 'record', kind: state.kind.slug, id: key });
  });
}

const actions = {
  async signIn(username, password) {
    await attempt(async () => {
      if (!(await session.signIn(username, password))) throw new Error('Wrong user name or password');
      const place = routes.here();
      routes.go(place.view === 'login' ? { view: 'list', kind: kinds[0].slug } : place);
    });
  },
  async signOut() {
    await session.signOut();
    Object.assign(state, { user: null, record: null, rows: [], query: '', template: null });
    routes.go({ view: 'login' });
  },
  search(query) {
    state.query = query;
    return attempt(list);
  },
  preview: (id) => attempt(() => read(keyOf(id))),
  /** Goes to a kind's list; to that of the present kind where none is named. */
  list: (slug = state.kind.slug) => routes.go({ view: 'list', kind: slug }),
  expand: (id) => routes.go({ view: 'record', kind: state.kind.slug, id: keyOf(id) }),
  edit: (id) => routes.go({ view: 'edit', kind: state.kind.slug, id: keyOf(id) }),
  tab: (tab) => show({ tab }),
  /** A new value in the form: text, a File, or null. */
  enter(name, value) {
    state.draft[name] = value;
  },
  save,
  openFile: (fileId) =>
    attempt(async () => {
      const tab = window.open('', '_blank');
      const { signedUrl } = await api.download(fileId);
      if (tab) tab.location.href = signedUrl;
    }),
};

const headings = {
  _dateOfBirth: 'Date of birth',
  mrn: 'MRN',
  ward: 'Ward',
  _employeeId: 'Employee ID',
  _email: 'Email',
  _timezone: 'Time zone',
  _code: 'Code',
  _id: 'Device ID',
  _name: 'Label',
  _startTime: 'Started',
  _state: 'State',
  _severity: 'Severity',
};

const view = {
  state,
  actions,
  kinds,
  say: speaker(config.language),
  fields: () =>
    state.record && state.template ? fieldsOf(state.template, state.record, config.language) : [],
  date: (text) =>
    new Intl.DateTimeFormat(config.language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(text)),
  /** What a list's columns behind the name are called. */
  headings: () => state.kind.columns.map((name) => headings[name] ?? name),
  /** And what they hold of a record. */
  cells: (row) =>
    state.kind.columns.map((name) => {
      const text = row[name] ?? '';
      return /(Time|OfBirth)$/.test(name) && text !== '' ? view.date(text) : String(text);
    }),
};

document.documentElement.lang = config.language;
document.documentElement.dir = config.language === 'he' ? 'rtl' : 'ltr';
const skin = (opaque ? mountOpaque : mountPlain)(document.getElementById('root'), view);
skin.draw();
void enter(routes.here());
