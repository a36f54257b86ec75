import type { Caller } from './reads.ts';

/** Calls under way at one time; a portal that has more leaves the oldest to the person last heard of. */
const most = 500;

/** Whose call an answer belongs to: a frame may have changed hands before it came. */
export function callersOf() {
  const calling = new Map<string, Caller | null>();
  return {
    called(request: string, by: Caller): void {
      calling.set(request, by);
      for (const oldest of [...calling.keys()].slice(0, -most)) calling.delete(oldest);
    },
    /** Null where the document that called is gone, undefined where this worker has not seen the call. */
    answered(request: string): Caller | null | undefined {
      const by = calling.get(request);
      calling.delete(request);
      return by;
    },
    /** A frame gets a new document: what the former one has asked for is none of the new one's. */
    left(tab: number, frame: number): void {
      for (const [request, by] of calling) {
        const isLeft = by?.document === '' && by.tab === tab && (frame === 0 || by.frame === frame);
        if (isLeft) calling.set(request, null);
      }
    },
  };
}
