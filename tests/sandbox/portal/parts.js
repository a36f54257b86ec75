import { grouped } from './fields.js';

const addable = { patients: 'Add patient', specimens: 'Add specimen' };
const usualTabs = ['General', 'Sessions'];

/** What the portal's pages consist of, as data: a skin only says how it looks. */
export function partsOf(view) {
  const { state, actions, kinds, say } = view;
  const act = (text, go, kind = '') => ({ text: say(text), go, kind });

  return {
    shell: () => ({
      brand: 'Organization portal',
      nav: kinds.map((kind) => ({
        ...act(kind.title, () => actions.list(kind.slug)),
        current: kind === state.kind,
      })),
      who: state.user?._caption ?? '',
      signOut: act('Sign out', actions.signOut),
    }),

    login: () => ({
      title: 'Organization portal',
      username: say('User name'),
      password: say('Password'),
      submit: say('Sign in'),
      signIn: actions.signIn,
    }),

    list: () => ({
      title: `${say(state.kind.title)} (${state.total})`,
      query: state.query,
      search: { label: say('Search'), go: actions.search },
      columns: ['Name', ...view.headings()].map(say),
      /** Nothing where the platform takes no new ones from a portal. */
      add: addable[state.kind.slug] && act(addable[state.kind.slug], actions.add),
      rows: state.rows.map((row) => ({
        id: row._id,
        title: row._caption,
        cells: view.cells(row),
        selected: state.record?._id === row._id,
        go: () => actions.preview(row._id),
      })),
    }),

    /** The record at hand: null until it is there. */
    record: (record = state.record) =>
      record && {
        id: record._id,
        title: record._caption,
        expand: act('Expand', () => actions.expand(record._id), 'go'),
        edit: act('Edit Details', () => actions.edit(record._id), state.view === 'record' ? 'go' : ''),
        groups: grouped(view.fields(record)).map(([name, fields]) => ({
          name: say(name),
          fields: fields.map((field) => ({
            ...field,
            text: field.text === '' ? '—' : field.text,
            open: field.fileId ? () => actions.openFile(field.fileId) : null,
          })),
        })),
      },

    tabs: (names = usualTabs) =>
      names.map((name) => ({ name, ...act(name, () => actions.tab(name)), selected: state.tab === name })),

    form: () => ({
      title: state.view === 'add' ? say(addable[state.kind.slug]) : (state.record?._caption ?? ''),
      cancel: act('Cancel', actions.cancel),
      save: act('Save Changes', actions.save, 'go'),
    }),
  };
}
