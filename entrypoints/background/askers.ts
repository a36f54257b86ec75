import type { Sender } from '../../lib/browser/transport.ts';
import type { Upload } from '../../lib/outbox/upload.ts';
import type { FrameReads } from '../../lib/portal/reads.ts';
import { type EntityRef, sameEntity } from '../../lib/protocol/record.ts';
import { type Session, sessionOf } from '../../lib/session/sessions.ts';
import { isOwn } from '../../lib/uploads/frame-records.ts';
import type { KnownRecord } from '../../lib/uploads/record-view.ts';
import type { Biot } from './biot.ts';
import type { Portals } from './portals.ts';

/** What only the extension's own pages may ask. */
export function mustBeOurs({ page }: Sender): void {
  if (page !== 'extension') throw new Error('Not for pages of a portal');
}

/** Who asks, and what is theirs: a frame speaks for the person whose token its own calls carry, and for nobody else. */
export function createAskers({ portals, biot }: { portals: Portals; biot: Biot }) {
  const at = ({ tab, frame, document, origin }: Sender) => ({ tab, frame, document, portal: origin });
  const frameOf = async (from: Sender): Promise<FrameReads | undefined> => portals.frameOf(at(from));
  const isSignedIn = async ({ owner }: Pick<Upload, 'owner'>): Promise<boolean> =>
    sessionOf(await portals.sessions(), owner) !== null;

  return {
    isSignedIn,
    /** What a page that stands in its frame now has read. */
    arrived: (from: Sender, back: boolean) => portals.arrived(at(from), back),
    /** The record a frame speaks of, if it has read it, with the session that read it. */
    async readBy(
      from: Sender,
      ref: EntityRef,
    ): Promise<{ session: Session | null; record: KnownRecord | null }> {
      const frame = await frameOf(from);
      const read = frame?.reads.find((one) => sameEntity(one.ref, ref));
      const session = frame ? sessionOf(await portals.sessions(), { ...frame, api: ref.api }) : null;
      const record = read && session ? await biot.records.get(read.ref, session) : null;
      // What is known stands without a session; what is not cannot be learnt without one.
      return { session: record === null && session?.refused ? null : session, record };
    },
    /** Whether an upload is the asker's: of the person a frame speaks for, or of somebody who is signed in. */
    async isTheirs(from: Sender, upload: Upload): Promise<boolean> {
      if (from.page === 'extension') return isSignedIn(upload);
      const frame = await frameOf(from);
      return frame !== undefined && isOwn(frame, upload.owner);
    },
  };
}
