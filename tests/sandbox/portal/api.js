/** The portal's calls to BioT. Each carries the token; a 401 renews it and tries once more. */
export function createApi({ api, language }, session) {
  const call = async (method, path, body, again = true) => {
    const token = session.current()?.access.token;
    const answer = await fetch(api + path, {
      method,
      headers: {
        accept: 'application/json, text/plain, */*',
        'accept-language': language,
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (answer.status === 401 && again && (await session.renew())) return call(method, path, body, false);
    const text = await answer.text();
    if (!answer.ok)
      throw new Error(text.startsWith('{') ? JSON.parse(text).message : `Error ${answer.status}`);
    return text === '' ? null : JSON.parse(text);
  };

  const search = (request) => encodeURIComponent(JSON.stringify(request));

  return {
    self: () => call('GET', '/organization/v1/users/self'),
    list: (path, freeTextSearch) =>
      call(
        'GET',
        `${path}?searchRequest=${search({ ...(freeTextSearch && { freeTextSearch }), limit: 50, page: 0 })}`,
      ),
    record: (path) => call('GET', path),
    template: (id) => call('GET', `/settings/v1/templates/${id}`),
    change: (path, body) => call('PATCH', path, body),
    add: (path, body) => call('POST', path, body),
    download: (id) => call('GET', `/file/v1/files/${id}/download?contentDisposition=INLINE`),
    /** The portal's own three steps, without the last. Answers the file's id. */
    async upload(file) {
      const mimeType = file.type || 'application/octet-stream';
      const { id, signedUrl } = await call('POST', '/file/v1/files/upload', {
        name: file.name.slice(0, 128),
        mimeType,
      });
      const put = await fetch(signedUrl, {
        method: 'PUT',
        body: file,
        headers: { 'content-type': mimeType },
      });
      if (!put.ok) throw new Error(`The file could not be stored (${put.status})`);
      return id;
    },
  };
}
