import * as v from 'valibot';

const read = v.object({
  ref: v.object({ api: v.string(), kind: v.literal('patient'), path: v.string(), id: v.string() }),
  /** Milliseconds since the epoch. */
  at: v.number(),
});
const frame = v.object({
  tab: v.number(),
  frame: v.number(),
  portal: v.string(),
  /** Whose token its calls carry: two people may be signed in on one portal, in two containers for instance. */
  user: v.string(),
  organization: v.string(),
  reads: v.array(read),
  /** When it last read a list of records: milliseconds since the epoch, 0 for never. */
  listedAt: v.number(),
  /** Its document is gone; who was there is known until the next one calls. */
  gone: v.boolean(),
});

/** What the present document of one frame has read by id, newest first. */
export type FrameReads = v.InferOutput<typeof frame>;
export type Read = v.InferOutput<typeof read>;
export const frames = v.array(frame);

/** Records behind these are forgotten: a person looks at one, and portals prefetch a few around it. */
const remembered = 24;

const sits = (one: FrameReads, at: { tab: number; frame: number }) =>
  one.tab === at.tab && one.frame === at.frame;

type Caller = Pick<FrameReads, 'tab' | 'frame' | 'portal' | 'user' | 'organization'>;

/** A frame whose document has called the API; it is known from its first call on, and so is who calls. */
export function seen(known: readonly FrameReads[], at: Caller): readonly FrameReads[] {
  const same = (one: FrameReads) =>
    !one.gone &&
    sits(one, at) &&
    one.portal === at.portal &&
    one.user === at.user &&
    one.organization === at.organization;
  if (known.some(same)) return known;
  return [...known.filter((one) => !sits(one, at)), { ...at, reads: [], listedAt: 0, gone: false }];
}

/** Notes that a frame has read a record by id; reading it again makes it the newest. */
export function noted(
  known: readonly FrameReads[],
  at: { tab: number; frame: number; portal: string },
  { ref, at: when }: Read,
): readonly FrameReads[] {
  return known.map((one) =>
    !one.gone && sits(one, at) && one.portal === at.portal
      ? {
          ...one,
          reads: [
            { ref, at: when },
            ...one.reads.filter((old) => old.ref.path !== ref.path || old.ref.api !== ref.api),
          ].slice(0, remembered),
        }
      : one,
  );
}

/** Notes that a frame has read a list of records. */
export function listed(
  known: readonly FrameReads[],
  at: { tab: number; frame: number; portal: string },
  when: number,
): readonly FrameReads[] {
  return known.map((one) => (sits(one, at) && one.portal === at.portal ? { ...one, listedAt: when } : one));
}

/** A frame gets a new document; the top one's takes all frames with it. */
export function left(known: readonly FrameReads[], tab: number, frame: number): readonly FrameReads[] {
  if (!known.some((one) => one.tab === tab && (frame === 0 || one.frame === frame))) return known;
  const stays = known.filter((one) => one.tab !== tab || frame !== 0 || one.frame === 0);
  return stays.map((one) =>
    sits(one, { tab, frame }) ? { ...one, reads: [], listedAt: 0, gone: true } : one,
  );
}

/** A tab is closed. */
export function closed(known: readonly FrameReads[], tab: number): readonly FrameReads[] {
  return known.every((one) => one.tab !== tab) ? known : known.filter((one) => one.tab !== tab);
}
