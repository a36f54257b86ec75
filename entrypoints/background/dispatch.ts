import type { Handlers } from '../../lib/browser/transport.ts';
import type { Upload } from '../../lib/outbox/upload.ts';
import type { EntityRef } from '../../lib/protocol/record.ts';
import type { Requests } from '../../lib/protocol/requests.ts';
import type { FailReason } from '../../lib/protocol/upload.ts';
import type { Session } from '../../lib/session/sessions.ts';
import type { Carrier } from '../../lib/uploads/carrier.ts';
import { admit } from '../../lib/uploads/intake.ts';
import { mustBeOurs } from './askers.ts';
import type { Biot } from './biot.ts';
import { type Holding, keyOf } from './holding.ts';
import { openRecords } from './open-records.ts';
import type { PortalTab } from './portal-tab.ts';
import type { Portals } from './portals.ts';
import type { Recents } from './recents.ts';

interface Parts {
  portals: Portals;
  biot: Biot;
  carrier: Carrier;
  recents: Recents;
  portalTab: PortalTab;
  holding: Holding;
  show(id: string): Promise<void>;
  accept(upload: Upload, file: Blob, session: Session, ref: EntityRef): Promise<FailReason | null>;
  sent(id: string): Promise<void>;
  changed(): Promise<void>;
}

type Wanted =
  | 'capture.original'
  | 'capture.read'
  | 'capture.become'
  | 'capture.send'
  | 'capture.discard'
  | 'capture.resume'
  | 'portal.show';

/** What the window asks in which a target is chosen for something from any page. */
export function createDispatch({
  portals,
  biot,
  carrier,
  recents,
  portalTab,
  holding,
  show,
  accept,
  sent,
  changed,
}: Parts): Pick<Handlers<Requests>, Wanted> {
  const { held, noted, present, sessionFor, become } = holding;

  return {
    'capture.original': async ({ id, file }, from) => {
      mustBeOurs(from);
      await holding.exchange(id, file);
      return undefined;
    },
    'capture.read': async ({ id }, from) => {
      mustBeOurs(from);
      const what = (await holding.fetch(id)) ? held.get(id) : undefined;
      if (!what) return { is: 'gone' };
      if ('refusal' in what) return { is: 'refused', refusal: what.refusal };
      if ('received' in what) return { is: 'fetching', ...what };
      const all = await present();
      const note = (await noted.read()).find((one) => one.id === id);
      let sender = all.findIndex((one) => keyOf(one) === note?.sender);
      const last = all.at(-1);
      if (sender < 0 && last) {
        sender = all.length - 1;
        await become(id, last);
      }
      const session = all[sender];
      return {
        is: 'there',
        ...what,
        portal: await portalTab.host(),
        senders: await Promise.all(
          all.map(async (one) => {
            const { user, organization } = await biot.nameOf(one);
            return { name: user, organization, portal: new URL(one.portal).host };
          }),
        ),
        sender,
        recent: session ? await recents.of(session) : [],
        open: session ? await openRecords({ portals, biot }, session) : [],
      };
    },
    'capture.become': async ({ id, sender }, from) => {
      mustBeOurs(from);
      const session = (await present())[sender];
      if (session) await become(id, session);
      return undefined;
    },
    'capture.send': async ({ id, file, name, ref, attribute, replaces }, from) => {
      mustBeOurs(from);
      if (!(file instanceof Blob)) return { accepted: false, reason: 'unreadable' };
      const session = await sessionFor(id);
      const isTheirs = ref.api === session?.api;
      const record = session && isTheirs ? await biot.records.get(ref, session) : null;
      const upload = { file, name, ref, attribute, replaces };
      const admitted = await admit(
        { upload, session, record, now: new Date(), id: crypto.randomUUID() },
        carrier,
      );
      if (!admitted.ok) return { accepted: false, reason: admitted.reason };
      if (!session) return { accepted: false, reason: 'no-session' };
      const reason = await accept(admitted.upload, file, session, ref);
      if (reason !== null) return { accepted: false, reason };
      await holding.forget(id);
      await sent(admitted.upload.id);
      return { accepted: true, id: admitted.upload.id };
    },
    'capture.discard': async ({ id }, from) => {
      mustBeOurs(from);
      await holding.forget(id);
      await changed();
      return undefined;
    },
    'capture.resume': async ({ id }, from) => {
      mustBeOurs(from);
      await show(id);
      return undefined;
    },
    'portal.show': async (_, from) => {
      mustBeOurs(from);
      await portalTab.show();
      return undefined;
    },
  };
}
