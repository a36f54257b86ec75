import type { FrameReads } from '../portal/reads.ts';
import { type EntityRef, type RecordView, sameEntity } from '../protocol/record.ts';
import type { PageSnapshot } from '../protocol/requests.ts';
import { belongs, type Session, sessionOf } from '../session/sessions.ts';
import { distinct } from './distinct.ts';
import type { KnownRecord } from './record-view.ts';
import type { Records } from './records.ts';

/** A record that a frame has read, with the session under which it may be asked for; null where that is gone. */
export interface Wanted {
  ref: EntityRef;
  readAt: number;
  session: Session | null;
}

/** What a frame has read, newest first, each under the person whose own calls read it. */
export function wantedBy(frame: FrameReads | undefined, sessions: readonly Session[]): Wanted[] {
  return (frame?.reads ?? []).map(({ ref, at }) => ({
    ref,
    readAt: at,
    session: frame ? sessionOf(sessions, { ...frame, api: ref.api }) : null,
  }));
}

/**
 * A record of which nothing is known is told as well: without it another one would look like the only one.
 * @param asking what the frame is reading at this moment.
 */
export function recordsOf(
  wanted: readonly Wanted[],
  peek: Records['peek'],
  asking: PageSnapshot['pending'] = [],
): Pick<PageSnapshot, 'records' | 'pending'> {
  const known: (KnownRecord & Pick<RecordView, 'readAt'>)[] = [];
  const isRead = (ref: EntityRef) => wanted.some((one) => sameEntity(one.ref, ref));
  const pending = asking.filter((ref) => !isRead(ref));
  for (const { ref, readAt, session } of wanted) {
    const view = session && peek(ref, session);
    if (view) known.push({ ...view, readAt });
    else pending.push(ref);
  }
  return { records: distinct(known), pending };
}

/** Whether an upload is of the person who is at work in a frame. */
export function isOwn(
  { portal, user, organization }: FrameReads,
  owner: Parameters<typeof belongs>[1],
): boolean {
  return belongs({ portal, user, organization, api: owner.api }, owner);
}
