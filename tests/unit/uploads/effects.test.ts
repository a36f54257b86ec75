import { describe, expect, it } from 'vitest';
import { maxAttempts } from '../../../lib/outbox/backoff.ts';
import type { Upload, UploadState } from '../../../lib/outbox/upload.ts';
import { effect } from '../../../lib/uploads/effects.ts';
import type { PutResult } from '../../../lib/uploads/put.ts';
import { example, states } from '../outbox/example.ts';
import { platform, troubles } from './platform.ts';
import { carriedOut, now, reachOf } from './reach.ts';

/** On its way, with nothing gone wrong yet, to an attribute that was empty when the file came. */
const upload = (state: UploadState, attempts = 0): Upload =>
  example({ state, attempts, target: { ...example().target, before: null } });
const { accepted, creating, attaching, verifying } = states;
const sending = { at: 'sending', fileId: 'f1' } as const;
const address = 'https://s3.amazonaws.com/bucket/f1';
const fromStart = { from: 'start' } as const;

describe('an upload', () => {
  it.each([
    ['accepted', 'started'],
    ['waitingToStart', 'woken'],
    ['waitingToAttach', 'woken'],
  ] as const)('that is %s goes on without a word to anybody', async (at, type) => {
    const biot = platform();
    expect(await effect(upload(states[at]), reachOf(biot).reach)).toEqual({ type, now });
    expect(biot.calls).toEqual([]);
  });

  it.each(['attached', 'undone', 'conflict', 'failedAtStart', 'failedAtAttach', 'cancelled'] as const)(
    'that is %s asks for nothing',
    async (at) => {
      const biot = platform();
      expect(await effect(upload(states[at]), reachOf(biot).reach)).toBeNull();
      expect(biot.calls).toEqual([]);
    },
  );

  it('is created under its name and type, and its address is kept in memory', async () => {
    const biot = platform();
    const { reach } = reachOf(biot);
    expect(await effect(upload(creating), reach)).toEqual({ type: 'created', fileId: 'f1', now });
    expect(biot.calls).toEqual(['create wound.png image/png']);
    expect([...reach.addresses]).toEqual([['f1', address]]);
  });

  it('is sent to its address, which is then of no more use', async () => {
    const biot = platform();
    const { reach } = reachOf(biot);
    reach.addresses.set('f1', address);
    expect(await effect(upload(sending), reach)).toEqual({ type: 'sent', now });
    expect(biot.calls).toEqual([`put f1 ${address} image/png bytes`]);
    expect(reach.addresses.size).toBe(0);
  });

  it('is sent as it was handed over, and from its seal where that was changed or taken away since', async () => {
    const biot = platform();
    const md5 = 'a'.repeat(32);
    const handed = { file: new Blob(['handed']), md5 };
    const { reach } = reachOf(biot, [{ is: 'unreadable' }, { is: 'stored' }]);
    const told: unknown[] = [];
    const carrier: typeof reach.carrier = {
      ...reach.carrier,
      put(job, signal) {
        told.push(job.md5);
        return reach.carrier.put(job, signal);
      },
    };
    reach.addresses.set('f1', address);
    const event = await effect(upload(sending), { ...reach, carrier, handed: () => handed });
    expect(event).toEqual({ type: 'sent', now });
    expect(biot.calls).toEqual([`put f1 ${address} image/png handed`, `put f1 ${address} image/png bytes`]);
    expect(told).toEqual([md5, undefined]);
  });

  it('joins the PUT that a former worker has begun', async () => {
    const biot = platform();
    expect(await effect(upload(sending), reachOf(biot).reach)).toEqual({ type: 'sent', now });
    expect(biot.calls).toEqual(['join f1']);
  });

  it('is not sent without its bytes', async () => {
    const biot = platform();
    const { reach } = reachOf(biot);
    reach.addresses.set('f1', address);
    const event = await effect(upload(sending), { ...reach, bytes: async () => null });
    expect(event).toEqual({ type: 'failed', reason: 'bytes-lost', now });
    expect(biot.calls).toEqual([]);
  });

  it.each([
    ['cancelled while its seal was opened', new Blob(['bytes'])],
    ['cancelled, and its bytes are wiped already', null],
  ])('is not sent once it is %s', async (_, bytes) => {
    const biot = platform();
    const { reach } = reachOf(biot);
    reach.addresses.set('f1', address);
    const abort = new AbortController();
    const opening = Promise.withResolvers<Blob | null>();
    const event = effect(upload(sending), { ...reach, bytes: () => opening.promise, signal: abort.signal });
    abort.abort();
    opening.resolve(bytes);
    expect(await event).toEqual({ type: 'cancelled', now });
    expect(biot.calls).toEqual([]);
  });

  it.each([
    ['all of it', { size: 1234 }, { type: 'sent', now }],
    ['less', { size: 1233 }, { type: 'heldBack', why: 'altered', now }],
    ['nothing', { size: 0 }, { type: 'heldBack', why: 'altered', now }],
    ['what nobody may look at', { size: null }, { type: 'sent', now }],
    ['what cannot be read now', { trouble: troubles.network }, { type: 'heldBack', why: 'network', now }],
  ])(
    'of which the store does not tell what it holds goes on by what is read back: %s',
    async (_, stored, event) => {
      const { reach } = reachOf(platform(), [{ is: 'unproven' }]);
      const means = { ...reach, storedSize: async () => stored };
      expect(await effect(upload(sending), means)).toMatchObject(event);
    },
  );

  const refused = (status: number, code: string | null = null): PutResult => ({
    is: 'refused',
    status,
    code,
  });
  const failed = (reason: string) => ({ type: 'failed', reason, now });
  const heldBack = (why: string) => ({ type: 'heldBack', why, now });
  it.each<[PutResult, number, object]>([
    [refused(403), 0, { type: 'addressRefused', now }],
    [refused(403), maxAttempts, { type: 'addressRefused', now }],
    [refused(400, 'RequestTimeout'), 0, heldBack('server')],
    [refused(400, 'ExpiredToken'), 0, heldBack('server')],
    [refused(400, 'EntityTooLarge'), 0, failed('storage-refused')],
    [refused(404, 'ExpiredToken'), 0, failed('storage-refused')],
    [refused(408), 1, heldBack('server')],
    [refused(429), 1, heldBack('server')],
    [refused(500), 1, heldBack('server')],
    [refused(503), maxAttempts - 1, failed('server')],
    [refused(400), 0, failed('storage-refused')],
    [refused(404), 0, failed('storage-refused')],
    [refused(302), 0, failed('storage-refused')],
    [refused(0), 0, failed('storage-refused')],
    [{ is: 'altered' }, 0, heldBack('altered')],
    [{ is: 'altered' }, 3, failed('altered')],
    [{ is: 'unreachable' }, 1, heldBack('network')],
    [{ is: 'unreachable' }, maxAttempts - 1, failed('unreachable')],
    [{ is: 'unreadable' }, 0, failed('unreadable')],
    [{ is: 'cancelled' }, 0, { type: 'heldBack', why: 'browser' }],
    [{ is: 'unknown' }, 0, { type: 'interrupted', now }],
  ])('of which the store says %j after %i tries hears what that means', async (result, attempts, event) => {
    for (const known of [true, false]) {
      const { reach } = reachOf(platform(), [result]);
      if (known) reach.addresses.set('f1', address);
      expect(await effect(upload(sending, attempts), reach)).toMatchObject(event);
    }
  });

  it('that the store turns away with 403 is created anew, once', async () => {
    const biot = platform();
    const lucky = reachOf(biot, [refused(403), { is: 'stored' }]);
    expect((await carriedOut(upload(accepted), lucky.reach)).state).toEqual({ at: 'attached', fileId: 'f2' });
    expect(biot.done()).toEqual(['create', 'put', 'create', 'put', 'read', 'patch']);

    const other = platform();
    const unlucky = reachOf(other, [refused(403)]);
    const state = { at: 'failed', reason: 'storage-refused', resume: fromStart };
    expect((await carriedOut(upload(accepted), unlucky.reach)).state).toEqual(state);
    expect(other.done()).toEqual(['create', 'put', 'create', 'put']);
  });

  it('that the store turns away after other trouble is created anew all the same', async () => {
    const biot = platform();
    const { reach } = reachOf(biot, [{ is: 'unreachable' }, refused(403), { is: 'stored' }]);
    expect((await carriedOut(upload(accepted), reach)).state).toEqual({ at: 'attached', fileId: 'f3' });
  });

  it('whose browser is offline waits for ever and is charged with nothing', async () => {
    const { reach } = reachOf(platform(), [{ is: 'unreachable' }]);
    reach.addresses.set('f1', address);
    const event = await effect(upload(sending, maxAttempts - 1), { ...reach, online: () => false });
    expect(event).toEqual({ type: 'heldBack', why: 'offline', notBefore: now + 60_000, now });
  });

  it('whose network never comes back gives up after so many tries', async () => {
    const biot = platform();
    const { reach } = reachOf(biot, [{ is: 'unreachable' }]);
    const state = { at: 'failed', reason: 'unreachable', resume: fromStart };
    expect((await carriedOut(upload(accepted), reach)).state).toEqual(state);
    expect(biot.done().filter((call) => call === 'put')).toHaveLength(maxAttempts);
  });
});

describe('an upload in trouble', () => {
  const steps = [
    ['create', creating],
    ['read', attaching],
    ['patch', attaching],
    ['read', verifying],
  ] as const;

  it.each(steps)('at its %s while it is %j', async (call, state) => {
    const event = async (trouble: (typeof troubles)[keyof typeof troubles], attempts = 0) => {
      const biot = platform(state.at === 'verifying' ? { wound_photo: { id: 'f1' } } : {});
      biot.refusing.set(call, trouble);
      const { reach, heard } = reachOf(biot);
      return { event: await effect(upload(state, attempts), reach), refused: heard.refused };
    };
    // The token is told to be refused, and the wait is not one for the clock.
    const session = { event: { type: 'heldBack', why: 'session', notBefore: now, now }, refused: 1 };
    expect(await event(troubles.session)).toEqual(session);
    expect(await event(troubles.session, maxAttempts)).toEqual(session);
    for (const why of ['network', 'server'] as const) {
      const held = await event(troubles[why]);
      expect(held).toMatchObject({ event: { type: 'heldBack', why, now }, refused: 0 });
      if (held.event?.type === 'heldBack') expect(held.event.notBefore).toBeGreaterThanOrEqual(now + 1_000);
    }
    const last = maxAttempts - 1;
    expect(await event(troubles.network, last)).toMatchObject({ event: { reason: 'unreachable' } });
    expect(await event(troubles.server, last)).toMatchObject({ event: { reason: 'server' } });
    const denied = { type: 'failed', reason: 'access-denied', now };
    expect(await event(troubles.denied)).toEqual({ event: denied, refused: 0 });
  });

  it('waits for as long as the server has asked', async () => {
    const biot = platform();
    biot.refusing.set('create', { is: 'later', why: 'server', retryAfter: 90_000 });
    const event = await effect(upload(creating), reachOf(biot).reach);
    expect(event).toMatchObject({ type: 'heldBack', notBefore: now + 90_000 });
  });
});
