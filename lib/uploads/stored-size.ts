import type { BiotClient } from '../biot/client.ts';
import type { Trouble } from '../biot/trouble.ts';
import { isStore } from './store-address.ts';

/** How many bytes a store holds of a file; null where nobody may look, 0 where it holds none. */
export type StoredSize = { size: number | null } | { trouble: Trouble };

const passing: StoredSize = { trouble: { is: 'later', why: 'server', retryAfter: null } };

/** Reads back how much the store holds of a file, by a range of one byte. Costs one download call of BioT's. */
export async function storedSize(
  client: Pick<BiotClient, 'download'>,
  fileId: string,
  fetch = globalThis.fetch,
): Promise<StoredSize> {
  const answer = await client.download(fileId);
  if (!answer.ok) {
    const { trouble } = answer;
    // Who may attach need not be allowed to look: then the store's word that it has taken all has to do.
    return trouble.is === 'refused' ? { size: null } : { trouble };
  }
  const { signedUrl } = answer.value;
  if (!isStore(signedUrl)) return { size: null };
  const stored = await fetch(signedUrl, {
    credentials: 'omit',
    redirect: 'error',
    cache: 'no-store',
    headers: { range: 'bytes=0-0' },
    signal: AbortSignal.timeout(60_000),
  }).catch(() => null);
  if (stored === null) return { trouble: { is: 'later', why: 'network', retryAfter: null } };
  await stored.body?.cancel();
  // 416: there is not even a first byte.
  if (stored.status === 404 || stored.status === 416) return { size: 0 };
  if (!stored.ok) return passing;
  // A store that does not know ranges announces the whole.
  const told = stored.headers.get('content-range')?.split('/')[1] ?? stored.headers.get('content-length');
  const size = Number(told ?? Number.NaN);
  return Number.isFinite(size) ? { size } : { size: null };
}
