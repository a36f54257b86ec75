import { ownPlaceOf } from '../outbox/place.ts';
import { twinOf } from '../outbox/twin.ts';
import type { Upload } from '../outbox/upload.ts';
import type { FailReason } from '../protocol/upload.ts';
import type { Journal } from '../store/journal.ts';
import { turnsByName } from './turns.ts';

/**
 * Keeps what was admitted, for one place one after another: of the same file dropped in two tabs, the second finds
 * the first.
 * @returns why it was not kept; null once it is.
 */
export function createAcceptance(journal: Pick<Journal, 'all' | 'add'>) {
  const inTurn = turnsByName();
  /** @param stands whether the record holds this file at this moment. */
  return (
    upload: Upload,
    file: Blob,
    stands: (fileId: string) => Promise<boolean>,
  ): Promise<FailReason | null> =>
    inTurn(ownPlaceOf(upload), async () => {
      const twin = twinOf(upload, (await journal.all()).uploads);
      if (twin?.is === 'on-its-way') return 'on-its-way';
      if (twin?.is === 'attached' && (await stands(twin.fileId))) return 'already-attached';
      await journal.add(upload, file);
      return null;
    }).catch(reasonOf);
}

function reasonOf(cause: unknown): FailReason {
  return cause instanceof DOMException && cause.name === 'NotReadableError' ? 'unreadable' : 'not-kept';
}
