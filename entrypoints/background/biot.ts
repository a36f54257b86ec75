import { type BiotClient, createBiotClient } from '../../lib/biot/client.ts';
import type { Owner } from '../../lib/outbox/upload.ts';
import type { FrameReads } from '../../lib/portal/reads.ts';
import type { EntityRef } from '../../lib/protocol/record.ts';
import { belongs, type Session } from '../../lib/session/sessions.ts';
import { createRecords } from '../../lib/uploads/records.ts';
import { sessionFor } from './pages.ts';
import type { Portals } from './portals.ts';

const clientOf = ({ api, token, language }: Session): BiotClient =>
  createBiotClient({ api, token: () => token, language });

/** BioT's API as the observed sessions may speak with it. */
export function createBiot(portals: Portals) {
  const records = createRecords(clientOf, (session) => portals.refuse(session.token));
  return {
    records,
    clientOf,
    /** A client that may carry an owner's uploads; null until the portal uses a token the API has not refused. */
    async clientFor(owner: Owner) {
      const session = (await portals.sessions()).find((one) => belongs(one, owner) && !one.refused);
      return session ? { client: clientOf(session), refused: () => portals.refuse(session.token) } : null;
    },
    /** A portal's page has read a record, or changed it: what we know of it may be old. */
    async noticed(frame: FrameReads, ref: EntityRef): Promise<void> {
      const session = sessionFor(await portals.sessions(), frame, ref.api);
      if (!session) return;
      await records.renew(ref, session);
    },
  };
}
export type Biot = ReturnType<typeof createBiot>;
