import type { Handlers, Sender } from '../../lib/browser/transport.ts';
import { openWindow } from '../../lib/browser/windows.ts';
import type { Upload } from '../../lib/outbox/upload.ts';
import type { FoundRecord } from '../../lib/protocol/picker.ts';
import type { Requests } from '../../lib/protocol/requests.ts';
import type { FailReason } from '../../lib/protocol/upload.ts';
import { type Session, sessionOf } from '../../lib/session/sessions.ts';
import type { Journal } from '../../lib/store/journal.ts';
import { refusalsOf, targetOf } from '../../lib/uploads/intake.ts';
import type { Runner } from '../../lib/uploads/runner.ts';
import { searchEntities } from '../../lib/uploads/search.ts';
import { uploadView } from '../../lib/uploads/upload-view.ts';
import { mustBeOurs } from './askers.ts';
import type { Biot } from './biot.ts';
import type { Captures } from './captures.ts';
import { found, openRecords } from './open-records.ts';
import type { Portals } from './portals.ts';

interface Parts {
  journal: Journal;
  portals: Portals;
  biot: Biot;
  runner: Runner;
  captures: Pick<Captures, 'subject'>;
  isTheirs(from: Sender, upload: Upload): Promise<boolean>;
}

type Wanted = 'upload.elsewhere' | 'upload.move' | 'picker.read' | 'picker.search' | 'picker.record';

/** What the picker asks: another record for a file that its first one does not take. */
export function pickerAnswers({
  journal,
  portals,
  biot,
  runner,
  captures,
  isTheirs,
}: Parts): Pick<Handlers<Requests>, Wanted> {
  let search = new AbortController();

  /** The upload, with the session of its owner; the picker speaks for nobody else. */
  async function theirs(
    from: Sender,
    id: string,
  ): Promise<{ upload: Upload; session: Session | null } | null> {
    const upload = await journal.get(id);
    if (!upload || !(await isTheirs(from, upload))) return null;
    const session = sessionOf(await portals.sessions(), upload.owner);
    return { upload, session: session?.refused ? null : session };
  }

  /** What is to go somewhere: an upload, or what was chosen on some page. */
  async function subject(from: Sender, id: string) {
    const known = await theirs(from, id);
    return known ? { file: known.upload.file, session: known.session } : captures.subject(id);
  }

  async function searched(session: Session, text: string): Promise<FoundRecord[] | FailReason> {
    search.abort();
    search = new AbortController();
    const { signal } = search;
    const hits = await searchEntities(session.api, text, biot.clientOf(session), signal).catch(
      (cause: unknown) => {
        // Overtaken by the next one: nobody waits for it any more.
        if (signal.aborted) return [];
        throw cause;
      },
    );
    if ('is' in hits)
      return hits.is === 'session' ? 'no-session' : hits.is === 'refused' ? hits.reason : 'server';
    const records = await Promise.all(
      hits.map(({ ref, entity }) => biot.records.viewed(ref, entity, session)),
    );
    return records.flatMap((record, index) =>
      record ? [found(record, hits[index]?.entity._template?.displayName)] : [],
    );
  }

  return {
    'upload.elsewhere': async ({ id }, from) => {
      const upload = await journal.get(id);
      if (upload && (await isTheirs(from, upload)))
        await openWindow('send.html', `upload=${encodeURIComponent(id)}`);
      return undefined;
    },
    'picker.read': async ({ id }, from) => {
      mustBeOurs(from);
      const known = await theirs(from, id);
      if (!known) return { upload: null, open: [] };
      const { upload, session } = known;
      const others = session ? await openRecords({ portals, biot }, session) : [];
      return {
        upload: uploadView(upload, { sent: 0 }),
        open: others.filter(({ ref }) => ref.path !== upload.target.path),
      };
    },
    'picker.search': async ({ id, text }, from) => {
      mustBeOurs(from);
      const known = await subject(from, id);
      if (!known?.session) return { reason: 'no-session' };
      const result = await searched(known.session, text);
      return typeof result === 'string' ? { reason: result } : { found: result };
    },
    'picker.record': async ({ id, ref }, from) => {
      mustBeOurs(from);
      const known = await subject(from, id);
      // Read anew: what is replaced is what the record holds at this moment.
      const isTheirs = ref.api === known?.session?.api;
      const record = known?.session && isTheirs ? await biot.records.renew(ref, known.session) : null;
      if (!known || !record) return null;
      return { record, refusals: refusalsOf(known.file, record.attributes) };
    },
    'upload.move': async ({ id, ref, attribute, replaces }, from) => {
      mustBeOurs(from);
      const known = await theirs(from, id);
      if (!known?.session) return { accepted: false, reason: 'no-session' };
      const record = await biot.records.get(ref, known.session);
      if (!record) return { accepted: false, reason: 'record-unknown' };
      const target = targetOf(record, attribute, replaces, known.upload.file);
      if (typeof target === 'string') return { accepted: false, reason: target };
      if ((await journal.bytes(id)) === null) return { accepted: false, reason: 'bytes-lost' };
      await runner.tell(id, { type: 'moved', target, now: Date.now() });
      return { accepted: true, id };
    },
  };
}
