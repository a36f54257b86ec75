import type { Handlers, Sender } from '../../lib/browser/transport.ts';
import { openWindow } from '../../lib/browser/windows.ts';
import type { Upload } from '../../lib/outbox/upload.ts';
import type { FoundRecord } from '../../lib/protocol/picker.ts';
import { type EntityRef, sameEntity } from '../../lib/protocol/record.ts';
import type { Requests } from '../../lib/protocol/requests.ts';
import type { FailReason } from '../../lib/protocol/upload.ts';
import { type Session, sessionOf } from '../../lib/session/sessions.ts';
import type { Journal } from '../../lib/store/journal.ts';
import { isOwn } from '../../lib/uploads/frame-records.ts';
import { refusalsOf, targetOf } from '../../lib/uploads/intake.ts';
import type { KnownRecord } from '../../lib/uploads/record-view.ts';
import type { Runner } from '../../lib/uploads/runner.ts';
import { searchEntities } from '../../lib/uploads/search.ts';
import { uploadView } from '../../lib/uploads/upload-view.ts';
import { mustBeOurs } from './askers.ts';
import type { Biot } from './biot.ts';
import type { Portals } from './portals.ts';

interface Parts {
  journal: Journal;
  portals: Portals;
  biot: Biot;
  runner: Runner;
  isTheirs(from: Sender, upload: Upload): Promise<boolean>;
}

type Wanted = 'upload.elsewhere' | 'upload.move' | 'picker.read' | 'picker.search' | 'picker.record';

/** What the picker asks: another record for a file that its first one does not take. */
export function pickerAnswers({
  journal,
  portals,
  biot,
  runner,
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

  const found = ({ ref, caption, identity }: KnownRecord, kind: string | null = null): FoundRecord => ({
    ref,
    caption,
    identity,
    kind,
  });

  /** Records that the person's open pages have read, as they are known. */
  async function openRecords(session: Session): Promise<FoundRecord[]> {
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
      const others = session ? await openRecords(session) : [];
      return {
        upload: uploadView(upload, { sent: 0 }),
        open: others.filter(({ ref }) => ref.path !== upload.target.path),
      };
    },
    'picker.search': async ({ id, text }, from) => {
      mustBeOurs(from);
      const known = await theirs(from, id);
      if (!known?.session) return { reason: 'no-session' };
      const result = await searched(known.session, text);
      return typeof result === 'string' ? { reason: result } : { found: result };
    },
    'picker.record': async ({ id, ref }, from) => {
      mustBeOurs(from);
      const known = await theirs(from, id);
      // Read anew: what is replaced is what the record holds at this moment.
      const record = known?.session && (await biot.records.renew(ref, known.session));
      if (!known || !record) return null;
      return { record, refusals: refusalsOf(known.upload.file, record.attributes) };
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
