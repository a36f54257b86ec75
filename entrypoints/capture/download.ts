import { isPrivate } from '../../lib/access/private-network.ts';
import { nameIn, nameOf } from '../../lib/files/address-name.ts';
import type { Brought, CaptureRefusal } from '../../lib/protocol/capture.ts';

/** More (bytes) is not taken out of a page: it would have to be held in memory. */
const most = 512 * 1024 ** 2;

/** Hears how many bytes have come, and of how many, where that is known. False where they are not wanted any more. */
export type Progress = (received: number, total: number | null) => Promise<boolean>;

/** How often (ms) it is told. */
const beat = 250;

/** Why an address is not asked, or its answer not taken; null where nothing speaks against it. */
function barred(address: string): CaptureRefusal | null {
  const { hostname, protocol } = new URL(address, document.baseURI);
  if (['blob:', 'data:'].includes(protocol)) return null;
  if (protocol !== 'https:' && protocol !== 'http:') return 'nothing';
  return isPrivate(hostname) && hostname !== location.hostname ? 'private' : null;
}

/**
 * The file behind an address, asked for as the page itself would: with its cookies and its referrer where it is the
 * page's own origin, without cookies elsewhere.
 */
export async function download(address: string, progress: Progress = async () => true): Promise<Brought> {
  const reason = barred(address);
  if (reason) return { refusal: reason };
  // What the page shows already need not be asked for again.
  const answer = await fetch(address, { credentials: 'same-origin', cache: 'force-cache' }).catch(() => null);
  if (!answer?.ok) return { refusal: 'unreachable' };
  if (answer.url !== '' && barred(answer.url)) return { refusal: 'private' };
  const length = Number(answer.headers.get('content-length'));
  if (length > most) return { refusal: 'too-large' };
  const type = (answer.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? '';
  if (/^(?:text\/html|application\/xhtml\+xml)$/i.test(type)) return { refusal: 'page-instead' };
  // What was packed for the way has another length than what comes out of it.
  const total = length > 0 && !answer.headers.has('content-encoding') ? length : null;
  const parts = await read(answer, (received) => progress(received, total));
  if (parts === 'too-large') return { refusal: 'too-large' };
  if (parts === null) return { refusal: 'unreachable' };
  const name =
    nameIn(answer.headers.get('content-disposition')) ??
    nameOf(new URL(answer.url || address, document.baseURI));
  const file = new File(parts, name, { type });
  if (await looksLikePage(file)) return { refusal: 'page-instead' };
  return { file, manner: 'original' };
}

/** Null where the connection broke. */
async function read(
  answer: Response,
  progress: (received: number) => Promise<boolean>,
): Promise<BlobPart[] | 'too-large' | null> {
  const parts: BlobPart[] = [];
  let size = 0;
  let told = performance.now();
  const reader = answer.body?.getReader();
  if (!reader) return [];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return parts;
      size += value.byteLength;
      if (size > most) {
        await reader.cancel();
        return 'too-large';
      }
      parts.push(value);
      if (performance.now() - told < beat) continue;
      told = performance.now();
      if (await progress(size)) continue;
      await reader.cancel();
      return null;
    }
  } catch (cause) {
    if (cause instanceof Error) return null;
    throw cause;
  }
}

/** A log-in page in an image's clothing, whatever it calls itself. */
async function looksLikePage(file: File): Promise<boolean> {
  const start = await file.slice(0, 512).text();
  return /^\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body|script)\b/i.test(start);
}
