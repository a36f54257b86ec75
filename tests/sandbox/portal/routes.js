/** Addresses that tell what they show: `/patients/<id>/edit`; a kind's name stands first. */
export function plainRoutes(entered) {
  const here = () => {
    const [, kind, id, edit] = location.pathname.split('/');
    if (kind === 'login') return { view: 'login' };
    if (!id) return { view: 'list', kind };
    if (id === 'new') return { view: 'add', kind };
    return { view: edit === 'edit' ? 'edit' : 'record', kind, id: decodeURIComponent(id) };
  };
  const pathOf = ({ view, kind, id = '' }) => {
    const one = `/${kind}/${encodeURIComponent(id)}`;
    return { login: '/login', list: `/${kind}`, record: one, edit: `${one}/edit`, add: `/${kind}/new` }[view];
  };
  addEventListener('popstate', () => entered(here()));
  return {
    here,
    go(place) {
      if (pathOf(place) !== location.pathname) history.pushState(null, '', pathOf(place));
      entered(place);
    },
  };
}

/** One path for everything: what is shown stands in the query, beside much else. */
export function queryRoutes(entered) {
  const here = () => {
    const { view = 'list', kind, entity } = Object.fromEntries(new URLSearchParams(location.search));
    return { view, kind, ...(entity && { id: entity }) };
  };
  const queryOf = ({ view, kind = '', id }) =>
    `/app?${new URLSearchParams({ view, kind, ...(id && { entity: id }), tz: 'UTC' })}`;
  addEventListener('popstate', () => entered(here()));
  return {
    here,
    go(place) {
      if (queryOf(place) !== location.pathname + location.search) history.pushState(null, '', queryOf(place));
      entered(place);
    },
  };
}

/** Addresses that tell nothing: a counter. What it stands for is in the history's entry. */
const countingRoutes = (addressOf) => (entered) => {
  let counter = history.state?.counter ?? 0x3e;
  const here = () => history.state?.place ?? { view: 'list' };
  addEventListener('popstate', () => entered(here()));
  return {
    here,
    go(place) {
      counter++;
      history.pushState({ place, counter }, '', addressOf(counter));
      entered(place);
    },
  };
};

export const opaqueRoutes = countingRoutes((counter) => `/#/v/${counter.toString(16)}`);
export const stepRoutes = countingRoutes((counter) => `/portal.do?step=${counter}`);
