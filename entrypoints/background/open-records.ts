import type { FoundRecord } from '../../lib/protocol/picker.ts';
import { type EntityRef, sameEntity } from '../../lib/protocol/record.ts';
import type { Session } from '../../lib/session/sessions.ts';
import { isOwn } from '../../lib/uploads/frame-records.ts';
import type { KnownRecord } from '../../lib/uploads/record-view.ts';
import type { Biot } from './biot.ts';
import type { Portals } from './portals.ts';

/** @param kind what its template is called; null where it is not known. */
export const found = ({ ref, caption, identity }: KnownRecord, kind: string | null = null): FoundRecord => ({
  ref,
  caption,
  identity,
  kind,
});

/** Records that the person's open pages have read, as they are known. */
export async function openRecords(
  { portals, biot }: { portals: Portals; biot: Biot },
  session: Session,
): Promise<FoundRecord[]> {
  const frames = (await portals.frames()).filter((frame) => isOwn(frame, session));
  const refs: EntityRef[] = [];
  for (const { reads } of frames)
    for (const { ref } of reads.slice(0, 1))
      if (ref.api === session.api && !refs.some((one) => sameEntity(one, ref))) refs.push(ref);
  return refs.flatMap((ref) => {
    const record = biot.records.peek(ref, session);
    return record ? [found(record)] : [];
  });
}
