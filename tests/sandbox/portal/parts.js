import { grouped } from './fields.js';

const usualTabs = ['General', 'Sessions'];

/** What the portal's pages consist of, as data: a skin only says how it looks. */
export function partsOf(view) {
  const { state, actions, say } = view;
  const act = (text, go, kind = '') => ({ text: say(text), go, kind });
  const record = () => state.record;

  return {
    shell: () => ({
      brand: 'Organization portal',
      nav: [{ ...act('Patients', actions.list), current: state.view === 'list' }],
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
      title: `${say('Patients')} (${state.total})`,
      query: state.query,
      search: { label: say('Search'), go: actions.search },
      columns: ['Name', 'Date of birth', 'MRN', 'Ward'].map(say),
      rows: state.rows.map((row) => ({
        id: row._id,
        title: row._caption,
        cells: [view.date(row._dateOfBirth), row.mrn ?? '', row.ward ?? ''],
        selected: record()?._id === row._id,
        go: () => actions.preview(row._id),
      })),
    }),

    /** The record at hand: null until it is there. */
    record: () =>
      record() && {
        id: record()._id,
        title: record()._caption,
        expand: act('Expand', () => actions.expand(record()._id), 'go'),
        edit: act('Edit Details', () => actions.edit(record()._id), state.view === 'record' ? 'go' : ''),
        groups: grouped(view.fields()).map(([name, fields]) => ({
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
      title: record()?._caption ?? '',
      cancel: act('Cancel', () => actions.expand(record()._id)),
      save: act('Save Changes', actions.save, 'go'),
    }),
  };
}
