import * as v from 'valibot';
import { entityKinds, sameEntity } from '../protocol/record.ts';

const read = v.object({
  ref: v.object({ api: v.string(), kind: v.picklist(entityKinds), path: v.string(), id: v.string() }),
  /** Milliseconds since the epoch. */
  at: v.number(),
});
const frame = v.object({
  tab: v.number(),
  frame: v.number(),
  /** The browser's name for the document; '' where it tells none, as Firefox before 153. */
  document: v.string(),
  portal: v.string(),
  /** Whose token the calls carry: two people may be signed in on one portal, in two containers for instance. */
  user: v.string(),
  organization: v.string(),
  /** Newest first. */
  reads: v.array(read),
  /** When it last read a list of records: milliseconds since the epoch, 0 for never. */
  listedAt: v.number(),
  /** When it last added a record: milliseconds since the epoch, 0 for never. */
  createdAt: v.number(),
  /** The list it read last, as a call of its own: the path without an id, and BioT's `searchRequest` as JSON. */
  list: v.optional(v.object({ kind: v.picklist(entityKinds), path: v.string(), request: v.string() })),
  /** The last heard of in its frame; another may come back, from the back/forward cache or with the next call. */
  present: v.boolean(),
});

/** What one person has read by id in one document of one frame. */
export type FrameReads = v.InferOutput<typeof frame>;
export type Read = v.InferOutput<typeof read>;
export const frames = v.array(frame);

/** A document, as calls and messages name it. */
export type DocumentAt = Pick<FrameReads, 'tab' | 'frame' | 'document' | 'portal'>;
/** The same with the person whose token its calls carry. */
export type Caller = DocumentAt & Pick<FrameReads, 'user' | 'organization'>;

/** Records behind these are forgotten: a person looks at one, and portals prefetch a list's lines around it. */
const remembered = 48;
/** Browsers keep about half a dozen documents of a tab to go back to; beside these there are frames. */
const documents = 16;

const sits = (one: FrameReads, at: { tab: number; frame: number }) =>
  one.tab === at.tab && one.frame === at.frame;
const isOf = (one: FrameReads, at: DocumentAt) =>
  sits(one, at) && one.document === at.document && one.portal === at.portal;
const isBy = (one: FrameReads, by: Caller) =>
  isOf(one, by) && one.user === by.user && one.organization === by.organization;

/** Who was last heard of in a frame, even if the document is gone since. */
export function lastIn(
  known: readonly FrameReads[],
  at: { tab: number; frame: number },
): FrameReads | undefined {
  return known.findLast((one) => sits(one, at));
}

/** The newest that is known of a document. */
export function lastOf(known: readonly FrameReads[], at: DocumentAt): FrameReads | undefined {
  return known.findLast((one) => isOf(one, at));
}

/** Whether a person is at work in any frame. */
export function isAtWork(
  known: readonly FrameReads[],
  { portal, user, organization }: Pick<FrameReads, 'portal' | 'user' | 'organization'>,
): boolean {
  return known.some(
    (one) => one.present && one.portal === portal && one.user === user && one.organization === organization,
  );
}

/** A document has called the API under somebody's token: from now on it is the one in its frame. */
export function seen(known: readonly FrameReads[], by: Caller): readonly FrameReads[] {
  const before = known.findLast((one) => isBy(one, by));
  return before?.present
    ? known
    : presented(known, before ?? { ...by, reads: [], listedAt: 0, createdAt: 0, present: true });
}

/** A document has spoken up itself, perhaps after it came back from the back/forward cache. */
export function returned(known: readonly FrameReads[], at: DocumentAt): readonly FrameReads[] {
  const before = lastOf(known, at);
  return before && !before.present ? presented(known, before) : known;
}

/** Puts one last and into its frame; a new document of the top frame takes all frames of its tab with it. */
function presented(known: readonly FrameReads[], one: FrameReads): readonly FrameReads[] {
  const top = known.findLast((other) => sits(other, one) && other.present);
  const isNew = one.frame === 0 && top !== undefined && top.document !== one.document;
  const others = known
    .filter((other) => other !== one)
    .map((other) =>
      other.present && other.tab === one.tab && (isNew || other.frame === one.frame)
        ? { ...other, present: false }
        : other,
    );
  const [oldest] = others.filter(({ tab }) => tab === one.tab).slice(0, 1 - documents);
  return [...others.filter((other) => other !== oldest), { ...one, present: true }];
}

/** Only what stands can take in an answer: where documents have no names, the former one's may come late. */
const takesIn = (one: FrameReads, by: Caller) => isBy(one, by) && (one.present || one.document !== '');

/** Notes that somebody has read a record by id; reading it again makes it the newest. */
export function noted(
  known: readonly FrameReads[],
  by: Caller,
  { ref, at: when }: Read,
): readonly FrameReads[] {
  return known.map((one) =>
    takesIn(one, by)
      ? {
          ...one,
          reads: [{ ref, at: when }, ...one.reads.filter((old) => !sameEntity(old.ref, ref))].slice(
            0,
            remembered,
          ),
        }
      : one,
  );
}

/** Notes that somebody has read a list of records; which one, where it can be read again by the same words. */
export function listed(
  known: readonly FrameReads[],
  by: Caller,
  when: number,
  list?: FrameReads['list'],
): readonly FrameReads[] {
  return known.map((one) => (takesIn(one, by) ? { ...one, listedAt: when, ...(list && { list }) } : one));
}

/** Notes that somebody has added a record, whose id its page will tell by reading it. */
export function created(known: readonly FrameReads[], by: Caller, when: number): readonly FrameReads[] {
  return known.map((one) => (takesIn(one, by) ? { ...one, createdAt: when } : one));
}

/**
 * A frame gets a new document; the top one's takes all frames with it. What was read is forgotten where the
 * browser names no documents, because nothing could tell it from what the next one reads. Who read it is not.
 */
export function left(
  known: readonly FrameReads[],
  at: { tab: number; frame: number },
): readonly FrameReads[] {
  const isLeft = (one: FrameReads) =>
    one.document === '' && one.tab === at.tab && (at.frame === 0 || one.frame === at.frame);
  if (!known.some(isLeft)) return known;
  return known.flatMap((one) => {
    if (!isLeft(one)) return one;
    return one.frame === at.frame ? { ...one, reads: [], listedAt: 0, createdAt: 0, present: false } : [];
  });
}

/** A tab is closed. */
export function closed(known: readonly FrameReads[], tab: number): readonly FrameReads[] {
  return known.every((one) => one.tab !== tab) ? known : known.filter((one) => one.tab !== tab);
}
