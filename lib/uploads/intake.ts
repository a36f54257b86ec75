import { digestOf } from '../files/digest.ts';
import { clipboardName, fileName, isGenericName } from '../files/name.ts';
import { refusalFor } from '../files/refusal.ts';
import type { Target, Upload } from '../outbox/upload.ts';
import type { Examined } from '../protocol/bulk.ts';
import type { AttributeView, RecordView } from '../protocol/record.ts';
import type { Inspection, NewUpload } from '../protocol/requests.ts';
import type { FailReason } from '../protocol/upload.ts';
import type { Session } from '../session/sessions.ts';
import type { Carrier } from './carrier.ts';

/** Anything a FILE attribute takes: what is refused here is refused everywhere. */
const anyFile: Pick<AttributeView, 'type' | 'accepts'> = { type: 'FILE', accepts: null };

/**
 * What the first bytes say of a file; reads no more than those.
 * @param attributes of the record it is meant for.
 */
export async function inspect(
  file: Blob,
  name: string,
  attributes: readonly AttributeView[],
  { sniff }: Pick<Carrier, 'sniff'>,
): Promise<Inspection> {
  const { size } = file;
  const sniffed = await sniff(file, name);
  if (sniffed === null) {
    const unread = { type: file.type, extension: '' };
    return { name: fileName(name, unread), ...unread, size, refusal: 'unreadable', refusals: {} };
  }
  return {
    name: isGenericName(name) ? null : fileName(name, sniffed),
    ...sniffed,
    size,
    refusal: refusalFor({ size, type: sniffed.type }, anyFile),
    refusals: refusalsOf({ size, type: sniffed.type }, attributes),
  };
}

/** Names of the attributes that do not take a file, and why. */
export function refusalsOf(
  file: Pick<Upload['file'], 'size' | 'type'>,
  attributes: readonly AttributeView[],
): Record<string, FailReason> {
  const refused = attributes.flatMap((one): [string, FailReason][] => {
    const reason = one.writable ? refusalFor(file, one) : 'read-only';
    return reason ? [[one.name, reason]] : [];
  });
  return Object.fromEntries(refused);
}

/** Where a file of a known type goes, or why it cannot go there. @param before the file it was shown as replacing */
export function targetOf(
  record: Omit<RecordView, 'readAt'>,
  attribute: string,
  before: string | null,
  file: Pick<Upload['file'], 'size' | 'type'>,
): Target | FailReason {
  const found = record.attributes.find((one) => one.name === attribute);
  if (!found) return 'attribute-gone';
  if (!found.writable) return 'read-only';
  return (
    refusalFor(file, found) ?? {
      kind: record.ref.kind,
      path: record.ref.path,
      caption: record.caption,
      identity: record.identity,
      attribute,
      displayName: found.displayName,
      basePath: found.basePath,
      before,
    }
  );
}

/** What an upload is made of, gathered by the background from what it knows itself, never from the page. */
export interface Arrival {
  upload: NewUpload;
  session: Session | null;
  record: Omit<RecordView, 'readAt'> | null;
  now: Date;
  id: string;
}

/** Checks a file against the attribute it is meant for; nothing has been created anywhere before this. */
export async function admit(
  arrival: Arrival,
  { sniff }: Pick<Carrier, 'sniff'>,
): Promise<{ ok: true; upload: Upload } | { ok: false; reason: FailReason }> {
  const { session, record, now, id } = arrival;
  const { file, name, attribute, replaces } = arrival.upload;
  if (session === null) return refuse('no-session');
  if (record === null) return refuse('record-unknown');
  const to = (sniffed: Pick<Upload['file'], 'size' | 'type'>) =>
    targetOf(record, attribute, replaces, sniffed);
  return admitTo(to, { file, name, session, now, id }, { sniff });
}

const refuse = (reason: FailReason) => ({ ok: false, reason }) as const;

/** The same for a file whose place is found out some other way, once its type is known. */
export async function admitTo(
  to: (file: Pick<Upload['file'], 'size' | 'type'>) => Target | FailReason | Promise<Target | FailReason>,
  {
    file,
    name,
    session,
    now,
    id,
    examined,
  }: {
    file: Blob;
    name: string | null;
    session: Session;
    now: Date;
    id: string;
    /** What somebody of ours has read of it. */
    examined?: Examined;
  },
  { sniff }: Pick<Carrier, 'sniff'>,
): Promise<{ ok: true; upload: Upload } | { ok: false; reason: FailReason }> {
  const sniffed = examined ?? (await sniff(file, name ?? ''));
  if (sniffed === null) return refuse('unreadable');
  const target = await to({ size: file.size, type: sniffed.type });
  if (typeof target === 'string') return refuse(target);
  const digest = examined?.digest ?? (await digestOf(file).catch(() => null));
  if (digest === null) return refuse('unreadable');
  const given = name === null ? null : fileName(name, sniffed);
  const upload: Upload = {
    id,
    file: {
      name: given ?? clipboardName(target.displayName, sniffed.extension, now),
      type: sniffed.type,
      size: file.size,
      digest,
    },
    owner: {
      portal: session.portal,
      api: session.api,
      user: session.user,
      organization: session.organization,
    },
    target,
    state: { at: 'accepted' },
    attempts: 0,
    createdAt: now.getTime(),
    changedAt: now.getTime(),
  };
  return { ok: true, upload };
}
