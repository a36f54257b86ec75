import { describe, expect, it } from 'vitest';
import type { UploadEvent } from '../../../lib/outbox/event.ts';
import { step } from '../../../lib/outbox/step.ts';
import type { Resume, Upload, UploadState } from '../../../lib/outbox/upload.ts';
import { example, type StateName, states } from './example.ts';

const now = 9_000;
const elsewhere = { ...example().target, path: '/organization/v1/users/patients/p2', before: null };
const events = {
  started: { type: 'started', now },
  created: { type: 'created', fileId: 'f2', now },
  partsBegun: { type: 'partsBegun', fileId: 'f2', partSize: 8_388_608, now },
  partStored: { type: 'partStored', fileId: 'f1', part: 2, etag: '"e2"', now },
  partStoredTwice: { type: 'partStored', fileId: 'f1', part: 1, etag: '"e1"', now },
  partStoredOfAnother: { type: 'partStored', fileId: 'f2', part: 2, etag: '"e2"', now },
  partsGivenUp: { type: 'partsGivenUp', now },
  sent: { type: 'sent', now },
  patched: { type: 'patched', now },
  attached: { type: 'attached', now },
  conflicted: { type: 'conflicted', theirs: 'file-other', now },
  made: { type: 'made', path: '/generic-entity/v1/generic-entities/g1', modified: null, holds: true, now },
  savedOver: { type: 'savedOver', now },
  heldBackBySession: { type: 'heldBack', why: 'session', notBefore: now, now },
  heldBackByNetwork: { type: 'heldBack', why: 'network', notBefore: 12_000, now },
  heldBackOffline: { type: 'heldBack', why: 'offline', notBefore: 12_000, now },
  heldBackByBrowser: { type: 'heldBack', why: 'browser', notBefore: 12_000, now },
  addressRefused: { type: 'addressRefused', notBefore: 12_000, now },
  woken: { type: 'woken', now },
  reconnected: { type: 'reconnected', now },
  preceded: { type: 'preceded', before: 'file-before', by: 'file-earlier', now },
  precededElsewhere: { type: 'preceded', before: 'file-other', by: 'file-earlier', now },
  interrupted: { type: 'interrupted', now },
  failed: { type: 'failed', reason: 'firewall', now },
  failedAsNotStored: { type: 'failed', reason: 'not-stored', now },
  failedAtStore: { type: 'failed', reason: 'storage-refused', now },
  retried: { type: 'retried', now },
  moved: { type: 'moved', target: elsewhere, now },
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
const { parts } = states.sendingParts;
const fromParts = { from: 'parts', fileId: 'f1', parts } as const;
const fromAttach = { from: 'attach', fileId: 'f1' } as const;
const untilSession = { at: 'waiting', why: 'session', notBefore: now } as const;
const untilNetwork = { at: 'waiting', why: 'network', notBefore: 12_000 } as const;
const offline = { at: 'waiting', why: 'offline', notBefore: 12_000 } as const;
const browser = { at: 'waiting', why: 'browser', notBefore: 12_000 } as const;
const newAddress = { at: 'waiting', why: 'server', notBefore: 12_000, resume: fromStart } as const;
const firewall = { at: 'failed', reason: 'firewall' } as const;
const refused = { at: 'failed', reason: 'storage-refused' } as const;
const notStored = { at: 'failed', reason: 'not-stored', resume: fromStart } as const;

const beforeAttach = {
  heldBackBySession: { ...untilSession, resume: fromStart },
  heldBackByNetwork: { ...untilNetwork, resume: fromStart },
  heldBackOffline: { ...offline, resume: fromStart },
  heldBackByBrowser: { ...browser, resume: fromStart },
  failed: { ...firewall, resume: fromStart },
  failedAsNotStored: notStored,
  failedAtStore: { ...refused, resume: fromStart },
  cancelled,
} as const;
const duringParts = {
  heldBackBySession: { ...untilSession, resume: fromParts },
  heldBackByNetwork: { ...untilNetwork, resume: fromParts },
  heldBackOffline: { ...offline, resume: fromParts },
  heldBackByBrowser: { ...browser, resume: fromParts },
  failed: { ...firewall, resume: fromParts },
  failedAsNotStored: notStored,
  failedAtStore: { ...refused, resume: fromStart },
  cancelled,
} as const;
const duringAttach = (resume: Resume) =>
  ({
    attached,
    conflicted: { at: 'conflict', fileId: 'f1', theirs: 'file-other' },
    heldBackBySession: { ...untilSession, resume },
    heldBackByNetwork: { ...untilNetwork, resume },
    heldBackOffline: { ...offline, resume },
    heldBackByBrowser: { ...browser, resume },
    failed: { ...firewall, resume: fromAttach },
    failedAsNotStored: notStored,
    failedAtStore: { ...refused, resume: fromAttach },
  }) as const;

const { waitingToStart, waitingToSendParts, waitingToAttach, waitingOffline } = states;
const { sending, sendingParts, failedAtStart, failedAtParts, failedAtAttach } = states;

/** What fits, and where it leads. Everything that is not in this table must change nothing. */
const table: Record<StateName, Partial<Record<EventName, UploadState>>> = {
  accepted: { started: creating, preceded: accepted, ...beforeAttach },
  creating: {
    created: { at: 'sending', fileId: 'f2' },
    partsBegun: { at: 'sending', fileId: 'f2', parts: { size: 8_388_608, etags: {} } },
    interrupted: accepted,
    preceded: creating,
    ...beforeAttach,
  },
  sending: {
    sent: attaching,
    addressRefused: newAddress,
    interrupted: accepted,
    preceded: sending,
    ...beforeAttach,
  },
  sendingParts: {
    partStored: { ...sendingParts, parts: { ...parts, etags: { 1: '"e1"', 2: '"e2"' } } },
    partsGivenUp: accepted,
    sent: attaching,
    addressRefused: newAddress,
    preceded: sendingParts,
    ...duringParts,
  },
  attaching: { patched: verifying, preceded: attaching, ...duringAttach(fromAttach) },
  verifying: duringAttach({ from: 'verify', fileId: 'f1' }),
  attached: { undoAsked: undoing, savedOver: states.savedOver },
  undoing: { undone, undoRefused: { ...attached, notUndone: 'changed' } },
  undone: {},
  waitingToStart: {
    woken: accepted,
    reconnected: accepted,
    preceded: waitingToStart,
    failed: { ...firewall, resume: fromStart },
    failedAsNotStored: notStored,
    failedAtStore: { ...refused, resume: fromStart },
    cancelled,
  },
  waitingToSendParts: {
    woken: sendingParts,
    reconnected: sendingParts,
    preceded: waitingToSendParts,
    failed: { ...firewall, resume: fromParts },
    failedAsNotStored: notStored,
    failedAtStore: { ...refused, resume: fromStart },
    cancelled,
  },
  waitingToAttach: {
    woken: attaching,
    preceded: waitingToAttach,
    failed: { ...firewall, resume: fromAttach },
    failedAsNotStored: notStored,
    failedAtStore: { ...refused, resume: fromAttach },
  },
  waitingOffline: {
    woken: attaching,
    reconnected: attaching,
    preceded: waitingOffline,
    failed: { ...firewall, resume: fromAttach },
    failedAsNotStored: notStored,
    failedAtStore: { ...refused, resume: fromAttach },
  },
  conflict: { settledMine: attaching, settledTheirs: cancelled },
  // What was there before is there again: that is what an undo would have come to.
  savedOver: { settledMine: attaching, settledTheirs: undone },
  failedAtStart: { retried: accepted, moved: accepted, preceded: failedAtStart },
  failedAtParts: { retried: sendingParts, moved: accepted, preceded: failedAtParts },
  failedAtAttach: { retried: attaching, moved: accepted, preceded: failedAtAttach },
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

  it('that a form has saved over may replace what it replaced at first, be that nothing', () => {
    for (const before of ['file-before', null]) {
      const target = { ...example().target, before };
      const asked = step(example({ state: states.attached, target }), events.savedOver);
      expect(asked.state).toMatchObject({ at: 'conflict', theirs: before });
      expect(step(asked, events.settledMine).target.before).toBe(before);
    }
  });

  it('that was not undone and then saved over is asked about all the same', () => {
    const state = { ...states.attached, notUndone: 'unanswered' } as const;
    expect(step(example({ state }), events.savedOver).state).toEqual(states.savedOver);
  });

  it.each([
    ['heldBackByNetwork', 3],
    ['heldBackByBrowser', 3],
    ['heldBackBySession', 2],
    ['heldBackOffline', 2],
    ['addressRefused', 2],
  ] as const)(
    'counts trouble as a failed try, but not a wait for what nobody tried: %s',
    (event, attempts) => {
      expect(step(example({ state: states.sending, attempts: 2 }), events[event]).attempts).toBe(attempts);
    },
  );

  it('gets a new address from the store once, whatever else went wrong, and once more after a retry', () => {
    const sendingAgain = (upload: Upload): Upload => ({ ...upload, state: states.sending });
    const refused = (upload: Upload) => step(sendingAgain(upload), events.addressRefused);
    const once = refused(step(example({ state: states.sending, attempts: 0 }), events.heldBackByNetwork));
    expect(once.state).toEqual(newAddress);
    const twice = refused(step(once, events.woken));
    expect(twice.state).toEqual({ at: 'failed', reason: 'storage-refused', resume: fromStart });
    expect(refused(step(twice, events.retried)).state).toEqual(newAddress);
    expect(step(sendingAgain(once), events.sent)).not.toHaveProperty('addressRefused');
  });

  it('was shown what the same person’s earlier file replaced, and so replaces that file', () => {
    expect(step(example({ state: states.accepted }), events.preceded).target.before).toBe('file-earlier');
    const empty = example({ target: { ...example().target, before: null } });
    expect(step(empty, events.preceded)).toBe(empty);
  });

  it('goes to another record only after it has failed at its own, and with nothing of what was sent', () => {
    const moved = step(example({ state: states.failedAtAttach, attempts: 7 }), events.moved);
    expect(moved).toMatchObject({ state: accepted, target: elsewhere, attempts: 0 });
    expect(step(example({ state: states.conflict }), events.moved).target).toEqual(example().target);
  });

  it('is not charged with the death of the worker', () => {
    expect(step(example({ state: states.sending, attempts: 2 }), events.interrupted).attempts).toBe(2);
  });

  it('that is given up in parts keeps none of them', () => {
    const after = step(example({ state: states.sendingParts }), events.partsGivenUp);
    expect(after.state).toEqual(accepted);
    expect(step(example({ state: states.sendingParts }), events.addressRefused).state).toEqual(newAddress);
  });

  it.each([
    ['sending', 'sent'],
    ['sendingParts', 'partStored'],
    ['attaching', 'attached'],
    ['conflict', 'settledMine'],
    ['savedOver', 'settledMine'],
    ['failedAtAttach', 'retried'],
    ['waitingOffline', 'reconnected'],
  ] as const)('that is %s starts counting anew once %s', (from, event) => {
    expect(step(example({ state: states[from], attempts: 7 }), events[event]).attempts).toBe(0);
  });

  it('keeps its file, owner and target whatever happens, apart from what may be replaced', () => {
    for (const from of names(states)) {
      for (const name of names(events)) {
        const upload = example({ state: states[from] });
        const { id, file, owner, target } = step(upload, events[name]);
        expect({ id, file, owner }).toEqual({ id: upload.id, file: upload.file, owner: upload.owner });
        if (!['settledMine', 'preceded', 'moved'].includes(name)) expect(target).toBe(upload.target);
      }
    }
  });
});
