import type { BiotClient } from '../biot/client.ts';
import type { Trouble } from '../biot/trouble.ts';
import type { FileValue } from '../protocol/record.ts';
import type { Opened, ShownValue } from '../protocol/requests.ts';
import type { FailReason } from '../protocol/upload.ts';
import { isStore } from './store-address.ts';

/** Pictures beyond this many bytes are opened on request only, not shown in place. */
const largest = 32 * 1024 ** 2;

/** What an attribute holds: its name, type and size, and the picture if it is one. Costs one download call. */
export async function shownValue(
  client: BiotClient,
  value: FileValue,
  fetch = globalThis.fetch,
): Promise<ShownValue> {
  const answer = await client.download(value.id);
  if (!answer.ok) return { found: false, reason: reasonOf(answer.trouble) };
  const { name, mimeType: type, signedUrl } = answer.value;
  const size = value.size ?? null;
  const plain: ShownValue = { found: true, name, type, size, picture: null };
  if (!isStore(signedUrl)) return { found: false, reason: 'storage-refused' };
  const isPicture = type.startsWith('image/') && (size ?? 0) <= largest;
  if (!isPicture && size !== null) return plain;
  // A range of one byte tells the size of a file without fetching it.
  const headers: HeadersInit = isPicture ? {} : { range: 'bytes=0-0' };
  const stored = await fetch(signedUrl, {
    credentials: 'omit',
    redirect: 'error',
    cache: 'no-store',
    headers,
  }).catch(() => null);
  if (!stored?.ok) return plain;
  if (!isPicture) {
    const total = Number(stored.headers.get('content-range')?.split('/')[1]);
    return { ...plain, size: Number.isFinite(total) ? total : size };
  }
  const announced = Number(stored.headers.get('content-length') ?? 0);
  if (announced > largest) {
    await stored.body?.cancel();
    return { ...plain, size: announced };
  }
  const picture = (await stored.blob()).slice(0, undefined, type);
  return { found: true, name, type, size: picture.size, picture };
}

/**
 * Opens what an attribute holds.
 * @param show shows an address of the store in a tab.
 */
export async function openedValue(
  client: BiotClient,
  fileId: string,
  show: (address: string) => Promise<void>,
): Promise<Opened> {
  const answer = await client.download(fileId);
  if (!answer.ok) return { opened: false, reason: reasonOf(answer.trouble) };
  const { signedUrl } = answer.value;
  if (!isStore(signedUrl)) return { opened: false, reason: 'storage-refused' };
  await show(signedUrl);
  return { opened: true };
}

function reasonOf(trouble: Trouble): FailReason {
  switch (trouble.is) {
    case 'refused':
      return trouble.reason;
    case 'session':
      return 'no-session';
    case 'later':
      return trouble.why === 'network' ? 'unreachable' : 'server';
    default:
      return trouble satisfies never;
  }
}
