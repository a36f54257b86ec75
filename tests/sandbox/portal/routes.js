/** Addresses that tell what they show: `/patients/<id>/edit`. */
export function plainRoutes(entered) {
  const here = () => {
    const [, kind, id, edit] = location.pathname.split('/');
    if (kind === 'login') return { view: 'login' };
    return id ? { view: edit === 'edit' ? 'edit' : 'record', id } : { view: 'list' };
  };
  const pathOf = ({ view, id }) =>
    ({ login: '/login', list: '/patients', record: `/patients/${id}`, edit: `/patients/${id}/edit` })[view];
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
    const query = new URLSearchParams(location.search);
    const id = query.get('entity');
    if (query.get('screen') === 'login') return { view: 'login' };
    return id ? { view: query.get('mode') === 'edit' ? 'edit' : 'record', id } : { view: 'list' };
  };
  const queryOf = ({ view, id }) => {
    const screen = id
      ? { screen: 'details', entity: id, mode: view === 'edit' ? 'edit' : 'view' }
      : { screen: view };
    return `/app?${new URLSearchParams({ ...screen, tz: 'UTC' })}`;
  };
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
