/** What the page of a competitor is told before it loads. */
export interface RawTarget {
  /** Address of the record, as the API knows it. */
  record: string;
  api: string;
  attribute: string;
}

/**
 * Runs in a portal page before its scripts: a file that is dropped there is created, put and attached by three
 * calls and nothing else. The variable `carriedBy` says what puts the bytes.
 */
export function loopOnDrop({ record, api, attribute }: RawTarget): void {
  const call = async (method: string, url: string, body: object) => {
    const { access } = JSON.parse(localStorage.getItem('portal.session') ?? '{}');
    const answer = await fetch(url, {
      method,
      headers: { authorization: `Bearer ${access.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return answer.json();
  };
  const byXhr = (url: string, file: File, type: string) =>
    new Promise<unknown>((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open('PUT', url);
      request.setRequestHeader('content-type', type);
      request.onload = resolve;
      request.onerror = reject;
      request.send(file);
    });
  const byFetch = (url: string, file: File, type: string) =>
    fetch(url, { method: 'PUT', headers: { 'content-type': type }, body: file });

  const loop = async (file: File) => {
    const mimeType = file.type || 'application/octet-stream';
    const created = await call('POST', `${api}/file/v1/files/upload`, { name: file.name, mimeType });
    const carry = Reflect.get(window, 'carriedBy') === 'fetch' ? byFetch : byXhr;
    await carry(created.signedUrl, file, mimeType);
    await call('PATCH', record, { [attribute]: { id: created.id } });
  };

  addEventListener('dragover', (event) => event.preventDefault(), { capture: true });
  addEventListener('drop', (event) => {
    event.preventDefault();
    const [file] = event.dataTransfer?.files ?? [];
    if (file) void loop(file);
  });
}

/** Runs in a page before its scripts, and so before ours: remembers when a file was let go. */
export function noteDrops(): void {
  addEventListener('drop', () => Reflect.set(window, 'droppedAt', Date.now()), { capture: true });
}

/** Runs in a portal page: empties an attribute as the portal would, so that the next round finds it as the first did. */
export async function emptyAttribute({ record, attribute }: RawTarget): Promise<void> {
  const { access } = JSON.parse(localStorage.getItem('portal.session') ?? '{}');
  await fetch(record, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${access.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ [attribute]: null }),
  });
}
