import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { UploadEvent } from '../../../lib/outbox/event.ts';
import { isFinished } from '../../../lib/outbox/phase.ts';
import { step } from '../../../lib/outbox/step.ts';
import { failReasons, type Upload } from '../../../lib/outbox/upload.ts';
import { example } from './example.ts';

/** Where a person sends a file that its first record does not take. */
const elsewhere = { ...example().target, path: '/organization/v1/users/patients/p2', before: null };

const anyId = fc.constantFrom('f1', 'f2', 'f3');
const bare = <T extends string>(...types: T[]) => fc.record({ type: fc.constantFrom(...types) });
const onward = fc.oneof(
  bare('started', 'sent', 'patched', 'attached', 'woken', 'retried', 'undoAsked', 'undone'),
  fc.record({ type: fc.constant('created' as const), fileId: anyId }),
  fc.record({ type: fc.constant('partsBegun' as const), fileId: anyId, partSize: fc.constant(8_388_608) }),
  fc.record({
    type: fc.constant('made' as const),
    path: fc.constant('/generic-entity/v1/generic-entities/g1'),
    modified: fc.constant(null),
    holds: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('partStored' as const),
    fileId: anyId,
    part: fc.integer({ min: 1, max: 4 }),
    etag: fc.constantFrom('"a"', '"b"'),
  }),
);
const astray = fc.oneof(
  bare('interrupted', 'partsGivenUp', 'cancelled', 'reconnected', 'savedOver'),
  fc.record({ type: fc.constant('addressRefused' as const), notBefore: fc.nat() }),
  fc.record({ type: fc.constant('preceded' as const), before: fc.option(anyId), by: fc.option(anyId) }),
  fc.record({
    type: fc.constant('undoRefused' as const),
    why: fc.constantFrom('changed' as const, 'refused' as const, 'unanswered' as const),
  }),
  fc.record({ type: fc.constant('conflicted' as const), theirs: fc.option(anyId) }),
  fc.record({ type: fc.constant('moved' as const), target: fc.constant(elsewhere) }),
  fc.record({
    type: fc.constant('heldBack' as const),
    why: fc.constantFrom('session' as const, 'offline' as const, 'network' as const, 'browser' as const),
    notBefore: fc.nat(),
  }),
  fc.record({ type: fc.constant('failed' as const), reason: fc.constantFrom(...failReasons) }),
  fc.record({
    type: fc.constant('settled' as const),
    keep: fc.constantFrom('mine' as const, 'theirs' as const),
  }),
);
/** Leaning towards what leads onward, so that most stories come to where there is something to lose. */
const happening = fc.oneof({ weight: 4, arbitrary: onward }, { weight: 1, arbitrary: astray });
const story = fc.array(
  happening.map((what): UploadEvent => ({ ...what, now: 2_000 })),
  { minLength: 30, maxLength: 120 },
);

/** Runs a story from a fresh upload and shows each change: before, event, after. */
function tell(events: UploadEvent[], see: (before: Upload, event: UploadEvent, after: Upload) => void): void {
  let upload = example({ attempts: 0 });
  for (const event of events) {
    const after = step(upload, event);
    see(upload, event, after);
    upload = after;
  }
}

const storedFileOf = ({ state }: Upload): string | null => {
  if (state.at === 'waiting' || state.at === 'failed') {
    const { resume } = state;
    return resume.from === 'attach' || resume.from === 'verify' ? resume.fileId : null;
  }
  return 'fileId' in state && state.at !== 'sending' ? state.fileId : null;
};

/** Parts that are stored, wherever the upload rests with them. */
function storedPartsOf({ state }: Upload): Record<number, string> | null {
  if (state.at === 'sending') return state.parts?.etags ?? null;
  const waits = state.at === 'waiting' || state.at === 'failed';
  return waits && state.resume.from === 'parts' ? state.resume.parts.etags : null;
}

it('never leaves a finished state, except that an attached file may be undone, or saved over', () => {
  fc.assert(
    fc.property(story, (events) =>
      tell(events, (before, event, after) => {
        if (!isFinished(before) || after === before) return;
        expect(before.state.at).toBe('attached');
        expect(['undoAsked undoing', 'savedOver conflict']).toContain(`${event.type} ${after.state.at}`);
      }),
    ),
  );
});

it('never sends bytes again that are stored, unless BioT says that it lost them, or they go elsewhere', () => {
  fc.assert(
    fc.property(story, (events) =>
      tell(events, (before, event, after) => {
        const stored = storedFileOf(before);
        const lost = event.type === 'failed' && event.reason === 'not-stored';
        const goes = event.type === 'moved' || after.state.at === 'cancelled';
        if (stored === null || lost || goes) return;
        expect(storedFileOf(after)).toBe(stored);
      }),
    ),
  );
});

it('never sends a part again that is stored, unless the store or BioT has lost all of them', () => {
  fc.assert(
    fc.property(story, (events) =>
      tell(events, (before, event, after) => {
        const stored = storedPartsOf(before);
        const isOver = after.state.at === 'attaching' || after.state.at === 'cancelled';
        const isLost = ['addressRefused', 'partsGivenUp', 'moved'].includes(event.type);
        const isRefused = event.type === 'failed' && ['not-stored', 'storage-refused'].includes(event.reason);
        if (stored === null || isOver || isLost || isRefused) return;
        expect(Object.keys(storedPartsOf(after) ?? {})).toEqual(expect.arrayContaining(Object.keys(stored)));
      }),
    ),
  );
});

it('is never attached without having sent, and never cancelled once an attach may have been tried', () => {
  fc.assert(
    fc.property(story, (events) => {
      let sent = false;
      tell(events, (before, event, after) => {
        if (after === before) return;
        // A file that goes elsewhere is sent anew, as a file of its own.
        sent = event.type === 'sent' || (sent && event.type !== 'moved');
        if (after.state.at === 'attached') expect(sent).toBe(true);
        if (after.state.at === 'cancelled' && event.type === 'cancelled') {
          expect(storedFileOf(before)).toBeNull();
        }
      });
    }),
  );
});

it('counts only tries that failed, and never more than it was told of', () => {
  fc.assert(
    fc.property(story, (events) => {
      let told = 0;
      tell(events, (before, event, after) => {
        if (event.type === 'heldBack') told += 1;
        expect(after.attempts).toBeLessThanOrEqual(told);
        if (after.attempts > before.attempts) expect(event).toMatchObject({ type: 'heldBack' });
      });
    }),
  );
});

it('is turned down by the store twice at most before somebody is told', () => {
  fc.assert(
    fc.property(story, (events) => {
      let forgiven = 0;
      tell(events, (before, event, after) => {
        if (event.type === 'retried' || event.type === 'sent') forgiven = after === before ? forgiven : 0;
        if (event.type !== 'addressRefused' || after.state.at !== 'waiting' || after === before) return;
        forgiven += 1;
        expect(forgiven).toBe(1);
      });
    }),
  );
});

it('may replace another value only because of an earlier file, or by a person’s word', () => {
  fc.assert(
    fc.property(story, (events) =>
      tell(events, (before, event, after) => {
        if (after.target.before === before.target.before) return;
        expect(['preceded', 'settled', 'moved']).toContain(event.type);
        if (event.type === 'preceded') expect(before.target.before).toBe(event.before);
      }),
    ),
  );
});

it('means nothing new when an event is told twice in the same place', () => {
  fc.assert(
    fc.property(story, (events) =>
      tell(events, (before, event, after) => {
        if (after.state.at === before.state.at || event.type === 'failed') return;
        expect(step(after, event)).toBe(after);
      }),
    ),
  );
});

it('is asked about after a save only where it was attached, and may then replace what it may have before', () => {
  fc.assert(
    fc.property(story, (events) =>
      tell(events, (before, event, after) => {
        if (event.type !== 'savedOver' || after === before) return;
        expect(before.state.at).toBe('attached');
        const mine = step(after, { type: 'settled', keep: 'mine', now: 3_000 });
        expect(mine.state).toEqual({ at: 'attaching', fileId: storedFileOf(before) });
        expect(mine.target).toEqual(before.target);
        expect(isFinished(step(after, { type: 'settled', keep: 'theirs', now: 3_000 }))).toBe(true);
      }),
    ),
  );
});
