import type { BiotClient } from '../../lib/biot/client.ts';
import { speakAs } from '../../lib/browser/origin-rule.ts';
import type { Owner } from '../../lib/outbox/upload.ts';
import type { FrameReads } from '../../lib/portal/reads.ts';
import type { EntityRef } from '../../lib/protocol/record.ts';
import type { PortalView } from '../../lib/protocol/requests.ts';
import { belongs, type Session, sessionOf } from '../../lib/session/sessions.ts';
import type { KnownRecord } from '../../lib/uploads/record-view.ts';
import { createRecords } from '../../lib/uploads/records.ts';
import { sessionClient } from '../../lib/uploads/session-client.ts';
import { createVoices } from '../../lib/uploads/voices.ts';
import type { Portals } from './portals.ts';
import type { Reach } from './reach.ts';

/** BioT's API as the observed sessions may speak with it. */
export function createBiot(portals: Portals, reach: Reach) {
  const speak = createVoices(speakAs);
  const clientOf = (session: Session): BiotClient =>
    sessionClient(session.language, {
      // Where the browser bars us, nothing goes out: it would go under another origin, and fail.
      present: async () => ((await reach())(session) ? sessionOf(await portals.sessions(), session) : null),
      refused: portals.refuse,
      speak,
    });
  /** Where the browser has barred us meanwhile, it was not the API that said no. */
  async function refusedBy({ token }: Session, owner: Owner): Promise<void> {
    if ((await reach())(owner)) await portals.refuse(token);
  }
  const records = createRecords(clientOf);
  const named = new Map<string, PortalView>();
  return {
    records,
    clientOf,
    /**
     * A client that may carry an owner's uploads; null until the portal uses a token the API has not refused, and
     * while the browser keeps us from it.
     */
    async clientFor(owner: Owner) {
      const session = (await portals.sessions()).find((one) => belongs(one, owner) && !one.refused);
      return session && (await reach())(owner)
        ? { client: clientOf(session), refused: () => refusedBy(session, owner) }
        : null;
    },
    /** A portal's page has read a record, or changed it: what we know of it may be old. */
    async noticed(frame: FrameReads, ref: EntityRef): Promise<KnownRecord | null> {
      const session = sessionOf(await portals.sessions(), { ...frame, api: ref.api });
      return session && records.renew(ref, session);
    },
    /** Whose session it is, in words; what was once learnt stands even when the API answers no more. */
    async nameOf(session: Session): Promise<PortalView> {
      const { portal: origin, api, user, organization } = session;
      const key = [origin, api, user, organization].join(' ');
      const self = await clientOf(session).readSelf();
      if (self.ok) named.set(key, { origin, api, ...self.value });
      return named.get(key) ?? { origin, api, user: null, organization: null };
    },
  };
}
export type Biot = ReturnType<typeof createBiot>;
