/** A PUT of bytes to the object store, carried by XMLHttpRequest: faster than fetch, and it reports progress. */
export interface Put {
  /** The file's id, by which the PUT is joined again. */
  id: string;
  /** Signed, made for this PUT alone. */
  url: string;
  /** Exactly the declared mimeType: strict and lax signing both accept it. */
  type: string;
  body: Blob;
}

export type PutResult =
  | { is: 'stored' }
  /** The store's answer; 0 where none came. */
  | { is: 'refused'; status: number }
  | { is: 'unreachable' }
  /** The file on disk changed or went away while it was read. */
  | { is: 'unreadable' }
  | { is: 'cancelled' }
  /** Nobody carries this upload: the carrier was closed since. */
  | { is: 'unknown' };

/** Addresses a signed URL may have: BioT's bucket names and its own hosts, by their published patterns. */
const stores = /(?:^|\.)(?:amazonaws\.com|biot-med\.com)$/;

/** Whether bytes may go to an address: https on a host of the store's, no port, no user, nothing internal. */
export function isStore(url: string): boolean {
  const { protocol, hostname, port, username } = new URL(url);
  return protocol === 'https:' && stores.test(hostname) && port === '' && username === '';
}

/** Carries one PUT. No `Authorization`, no cookies: the signature in the address is all the store wants. */
export function put(
  { url, type, body }: Omit<Put, 'id'>,
  progress: (sent: number) => void,
  signal: AbortSignal,
): Promise<PutResult> {
  if (!isStore(url)) return Promise.resolve({ is: 'refused', status: 0 });
  const { promise, resolve } = Promise.withResolvers<PutResult>();
  const request = new XMLHttpRequest();
  request.open('PUT', url);
  request.setRequestHeader('content-type', type);
  request.upload.onprogress = ({ loaded }) => progress(loaded);
  request.onload = () =>
    resolve(
      request.status >= 200 && request.status < 300
        ? { is: 'stored' }
        : { is: 'refused', status: request.status },
    );
  request.onerror = () =>
    void readable(body).then((is) => resolve({ is: is ? 'unreachable' : 'unreadable' }));
  request.onabort = () => resolve({ is: 'cancelled' });
  signal.addEventListener('abort', () => request.abort(), { once: true });
  if (signal.aborted) return Promise.resolve({ is: 'cancelled' });
  request.send(body);
  return promise;
}

/** A file that changed on disk fails a request like a broken network does; reading one byte tells them apart. */
async function readable(body: Blob): Promise<boolean> {
  return body
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );
}
