import * as v from 'valibot';
import { captureIn } from '../../lib/browser/injection.ts';
import { clickInFront, type MenuClick, offerMenu } from '../../lib/browser/menu.ts';
import { screenPart } from '../../lib/browser/screen.ts';
import { kept } from '../../lib/browser/session-area.ts';
import type { Handlers } from '../../lib/browser/transport.ts';
import { openWindow } from '../../lib/browser/windows.ts';
import type { Upload } from '../../lib/outbox/upload.ts';
import type { Brought, CaptureManner, CaptureRefusal, Order } from '../../lib/protocol/capture.ts';
import type { EntityRef } from '../../lib/protocol/record.ts';
import type { Requests } from '../../lib/protocol/requests.ts';
import type { FailReason } from '../../lib/protocol/upload.ts';
import type { Session } from '../../lib/session/sessions.ts';
import { label } from '../../lib/texts/texts.ts';
import type { Carrier } from '../../lib/uploads/carrier.ts';
import { admit, inspect } from '../../lib/uploads/intake.ts';
import { mustBeOurs } from './askers.ts';
import type { Biot } from './biot.ts';
import { openRecords } from './open-records.ts';
import type { Portals } from './portals.ts';
import type { Recents } from './recents.ts';

/** What is known of a capture when the background has died and come back; its bytes are with the picker by then. */
const notes = v.array(
  v.object({ id: v.string(), sender: v.string(), size: v.number(), type: v.string(), at: v.number() }),
);
/** Captures remembered at most; each has a window of its own. */
const most = 20;

interface Held {
  original: string | null;
  file: File;
  manner: CaptureManner;
  name: string | null;
}

interface Parts {
  portals: Portals;
  biot: Biot;
  carrier: Carrier;
  recents: Recents;
  accept(upload: Upload, file: Blob, session: Session, ref: EntityRef): Promise<FailReason | null>;
}

type Wanted =
  | 'capture.order'
  | 'capture.bring'
  | 'capture.original'
  | 'capture.page'
  | 'capture.read'
  | 'capture.become'
  | 'capture.send';

const keyOf = ({ portal, api, user, organization }: Session) => [portal, api, user, organization].join(' ');

/** "Send to BioT attribute": brings what was chosen on any page into a window in which its target is chosen. */
export function createCaptures({ portals, biot, carrier, recents, accept }: Parts) {
  const noted = kept('captures', notes, []);
  const orders = new Map<string, { id: string; click: MenuClick; order: Order }>();
  const held = new Map<string, Held | { refusal: CaptureRefusal }>();
  const placeOf = (tab: number, frame: number) => `${tab} ${frame}`;

  /** Who is signed in; whose token is the newest stands last. */
  const present = async () => (await portals.sessions()).filter(({ refused }) => !refused);

  async function show(id: string, what: Held | { refusal: CaptureRefusal }): Promise<void> {
    held.set(id, what);
    for (const oldest of [...held.keys()].slice(0, -most)) held.delete(oldest);
    await openWindow('send.html', `capture=${encodeURIComponent(id)}`);
  }

  async function take(
    id: string,
    file: File,
    manner: CaptureManner,
    original: string | null = null,
  ): Promise<void> {
    const { name, type, refusal } = await inspect(file, file.name, [], carrier);
    // Pages that call themselves pictures are refused where they come from; an empty file is nothing.
    if (refusal === 'unreadable' || file.size === 0) return show(id, { refusal: 'nothing' });
    const last = (await present()).at(-1);
    const note = { id, sender: last ? keyOf(last) : '', size: file.size, type, at: Date.now() };
    await noted.change((before) => [...before, note].slice(-most));
    await show(id, { file, manner, name, original });
  }

  /** What the page has brought; where it has nothing but a place on the screen, what is seen there. */
  async function brought(id: string, { window, order }: MenuClick, got: Brought): Promise<void> {
    if ('file' in got) return take(id, got.file, got.manner);
    if ('refusal' in got) return show(id, got);
    const shot = await screenPart(window, got.pixels).catch(() => null);
    if (!shot) return show(id, { refusal: 'unreachable' });
    // Asked for was the page as it is seen: those are no second best.
    const manner =
      (order.kind === 'page' || order.kind === 'view') && got.pixels === null ? 'shot' : 'pixels';
    const name = got.name === '' ? '' : `${got.name.replace(/\.\w{1,5}$/, '')}.png`;
    await take(id, new File([shot], name, { type: 'image/png' }), manner, got.address ?? null);
  }

  async function chosen(click: MenuClick): Promise<void> {
    const id = crypto.randomUUID();
    const place = placeOf(click.tab, click.frame);
    orders.set(place, { id, click, order: click.order });
    if (await captureIn(click)) return;
    // No script is let in: into other origins' frames, and into pages of the browser.
    // Unless one has brought something all the same.
    if (orders.delete(place)) await brought(id, click, { pixels: null, name: '' });
  }

  /** The session that a capture is sent with; null where nobody is signed in. */
  async function sessionFor(id: string): Promise<Session | null> {
    const note = (await noted.read()).find((one) => one.id === id);
    if (!note) return null;
    const all = await present();
    return all.find((one) => keyOf(one) === note.sender) ?? null;
  }

  const answers: Pick<Handlers<Requests>, Wanted> = {
    'capture.order': (_, { tab, frame }) => orders.get(placeOf(tab, frame))?.order ?? null,
    'capture.bring': async (got, { tab, frame }) => {
      const place = placeOf(tab, frame);
      const known = orders.get(place);
      orders.delete(place);
      if (known) await brought(known.id, known.click, got);
      return undefined;
    },
    'capture.page': async (_, from) => {
      mustBeOurs(from);
      const click = await clickInFront({ kind: 'view', address: null });
      if (click) await chosen(click);
      return undefined;
    },
    'capture.original': async ({ id, file }, from) => {
      mustBeOurs(from);
      const { name, type, refusal } = await inspect(file, file.name, [], carrier);
      if (!held.has(id) || refusal === 'unreadable' || file.size === 0) return undefined;
      held.set(id, { file, manner: 'original', name, original: null });
      await noted.change((before) =>
        before.map((one) => (one.id === id ? { ...one, size: file.size, type } : one)),
      );
      return undefined;
    },
    'capture.read': async ({ id }, from) => {
      mustBeOurs(from);
      const what = held.get(id);
      if (!what) return { is: 'gone' };
      if ('refusal' in what) return { is: 'refused', refusal: what.refusal };
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
      held.delete(id);
      await noted.change((before) => before.filter((one) => one.id !== id));
      return { accepted: true, id: admitted.upload.id };
    },
  };

  async function become(id: string, session: Session): Promise<void> {
    await noted.change((before) =>
      before.map((one) => (one.id === id ? { ...one, sender: keyOf(session) } : one)),
    );
  }

  offerMenu(label('menu_send'), (click) => {
    void chosen(click).catch((cause: unknown) => {
      console.error('Attach for BioT: nothing was brought', cause instanceof Error ? cause.name : '');
    });
  });

  return {
    answers,
    chosen,
    /** For the picker, which asks for a capture as it does for an upload. */
    async subject(
      id: string,
    ): Promise<{ file: { size: number; type: string }; session: Session | null } | null> {
      const note = (await noted.read()).find((one) => one.id === id);
      return note ? { file: note, session: await sessionFor(id) } : null;
    },
  };
}
export type Captures = ReturnType<typeof createCaptures>;
