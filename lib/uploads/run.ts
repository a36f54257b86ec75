import type { BiotClient } from '../biot/client.ts';
import type { Entity } from '../biot/record.ts';
import type { UploadEvent } from '../outbox/event.ts';
import { step } from '../outbox/step.ts';
import type { Owner, Upload } from '../outbox/upload.ts';
import type { Journal, Lost } from '../store/journal.ts';
import type { Carrier } from './carrier.ts';
import { effect, type Reach } from './effects.ts';
import type { Handed } from './handed.ts';
import { signedOut } from './setbacks.ts';

interface Session {
  client: BiotClient;
  /** The API answered 401 to the token in use. */
  refused(): Promise<void>;
}

/** What uploads are run with. */
export interface Means {
  journal: Pick<
    Journal,
    'all' | 'get' | 'change' | 'note' | 'pretend' | 'bytes' | 'reader' | 'lost' | 'wipeBytes' | 'forget'
  >;
  carrier: Carrier;
  /** Files as they were handed over, each once. */
  handed(id: string): Handed | null;
  /** A client that may carry this owner's uploads; null while there is no such session. */
  clientFor(owner: Owner): Promise<Session | null>;
  took(upload: Upload, entity: Entity): void;
  /** Something has moved: whoever shows uploads draws anew. */
  changed(): void;
  /** Asks to be woken at a time, in milliseconds since the epoch. */
  wakeMeAt(time: number): void;
  /** These were not finished, and can no longer be opened or were wiped: they are given up. */
  lost(lost: Lost): Promise<void>;
  /** Whether the browser says that it has a network. */
  online(): boolean;
  now(): number;
}

/** What an event has done. `fits` is false where it changed nothing. */
interface Moved {
  before: Upload | null;
  after: Upload | null;
  fits: boolean;
}

/** Tells an upload what has happened to it. @param how `note`: a later change writes it down. */
export async function move(
  { journal, changed }: Pick<Means, 'journal' | 'changed'>,
  id: string,
  happened: (upload: Upload) => UploadEvent,
  how: 'change' | 'note' = 'change',
): Promise<Moved> {
  let before: Upload | null = null;
  const after = await journal[how](id, (present) => {
    before = present;
    return step(present, happened(present));
  });
  changed();
  return { before, after, fits: after !== before };
}

/** Bytes below which a file of many is sent again rather than joined by a worker that comes after this one's death. */
const joined = 1024 ** 2;

/**
 * Whether a worker that knows nothing of it does it again without harm: what is created and not attached is nobody's,
 * and BioT sweeps it. Of a thousand files each step that is written down costs as much as the file.
 */
const isRepeatable = ({ type }: UploadEvent, { batch, file }: Upload) =>
  batch !== undefined && (type === 'started' || (type === 'created' && file.size < joined));

/**
 * Carries an upload on until it rests or needs somebody. A state is journalled before its effect begins, but for
 * what may be done twice.
 */
export async function run(
  id: string,
  means: Means & Pick<Reach, 'partless' | 'turn' | 'gathering'>,
  signal: AbortSignal,
): Promise<void> {
  const { journal, carrier, handed, took, online, now, partless, turn, gathering } = means;
  const addresses = new Map<string, string>();
  const fresh = new Set<string>();
  async function stored(fileId: string, part: number, etag: string): Promise<boolean> {
    const { after } = await move(means, id, () => ({ type: 'partStored', fileId, part, etag, now: now() }));
    return after?.state.at === 'sending';
  }
  // Read anew: whoever chose it for running may have looked a moment too early, and it may be over since.
  for (let present = await journal.get(id); present; ) {
    const session: Session | null = await means.clientFor(present.owner);
    const event: UploadEvent | null = session
      ? await effect(present, {
          ...session,
          carrier,
          handed,
          addresses,
          fresh,
          bytes: journal.bytes,
          reader: journal.reader,
          partless,
          turn,
          gathering,
          stored,
          took,
          online,
          now,
          signal,
        })
      : signedOut(present, now());
    if (event === null) return;
    if (event.type === 'sent' && present.state.at === 'sending') fresh.add(present.state.fileId);
    const how = isRepeatable(event, present) ? 'note' : 'change';
    const { after, fits }: Moved = await move(means, id, () => event, how);
    if (after === null || after.state.at === 'waiting') return;
    // An event that does not fit means that somebody else was first, like a cancel. Where nobody was, the
    // same effect would be run for ever.
    if (!fits && after.state.at === present.state.at) throw new Error('Nothing has come of an effect');
    present = after;
  }
}
