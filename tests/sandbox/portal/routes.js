/** Addresses that tell what they show: `/patients/<id>/edit`; a kind's name stands first. */
export function plainRoutes(entered) {
  const here = () => {
    const [, kind, id, edit] = location.pathname.split('/');
    if (kind === 'login') return { view: 'login' };
    if (!id) return { view: 'list', kind };
    return { view: edit === 'edit' ? 'edit' : 'record', kind, id: decodeURIComponent(id) };
  };
  const pathOf = ({ view, kind, id = '' }) => {
    const one = `/${kind}/${encodeURIComponent(id)}`;
    return { login: '/login', list: `/${kind}`, record: one, edit: `${one}/edit` }[view];
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

/** Addresses that tell nothing: a counter. What it stands for is in the history's entry. */
export function opaqueRoutes(entered) {
  let counter = history.state?.counter ?? 0x3e;
  const here = () => history.state?.place ?? { view: 'list' };
  addEventListener('popstate', () => entered(here()));
  return {
    here,
    go(place) {
      counter++;
      history.pushState({ place, counter }, '', `/#/v/${counter.toString(16)}`);
      entered(place);
    },
  };
}
