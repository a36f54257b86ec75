import { describe, expect, it } from 'vitest';
import type { Fields } from '../../../lib/biot/record.ts';
import type { Upload, UploadState } from '../../../lib/outbox/upload.ts';
import { effect } from '../../../lib/uploads/effects.ts';
import { example, states } from '../outbox/example.ts';
import { platform, troubles } from './platform.ts';
import { carriedOut, now, reachOf } from './reach.ts';

const { attaching, verifying, undoing } = states;
const path = '/organization/v1/users/patients/p1';

/** Ours is `f1`; `before` is what the person was shown. */
const upload = (state: UploadState, before: string | null, basePath: string | null = null): Upload =>
  example({ state, attempts: 0, target: { ...example().target, before, basePath } });
const holding = (id: string | null): Fields => ({ wound_photo: id === null ? null : { id } });

async function happened(state: UploadState, before: string | null, present: string | null) {
  const biot = platform(holding(present));
  const { reach, took, heard } = reachOf(biot);
  const event = await effect(upload(state, before), reach);
  return { event, did: biot.done(), holds: biot.record.wound_photo, took, heard };
}

const attached = { type: 'attached', now };

describe('an upload that is attached', () => {
  const conflicted = (theirs: string | null) => ({ type: 'conflicted', theirs, now });
  it.each<[string | null, string | null, object, string[]]>([
    [null, null, attached, ['read', 'patch']],
    ['former', 'former', attached, ['read', 'patch']],
    [null, 'f1', attached, ['read']],
    ['former', 'f1', attached, ['read']],
    [null, 'theirs', conflicted('theirs'), ['read']],
    ['former', 'theirs', conflicted('theirs'), ['read']],
    ['former', null, conflicted(null), ['read']],
  ])('where %j was shown and %j is found replaces what was shown and nothing else', async (...row) => {
    const [before, present, event, did] = row;
    const what = await happened(attaching, before, present);
    expect(what).toMatchObject({ event, did });
    const holds = did.includes('patch') ? 'f1' : present;
    expect(what.holds).toEqual(holds === null ? null : { id: holds });
    // Whoever shows the record is told what was found, and what has become of it.
    expect(what.took.map((one) => one.wound_photo)).toEqual(
      did.map((call) => holding(call === 'read' ? present : 'f1').wound_photo),
    );
  });

  it('finds and sets an attribute below its basePath, and touches no other', async () => {
    const biot = platform({ wound_photo: { id: 'other' }, _configuration: { wound_photo: null } });
    const { reach } = reachOf(biot);
    expect(await effect(upload(attaching, null, '_configuration'), reach)).toEqual(attached);
    expect(biot.calls).toEqual([
      `read ${path}`,
      `patch ${path} {"_configuration":{"wound_photo":{"id":"f1"}}}`,
    ]);
    expect(biot.record.wound_photo).toEqual({ id: 'other' });
  });

  it.each(['former', null])('and whose answer is lost is found there and not sent again', async (before) => {
    const biot = platform(holding(before));
    biot.losing.add('patch');
    const { reach } = reachOf(biot);
    expect((await carriedOut(upload(attaching, before), reach)).state.at).toBe('attached');
    expect(biot.done()).toEqual(['read', 'patch', 'read']);
  });

  it('stays somebody’s to decide when another file came behind a lost answer', async () => {
    const biot = platform(holding(null));
    biot.losing.add('patch');
    const { reach } = reachOf(biot);
    expect(await effect(upload(attaching, null), reach)).toMatchObject({ type: 'heldBack', why: 'network' });
    Object.assign(biot.record, holding('theirs'));
    expect(await effect(upload(attaching, null), reach)).toEqual(conflicted('theirs'));
    expect(biot.record).toMatchObject(holding('theirs'));
  });

  it('is read once more when the answer does not show it', async () => {
    const biot = platform(holding(null));
    const { reach } = reachOf(biot);
    const client = { ...biot.client };
    client.patchEntity = async (...of) => {
      await biot.client.patchEntity(...of);
      return { ok: true, value: { _id: 'p1' } };
    };
    expect(await effect(upload(attaching, null), { ...reach, client })).toEqual({ type: 'patched', now });
    expect((await carriedOut(upload(attaching, null), { ...reach, client })).state.at).toBe('attached');
  });

  it.each([
    [null, 'f1', attached],
    ['former', 'f1', attached],
    [null, null, { type: 'heldBack', why: 'server', now }],
    ['former', 'former', { type: 'heldBack', why: 'server', now }],
    [null, 'theirs', conflicted('theirs')],
    ['former', null, conflicted(null)],
  ])('is verified by reading alone: %j was shown, %j is found', async (before, present, event) => {
    const what = await happened(verifying, before, present);
    expect(what).toMatchObject({ event, did: ['read'] });
  });
});

describe('an upload to another kind of record', () => {
  const to = (path: string, basePath: string | null, state: UploadState): Upload =>
    example({ state, attempts: 0, target: { ...example().target, path, basePath, before: null } });
  const device = '/device/v2/devices/PUMP%2007%2FA';
  const refusal = { is: 'refused', reason: 'attribute-gone' } as const;

  it('sends again what was just read of the fields that BioT insists on', async () => {
    const session = '/device/v1/devices/d%201/usage-sessions/s1';
    const biot = platform({ _summary: {}, _startTime: '2026-02-03T20:30:00Z', _state: 'ACTIVE' });
    const { reach } = reachOf(biot);
    expect(await effect(to(session, '_summary', attaching), reach)).toEqual(attached);
    const insisted = '"_startTime":"2026-02-03T20:30:00Z","_state":"ACTIVE"';
    expect(biot.calls).toEqual([
      `read ${session}`,
      `patch ${session} {${insisted},"_summary":{"wound_photo":{"id":"f1"}}}`,
    ]);
  });

  it.each([
    ['attached', attaching, { id: 'f1' }],
    ['undone', undoing, null],
  ])('to a device’s status is %s by its own path, in the form that is taken', async (_, state, value) => {
    const before = value === null ? { id: 'f1' } : null;
    const biot = platform({ _status: { wound_photo: before } });
    const { reach } = reachOf(biot);
    const client = { ...biot.client };
    client.patchEntity = async (path, body) => {
      biot.calls.push(`patch ${path} ${JSON.stringify(body)}`);
      if ('data' in body) return { ok: false, trouble: refusal };
      // A body it does not understand changes nothing and is answered all the same.
      if ('_status' in body) Object.assign(biot.record, body);
      return { ok: true, value: structuredClone(biot.record) };
    };
    const event = await effect(to(device, '_status', state), { ...reach, client });
    expect(event).toEqual({ type: value === null ? 'undone' : 'attached', now });
    const inner = JSON.stringify({ wound_photo: value });
    expect(biot.calls).toEqual([
      `read ${device}`,
      `patch ${device}/status {"data":${inner}}`,
      `patch ${device}/status ${inner}`,
      `patch ${device}/status {"_status":${inner}}`,
    ]);
  });

  it('whose form is not the trouble is tried in one form only', async () => {
    const biot = platform({ _status: { wound_photo: null } });
    biot.refusing.set('patch', troubles.denied);
    const { reach } = reachOf(biot);
    await effect(to(device, '_status', attaching), reach);
    expect(biot.done()).toEqual(['read', 'patch']);
  });
});

describe('a file that BioT has lost', () => {
  const kept = new Blob(['bytes']);
  it.each([
    ['not-stored', 'is sent once more while its bytes are kept', kept, 'not-stored', 'not-stored'],
    ['not-stored', 'is to be chosen again when it was attached before', null, null, 'bytes-lost'],
    ['access-denied', 'is to be chosen again when it was attached before', null, 'not-stored', 'bytes-lost'],
    ['access-denied', 'but is there is no lost one', null, null, 'access-denied'],
    ['access-denied', 'is not looked for while its bytes are kept', kept, 'not-stored', 'access-denied'],
  ] as const)('and answers with %s %s', async (answer, _, bytes, look, reason) => {
    const biot = platform(holding('former'));
    biot.refusing.set('patch', { is: 'refused', reason: answer });
    if (look) biot.refusing.set('download', { is: 'refused', reason: look });
    const { reach } = reachOf(biot);
    const event = await effect(upload(attaching, 'former'), { ...reach, bytes: async () => bytes });
    expect(event).toEqual({ type: 'failed', reason, now });
  });
});

describe('an upload that a form has saved over meanwhile', () => {
  it.each([
    ['before the read, as it was', 'former', { type: 'attached', now }],
    ['before the read, with another file', 'chosen', { type: 'conflicted', theirs: 'chosen', now }],
  ])('%s, is attached or asked about', async (_, present, event) => {
    const what = await happened(attaching, 'former', present);
    expect(what.event).toEqual(event);
  });
});

describe('an upload that is undone', () => {
  const undone = { type: 'undone', now };
  const refused = (why: string) => ({ type: 'undoRefused', why, now });
  it.each<[string | null, string | null, object, string[]]>([
    ['former', 'f1', undone, ['read', 'patch']],
    [null, 'f1', undone, ['read', 'patch']],
    ['former', 'former', undone, ['read']],
    [null, null, undone, ['read']],
    ['former', 'theirs', refused('changed'), ['read']],
    [null, 'theirs', refused('changed'), ['read']],
    ['former', null, refused('changed'), ['read']],
  ])('to %j where %j is found takes back its own file and nobody else’s', async (...row) => {
    const [before, present, event, did] = row;
    const what = await happened(undoing, before, present);
    expect(what).toMatchObject({ event, did });
    expect(what.holds).toEqual(holding(did.includes('patch') ? before : present).wound_photo);
  });

  it.each([
    ['read', 'session', 'unanswered', 1],
    ['read', 'network', 'unanswered', 0],
    ['read', 'denied', 'refused', 0],
    ['patch', 'session', 'unanswered', 1],
    ['patch', 'server', 'unanswered', 0],
    ['patch', 'denied', 'refused', 0],
  ] as const)('whose %s meets %s stays attached and says why', async (call, trouble, why, tokens) => {
    const biot = platform(holding('f1'));
    biot.refusing.set(call, troubles[trouble]);
    const { reach, heard } = reachOf(biot);
    expect(await effect(upload(undoing, 'former'), reach)).toEqual(refused(why));
    expect(heard.refused).toBe(tokens);
    expect(biot.record).toMatchObject(holding('f1'));
  });

  it('is not called so while the answer shows something else', async () => {
    const biot = platform(holding('f1'));
    const { reach } = reachOf(biot);
    const client = { ...biot.client, patchEntity: () => biot.client.readEntity(path) };
    expect(await effect(upload(undoing, 'former'), { ...reach, client })).toEqual(refused('refused'));
  });

  it('and whose answer was lost is found undone at the next try', async () => {
    const biot = platform(holding('f1'));
    biot.losing.add('patch');
    const { reach } = reachOf(biot);
    expect(await effect(upload(undoing, 'former'), reach)).toEqual(refused('unanswered'));
    expect(await effect(upload(undoing, 'former'), reach)).toEqual(undone);
    expect(biot.done()).toEqual(['read', 'patch', 'read']);
  });
});
