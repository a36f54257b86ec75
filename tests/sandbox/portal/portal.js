import { createApi } from './api.js';
import { createDecoys } from './decoys.js';
import { fieldsOf } from './fields.js';
import { headingOf, kindsOf } from './kinds.js';
import { listenForReload } from './reload.js';
import { createSaving } from './saving.js';
import { speaker } from './words.js';

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * The portal in one window: what it knows, what a person can do in it, and when it is drawn anew.
 * @param skin one of `skins`; `root` is where it draws.
 * @param outside for a frame: what its pages leave to the shell around it.
 */
export function createPortal({
  config,
  createSession,
  skin: { mount, routes: createRoutes, ...habits },
  root,
  outside,
}) {
  const kinds = kindsOf(config);
  const state = {
    view: 'login',
    /** The kind of the list or the record: one of `view.kinds`. */
    kind: kinds[0],
    /** What the address stands for. */
    place: null,
    user: null,
    query: '',
    rows: [],
    total: 0,
    /** The record in the preview pane or on its page. */
    record: null,
    /** Where a page shows several: those as well, the record first. */
    board: [],
    /** The record as it was when its form was opened. */
    opened: null,
    template: null,
    tab: 'General',
    draft: {},
    busy: false,
    error: '',
  };

  const session = createSession((what) => {
    if (what === 'ended') show({ view: 'login', user: null, record: null });
    else void api.self();
  });
  const api = createApi(config, session);
  const decoys = createDecoys(api, state, habits);
  const routes = createRoutes((place) => void enter(place));

  function show(change) {
    Object.assign(state, change);
    skin.draw();
  }

  /**
   * Runs what a person asked for; what goes wrong is said on the page. How much is under way is told to tests in
   * `portalAtWork`: a person sees when a page has settled, and clicks only then.
   */
  async function attempt(work) {
    globalThis.portalAtWork = (globalThis.portalAtWork ?? 0) + 1;
    show({ busy: true, error: '' });
    try {
      await work();
      show({ busy: false });
    } catch (error) {
      show({ busy: false, error: error instanceof Error ? error.message : String(error) });
    } finally {
      globalThis.portalAtWork--;
    }
  }

  const templateOf = async (id) => (state.template?.id === id ? state.template : await api.template(id));

  /** @param key as the kind names a record */
  async function read(key) {
    const { kind } = state;
    const record = await api.record(kind.path(key));
    state.template = await templateOf(record._template.id);
    await pause(habits.slowMs ?? 0);
    // Whoever has gone on meanwhile wants another one.
    if (kind !== state.kind) return;
    show({ record, board: [record] });
    if (habits.board) show({ board: [record, ...(await decoys.company(record, habits.board - 1))] });
    await decoys.around(record);
  }

  async function list() {
    const { data, metadata } = await api.list(state.kind.list, state.query);
    show({ rows: data, total: metadata.page.totalResults });
    void decoys.rows();
  }

  async function enter({ view, kind: slug, id }) {
    if (!session.current()) return show({ view: 'login' });
    const kind = kinds.find((one) => one.slug === slug) ?? kinds[0];
    if (kind !== state.kind) Object.assign(state, { kind, rows: [], total: 0, query: '', record: null });
    state.place = { view, kind: kind.slug, ...(id && { id }) };
    await attempt(async () => {
      state.user ??= await api.self();
      if (view === 'list') {
        show({ view, record: null });
        return list();
      }
      if (habits.readsElsewhere) return show({ view, record: null });
      if (view === 'add') return startAdding();
      if (state.rows.length === 0 && habits.listed) await list();
      // The address has gone on; the page takes a moment longer.
      await pause(habits.lingerMs ?? 0);
      if (!state.record || kind.key(state.record) !== id) show({ record: null, board: [] });
      show({ view, tab: 'General', draft: {} });
      await read(id);
      state.opened = state.record;
    });
  }

  async function startAdding() {
    state.query = '';
    if (state.rows.length === 0) await list();
    const [example] = state.rows;
    if (example) state.template = await templateOf(example._template.id);
    show({
      view: 'add',
      record: null,
      opened: null,
      board: [],
      draft: {},
    });
  }

  /** Pages name a record by its own id alone; where it hangs at another one, the portal knows where. */
  function keyOf(id) {
    const record = [state.record, ...state.board, ...state.rows].find((one) => one?._id === id);
    return record ? state.kind.key(record) : id;
  }
  const go = (view, id) => routes.go({ view, kind: state.kind.slug, ...(id && { id: keyOf(id) }) });

  const view = {
    state,
    kinds,
    outside,
    say: speaker(config.language),
    /** The attributes of a record with their values; of one that is still to be added, without. */
    fields: (record = state.record ?? (state.view === 'add' ? {} : null)) =>
      record && state.template ? fieldsOf(state.template, record, config.language) : [],
    date: (text) =>
      new Intl.DateTimeFormat(config.language, { dateStyle: 'medium', timeZone: 'UTC' }).format(
        new Date(text),
      ),
    /** What a list's columns behind the name are called. */
    headings: () => state.kind.columns.map(headingOf),
    /** And what they hold of a record. */
    cells: (row) =>
      state.kind.columns.map((name) => {
        const text = row[name] ?? '';
        return /(Time|OfBirth)$/.test(name) && text !== '' ? view.date(text) : String(text);
      }),
  };
  const saving = createSaving({ api, state, config, show, fields: view.fields });

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
    hover: (id) => void decoys.hovered(id),
    /** Goes to a kind's list; to that of the present kind where none is named. */
    list: (slug = state.kind.slug) => routes.go({ view: 'list', kind: slug }),
    expand: (id) => go('record', id),
    edit: (id) => go('edit', id),
    add: () => go('add'),
    cancel: () => (state.view === 'add' ? go('list') : go('record', state.record._id)),
    tab: (tab) => show({ tab }),
    /** A new value in the form: text, a File, or null. */
    enter(name, value) {
      state.draft[name] = value;
    },
    save: () => attempt(async () => routes.go(await saving.save())),
    openFile: (fileId) =>
      attempt(async () => {
        const tab = window.open('', '_blank');
        const { signedUrl } = await api.download(fileId);
        if (tab) tab.location.href = signedUrl;
      }),
  };
  view.actions = actions;

  listenForReload(config, () => {
    if (state.record && ['list', 'record'].includes(state.view))
      void attempt(() => read(keyOf(state.record._id)));
  });
  const skin = mount(root, view, { config, session, go: (place) => routes.go(place) });
  return { view, start: () => enter(routes.here()), enter, draw: skin.draw };
}
