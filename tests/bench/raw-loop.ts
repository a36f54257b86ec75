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

/** What a page is told that brings many files to as many records. */
export interface ManyTargets {
  api: string;
  attribute: string;
  /** Files are named after them. */
  people: readonly { id: string; mrn: string }[];
}

/** Runs in a portal page before its scripts: the files of a folder that is dropped, six at a time. */
export function loopOverMany({ api, attribute, people }: ManyTargets): void {
  const idOf = new Map(people.map(({ id, mrn }) => [`${mrn}.png`, id]));
  const call = async (method: string, url: string, body: object) => {
    const { access } = JSON.parse(localStorage.getItem('portal.session') ?? '{}');
    const answer = await fetch(url, {
      method,
      headers: { authorization: `Bearer ${access.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return answer.json();
  };
  const one = async (file: File) => {
    const created = await call('POST', `${api}/file/v1/files/upload`, {
      name: file.name,
      mimeType: file.type,
    });
    const headers = { 'content-type': file.type };
    await fetch(created.signedUrl, { method: 'PUT', headers, body: file });
    const record = `${api}/organization/v1/users/patients/${idOf.get(file.name)}`;
    await call('PATCH', record, { [attribute]: { id: created.id } });
  };
  const filesIn = async (folder: FileSystemDirectoryEntry): Promise<File[]> => {
    const reader = folder.createReader();
    const files: File[] = [];
    for (;;) {
      const entries = await new Promise<FileSystemEntry[]>((done, failed) =>
        reader.readEntries(done, failed),
      );
      if (entries.length === 0) return files;
      for (const entry of entries as FileSystemFileEntry[])
        files.push(await new Promise<File>((done, failed) => entry.file(done, failed)));
    }
  };
  addEventListener('dragover', (event) => event.preventDefault(), { capture: true });
  addEventListener('drop', (event) => {
    event.preventDefault();
    const [item] = event.dataTransfer?.items ?? [];
    const folder = item?.webkitGetAsEntry();
    if (!folder?.isDirectory) return;
    void filesIn(folder as FileSystemDirectoryEntry).then((files) => {
      Reflect.set(window, 'beganAt', Date.now());
      const lane = async () => {
        for (let file = files.shift(); file; file = files.shift()) await one(file);
      };
      for (let lanes = 0; lanes < 6; lanes += 1) void lane();
    });
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
