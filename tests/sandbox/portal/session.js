const key = 'portal.session';

const places = {
  memory: () => {
    let kept = null;
    return {
      read: () => kept,
      write: (value) => {
        kept = value;
      },
    };
  },
  localStorage: () => ({
    read: () => localStorage.getItem(key),
    write: (value) => (value === null ? localStorage.removeItem(key) : localStorage.setItem(key, value)),
  }),
  cookie: () => ({
    read: () => {
      const found = document.cookie.split('; ').find((one) => one.startsWith(`${key}=`));
      return found ? decodeURIComponent(found.slice(key.length + 1)) : null;
    },
    write: (value) => {
      const age = value === null ? 0 : 43200;
      // biome-ignore lint/suspicious/noDocumentCookie: a portal that keeps its token in a cookie is one of the unknowns.
      document.cookie = `${key}=${encodeURIComponent(value ?? '')}; path=/; max-age=${age}; secure; samesite=strict`;
    },
  }),
};

/** Signs in and out, and renews the access token a little before it ends. */
export function createSession({ api, language, tokenStorage }, changed) {
  const place = places[tokenStorage]();
  let timer;
  let renewal = null;

  const current = () => JSON.parse(place.read() ?? 'null');

  const post = (path, body) =>
    fetch(`${api}/ums/v2/users/${path}`, {
      method: 'POST',
      headers: {
        accept: 'application/json, text/plain, */*',
        'accept-language': language,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });

  const keep = (answer) => {
    place.write(JSON.stringify({ access: answer.accessJwt, refresh: answer.refreshJwt }));
    schedule();
  };

  const schedule = () => {
    clearTimeout(timer);
    const session = current();
    if (!session) return;
    const left = Date.parse(session.access.expiration) - Date.now();
    // A minute ahead; for the short lives of tests, at two thirds.
    timer = setTimeout(
      () => void renew(),
      Math.max(500, Math.min(left - 60_000, left) > 0 ? left - 60_000 : left * 0.66),
    );
  };

  const renew = () => {
    renewal ??= renewOnce().finally(() => {
      renewal = null;
    });
    return renewal;
  };

  const renewOnce = async () => {
    const before = current();
    if (!before) return false;
    const answer = await post('token/refresh', { refreshToken: before.refresh.token });
    if (answer.ok) {
      keep(await answer.json());
      changed('renewed');
      return true;
    }
    // Another tab may have been faster, with a refresh token that only works once.
    if (current()?.refresh.token !== before.refresh.token) return true;
    place.write(null);
    changed('ended');
    return false;
  };

  schedule();
  return {
    current,
    renew,
    async signIn(username, password) {
      const answer = await post('login', { username, password });
      if (!answer.ok) return false;
      keep(await answer.json());
      return true;
    },
    async signOut() {
      const session = current();
      clearTimeout(timer);
      place.write(null);
      if (session) await post('logout', { refreshToken: session.refresh.token });
    },
  };
}
