import * as v from 'valibot';
import { kept } from '../../lib/browser/session-area.ts';
import {
  type CaptureManner,
  type CaptureRefusal,
  captureManners,
  type Source,
} from '../../lib/protocol/capture.ts';
import type { Session } from '../../lib/session/sessions.ts';
import type { WaitingFiles } from '../../lib/store/waiting.ts';
import type { Carrier } from '../../lib/uploads/carrier.ts';
import { inspect } from '../../lib/uploads/intake.ts';
import type { Portals } from './portals.ts';

/** What is known of a capture when the background has died and come back; its bytes are with the picker by then. */
const notes = v.array(
  v.object({ id: v.string(), sender: v.string(), size: v.number(), type: v.string(), at: v.number() }),
);
/** Captures remembered at most; each has a window of its own. */
const most = 20;

/** How it was got, and what goes with it. */
const about = v.object({
  manner: v.picklist(captureManners),
  original: v.nullable(v.string()),
  source: v.nullable(v.object({ title: v.string(), address: v.string() })),
});
interface About {
  manner: CaptureManner;
  original: string | null;
  source: Source | null;
}

/** A file that has come, how much of it has, or why none does. */
type Held =
  | (About & { file: File; name: string | null; isKept: boolean })
  | { received: number; total: number | null }
  | { refusal: CaptureRefusal };

export const keyOf = ({ portal, api, user, organization }: Session) =>
  [portal, api, user, organization].join(' ');

interface Parts {
  portals: Portals;
  carrier: Carrier;
  waiting: WaitingFiles;
}

/** What was chosen on pages and is not sent yet. */
export function createHolding({ portals, carrier, waiting }: Parts) {
  const noted = kept('captures', notes, []);
  const held = new Map<string, Held>();

  /** Who is signed in; whose token is the newest stands last. */
  const present = async () => (await portals.sessions()).filter(({ refused }) => !refused);

  function hold(id: string, what: Held): void {
    held.set(id, what);
    for (const oldest of [...held.keys()].slice(0, -most)) held.delete(oldest);
  }

  const note = async (
    id: string,
    { size, type }: Pick<File, 'size' | 'type'>,
    sender: Session | undefined,
  ) => {
    const one = { id, sender: sender ? keyOf(sender) : '', size, type, at: Date.now() };
    await noted.change((before) => [...before.filter((other) => other.id !== id), one].slice(-most));
  };

  /** The session that a capture is sent with; null where nobody is signed in. */
  async function sessionFor(id: string): Promise<Session | null> {
    const known = (await noted.read()).find((one) => one.id === id);
    const all = await present();
    return (known && all.find((one) => keyOf(one) === known.sender)) ?? null;
  }

  const refuse = async (id: string, refusal: CaptureRefusal) => hold(id, { refusal });

  return {
    held,
    present,
    noted,
    refuse,
    async take(id: string, file: File, got: About): Promise<void> {
      const { name, type, refusal } = await inspect(file, file.name, [], carrier);
      // Pages that call themselves pictures are refused where they come from; an empty file is nothing.
      if (refusal === 'unreadable' || file.size === 0) return refuse(id, 'nothing');
      const last = (await present()).at(-1);
      await note(id, { size: file.size, type }, last);
      // Where there is no room, it waits in its window as before, and says nothing of an hour.
      const isKept =
        !last &&
        (await waiting.keep(id, file, got).then(
          () => true,
          () => false,
        ));
      hold(id, { ...got, file, name, isKept });
    },
    /** A file that waits, out of the store; false where it is gone. */
    async fetch(id: string): Promise<boolean> {
      if (held.has(id)) return true;
      const known = await waiting.open(id);
      if (!known) return false;
      const got = v.safeParse(about, known.more);
      if (!got.success) return false;
      const { file } = known;
      const { name, type } = await inspect(file, file.name, [], carrier);
      await note(id, { size: file.size, type }, (await present()).at(-1));
      hold(id, { ...got.output, file, name, isKept: true });
      return true;
    },
    /** Other bytes, for the pixels that stood for them. */
    async exchange(id: string, file: File): Promise<void> {
      const { name, type, refusal } = await inspect(file, file.name, [], carrier);
      if (!held.has(id) || refusal === 'unreadable' || file.size === 0) return;
      hold(id, { file, manner: 'original', name, original: null, source: null, isKept: false });
      await noted.change((before) =>
        before.map((one) => (one.id === id ? { ...one, size: file.size, type } : one)),
      );
    },
    async forget(id: string): Promise<void> {
      held.delete(id);
      await noted.change((before) => before.filter((one) => one.id !== id));
      await waiting.forget(id);
    },
    sessionFor,
    async become(id: string, session: Session): Promise<void> {
      await noted.change((before) =>
        before.map((one) => (one.id === id ? { ...one, sender: keyOf(session) } : one)),
      );
    },
    /** For the picker, which asks for a capture as it does for an upload. */
    async subject(
      id: string,
    ): Promise<{ file: { size: number; type: string }; session: Session | null } | null> {
      const known = (await noted.read()).find((one) => one.id === id);
      return known ? { file: known, session: await sessionFor(id) } : null;
    },
  };
}
export type Holding = ReturnType<typeof createHolding>;
