import { describe, expect, it } from 'vitest';
import type { UploadEvent } from '../../../lib/outbox/event.ts';
import { step } from '../../../lib/outbox/step.ts';
import type { UploadState } from '../../../lib/outbox/upload.ts';
import { example, type StateName, states } from './example.ts';

const now = 9_000;
const events = {
  started: { type: 'started', now },
  created: { type: 'created', fileId: 'f2', now },
  sent: { type: 'sent', now },
  patched: { type: 'patched', now },
  attached: { type: 'attached', now },
  conflicted: { type: 'conflicted', theirs: 'file-other', now },
  heldBackBySession: { type: 'heldBack', why: 'session', notBefore: now, now },
  heldBackByNetwork: { type: 'heldBack', why: 'network', notBefore: 12_000, now },
  woken: { type: 'woken', now },
  interrupted: { type: 'interrupted', now },
  failed: { type: 'failed', reason: 'firewall', now },
  failedAsNotStored: { type: 'failed', reason: 'not-stored', now },
  retried: { type: 'retried', now },
  cancelled: { type: 'cancelled', now },
  settledMine: { type: 'settled', keep: 'mine', now },
  settledTheirs: { type: 'settled', keep: 'theirs', now },
  undoAsked: { type: 'undoAsked', now },
  undone: { type: 'undone', now },
  undoRefused: { type: 'undoRefused', why: 'changed', now },
} as const satisfies Record<string, UploadEvent>;
type EventName = keyof typeof events;

const { accepted, creating, attaching, verifying, attached, undoing, undone, cancelled } = states;
const fromStart = { from: 'start' } as const;
const fromAttach = { from: 'attach', fileId: 'f1' } as const;
const untilSession = { at: 'waiting', why: 'session', notBefore: now } as const;
const untilNetwork = { at: 'waiting', why: 'network', notBefore: 12_000 } as const;
const firewall = { at: 'failed', reason: 'firewall' } as const;
const notStored = { at: 'failed', reason: 'not-stored', resume: fromStart } as const;

const beforeAttach = {
  heldBackBySession: { ...untilSession, resume: fromStart },
  heldBackByNetwork: { ...untilNetwork, resume: fromStart },
  failed: { ...firewall, resume: fromStart },
  failedAsNotStored: notStored,
  cancelled,
} as const;
const duringAttach = {
  attached,
  conflicted: { at: 'conflict', fileId: 'f1', theirs: 'file-other' },
  heldBackBySession: { ...untilSession, resume: fromAttach },
  heldBackByNetwork: { ...untilNetwork, resume: fromAttach },
  failed: { ...firewall, resume: fromAttach },
  failedAsNotStored: notStored,
} as const;

/** What fits, and where it leads. Everything that is not in this table must change nothing. */
const table: Record<StateName, Partial<Record<EventName, UploadState>>> = {
  accepted: { started: creating, ...beforeAttach },
  creating: { created: { at: 'sending', fileId: 'f2' }, interrupted: accepted, ...beforeAttach },
  sending: { sent: attaching, interrupted: accepted, ...beforeAttach },
  attaching: { patched: verifying, ...duringAttach },
  verifying: duringAttach,
  attached: { undoAsked: undoing },
  undoing: { undone, undoRefused: { ...attached, notUndone: 'changed' } },
  undone: {},
  waitingToStart: {
    woken: accepted,
    failed: { ...firewall, resume: fromStart },
    failedAsNotStored: notStored,
    cancelled,
  },
  waitingToAttach: {
    woken: attaching,
    failed: { ...firewall, resume: fromAttach },
    failedAsNotStored: notStored,
  },
  conflict: { settledMine: attaching, settledTheirs: cancelled },
  failedAtStart: { retried: accepted },
  failedAtAttach: { retried: attaching },
  cancelled: {},
};

const names = <T extends string>(record: Record<T, unknown>) => Object.keys(record) as T[];

describe.each(names(states))('an upload that is %s', (from) => {
  it.each(names(events))('knows what %s means', (name) => {
    const upload = example({ state: states[from] });
    const after = step(upload, events[name]);
    const expected = table[from][name];
    if (expected) expect(after).toMatchObject({ state: expected, changedAt: now });
    else expect(after).toBe(upload);
  });
});

describe('an upload', () => {
  it('may replace what the person was shown in the conflict, and nothing else', () => {
    const after = step(example({ state: states.conflict }), events.settledMine);
    expect(after.target.before).toBe('file-theirs');
  });

  it('counts trouble as a failed try, but not a wait for somebody to sign in', () => {
    const upload = example({ state: states.sending, attempts: 2 });
    expect(step(upload, events.heldBackByNetwork).attempts).toBe(3);
    expect(step(upload, events.heldBackBySession).attempts).toBe(2);
  });

  it('is not charged with the death of the worker', () => {
    expect(step(example({ state: states.sending, attempts: 2 }), events.interrupted).attempts).toBe(2);
  });

  it.each([
    ['sending', 'sent'],
    ['attaching', 'attached'],
    ['conflict', 'settledMine'],
    ['failedAtAttach', 'retried'],
  ] as const)('that is %s starts counting anew once %s', (from, event) => {
    expect(step(example({ state: states[from], attempts: 7 }), events[event]).attempts).toBe(0);
  });

  it('keeps its file, owner and target whatever happens, apart from a settled conflict', () => {
    for (const from of names(states)) {
      for (const name of names(events)) {
        const upload = example({ state: states[from] });
        const { id, file, owner, target } = step(upload, events[name]);
        expect({ id, file, owner }).toEqual({ id: upload.id, file: upload.file, owner: upload.owner });
        if (name !== 'settledMine') expect(target).toBe(upload.target);
      }
    }
  });
});
