import { changeOf } from './fields.js';

// A file chosen in a frame is of another window's class.
const isFile = (value) => Object.prototype.toString.call(value) === '[object File]';

/** What the forms do: upload what is new, then change the record or add one. */
export function createSaving({ api, state, config, show, fields }) {
  /** A device's status has a path of its own, and some kinds want fields with every change. */
  async function change(path, { _status, ...rest }) {
    const { slug } = state.kind;
    const again = { specimens: ['_name'], sessions: ['_startTime', '_state'] }[slug] ?? [];
    const insisted = Object.fromEntries(again.map((name) => [name, state.record[name]]));
    if (_status && slug === 'devices')
      show({ record: await api.change(`${path}/status`, { data: _status }) });
    else if (_status) rest._status = _status;
    if (Object.keys(rest).length > 0) show({ record: await api.change(path, { ...insisted, ...rest }) });
  }

  /** What every field held when the form was opened: a form that knows no better sends it all again. */
  const unchanged = () =>
    fields(state.opened)
      .filter(({ readOnly, isFile: file, raw }) => !readOnly && (file || raw !== null))
      .map(({ name, isFile: file, raw }) => [name, file && raw ? { id: raw.id } : raw]);

  async function values() {
    const entered = await Promise.all(
      Object.entries(state.draft).map(async ([name, value]) => [
        name,
        isFile(value) ? { id: await api.upload(value) } : value,
      ]),
    );
    const all = config.formSends === 'all' && state.opened ? unchanged() : [];
    return Object.fromEntries([...all, ...entered]);
  }

  async function add() {
    const { id } = state.template;
    const body = changeOf(fields(), await values());
    return api.add(state.kind.list, {
      ...body,
      _templateId: id,
      _ownerOrganization: { id: state.user._ownerOrganization.id },
    });
  }

  return {
    /** Answers the place to go to. */
    async save() {
      if (state.view === 'add') show({ record: await add() });
      else await change(state.kind.path(state.kind.key(state.record)), changeOf(fields(), await values()));
      state.draft = {};
      return { view: 'record', kind: state.kind.slug, id: state.kind.key(state.record) };
    },
  };
}
