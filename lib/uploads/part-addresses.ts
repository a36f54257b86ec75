import type { UploadEvent } from '../outbox/event.ts';
import { addressesAtOnce } from '../outbox/parts.ts';
import type { Upload } from '../outbox/upload.ts';
import type { Reach } from './effects.ts';
import { partId } from './part-id.ts';
import { forgotten, later, troubled } from './setbacks.ts';

/** Where a part goes, or why nobody says. */
export type Address = { url: string } | { event: UploadEvent };

/**
 * Addresses of an upload's parts, each given out once. They are asked for just before use, a few in a call.
 * @param count of all parts.
 */
export function partAddresses(
  upload: Upload,
  { fileId, count }: { fileId: string; count: number },
  reach: Reach,
) {
  const { addresses, client, signal, now } = reach;
  let signing: Promise<UploadEvent | null> = Promise.resolve(null);

  async function sign(fromPart: number, toPart: number): Promise<UploadEvent | null> {
    const answer = await client.signParts(fileId, { fromPart, toPart }, signal);
    if (!answer.ok) return troubled(upload, answer.trouble, reach);
    if (answer.value === 'gone') return forgotten(now());
    for (const { partNumber, signedUrl } of answer.value.signedUrls)
      addresses.set(partId(fileId, partNumber), signedUrl);
    return null;
  }

  function taken(part: number): Address | null {
    const url = addresses.get(partId(fileId, part));
    addresses.delete(partId(fileId, part));
    return url === undefined ? null : { url };
  }

  return {
    async of(part: number): Promise<Address> {
      const known = taken(part);
      if (known) return known;
      // Whoever asks while others are being signed may find its own among them.
      const signed = signing.then(async () =>
        addresses.has(partId(fileId, part)) ? null : sign(part, Math.min(part + addressesAtOnce - 1, count)),
      );
      signing = signed.catch(() => null);
      const event = await signed;
      if (event) return { event };
      return taken(part) ?? { event: later(upload, { why: 'server' }, reach) };
    },

    /** Another one, in place of one the store has turned down. */
    async anew(part: number): Promise<Address> {
      const event = await sign(part, part);
      if (event) return { event };
      return taken(part) ?? { event: later(upload, { why: 'server' }, reach) };
    },
  };
}
