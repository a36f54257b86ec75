import { type EntityRef, sameEntity } from '../protocol/record.ts';
import type { Caller, DocumentAt } from './reads.ts';

/** Calls under way at one time; a portal that has more leaves the oldest to the person last heard of. */
const most = 500;

interface Call {
  by: Caller | null;
  /** The record that is being read by id. */
  asked: EntityRef | null;
}

/** Whose call an answer belongs to, for a frame may have changed hands before it came; and what is asked for now. */
export function callersOf() {
  const calling = new Map<string, Call>();
  return {
    called(request: string, by: Caller, asked: EntityRef | null = null): void {
      calling.set(request, { by, asked });
      for (const oldest of [...calling.keys()].slice(0, -most)) calling.delete(oldest);
    },
    /** Null where the document that called is gone, undefined where this worker has not seen the call. */
    answered(request: string): Caller | null | undefined {
      const call = calling.get(request);
      calling.delete(request);
      return call?.by;
    },
    /** What a document is reading at this moment: what it shows may be that already. */
    asking({ tab, frame, document }: DocumentAt): EntityRef[] {
      const asked: EntityRef[] = [];
      for (const { by, asked: one } of calling.values()) {
        const isHere = by?.tab === tab && by.frame === frame && by.document === document;
        if (isHere && one && !asked.some((other) => sameEntity(other, one))) asked.push(one);
      }
      return asked;
    },
    /** A frame gets a new document: what the former one has asked for is none of the new one's. */
    left(tab: number, frame: number): void {
      for (const call of calling.values()) {
        const { by } = call;
        if (by?.document === '' && by.tab === tab && (frame === 0 || by.frame === frame)) call.by = null;
      }
    },
  };
}
