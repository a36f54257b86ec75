import { createApi } from './api.js';
import { fieldsOf } from './fields.js';
import { mountOpaque } from './opaque.js';
import { mountPlain } from './plain.js';
import { opaqueRoutes, plainRoutes } from './routes.js';
import { createSession } from './session.js';
import { speaker } from './words.js';

const config = await (await fetch('/config.json')).json();
const opaque = config.skin === 'opaque';

const state = {
  view: 'login',
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

async function read(id) {
  const record = await api.patient(id);
  state.template ??= await api.template(record._template.id);
  show({ record });
  if (opaque) await prefetchNeighbours(id);
}

/** What a portal does that wants to be quick at the next click: it reads records nobody asked for. */
async function prefetchNeighbours(id) {
  const at = state.rows.findIndex((row) => row._id === id);
  const neighbours = [state.rows[at - 1], state.rows[at + 1]].filter(Boolean);
  await Promise.all(neighbours.map((row) => api.patient(row._id)));
}

async function list() {
  const { data, metadata } = await api.list(state.query);
  show({ rows: data, total: metadata.page.totalResults });
}

async function enter({ view, id }) {
  if (!session.current()) return show({ view: 'login' });
  await attempt(async () => {
    state.user ??= await api.self();
    if (view === 'list') {
      show({ view, record: null });
      return list();
    }
    if (state.rows.length === 0 && opaque) await list();
    if (state.record?._id !== id) show({ record: null });
    show({ view, tab: 'General', draft: {} });
    await read(id);
  });
}

/** Every value as it was when the form was opened, whatever has become of the record since. */
function loaded() {
  const known = view.fields().filter(({ readOnly, isFile, raw }) => !readOnly && (isFile || raw !== null));
  return Object.fromEntries(known.map(({ name, fileId, raw }) => [name, fileId ? { id: fileId } : raw]));
}

async function save() {
  await attempt(async () => {
    const change = config.formSends === 'all' ? loaded() : {};
    for (const [name, value] of Object.entries(state.draft)) {
      change[name] = value instanceof File ? { id: await api.upload(value) } : value;
    }
    if (Object.keys(change).length > 0) show({ record: await api.change(state.record._id, change) });
    state.draft = {};
    routes.go({ view: 'record', id: state.record._id });
  });
}

const actions = {
  async signIn(username, password) {
    await attempt(async () => {
      if (!(await session.signIn(username, password))) throw new Error('Wrong user name or password');
      const place = routes.here();
      routes.go(place.view === 'login' ? { view: 'list' } : place);
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
  preview: (id) => attempt(() => read(id)),
  list: () => routes.go({ view: 'list' }),
  expand: (id) => routes.go({ view: 'record', id }),
  edit: (id) => routes.go({ view: 'edit', id }),
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

const view = {
  state,
  actions,
  say: speaker(config.language),
  fields: () =>
    state.record && state.template ? fieldsOf(state.template, state.record, config.language) : [],
  date: (text) =>
    new Intl.DateTimeFormat(config.language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(text)),
};

document.documentElement.lang = config.language;
document.documentElement.dir = config.language === 'he' ? 'rtl' : 'ltr';
const skin = (opaque ? mountOpaque : mountPlain)(document.getElementById('root'), view);
skin.draw();
void enter(routes.here());
