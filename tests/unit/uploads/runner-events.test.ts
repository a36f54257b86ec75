import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { maxAttempts } from '../../../lib/outbox/backoff.ts';
import type { PutResult } from '../../../lib/uploads/put.ts';
import { states } from '../outbox/example.ts';
import { bytes, desk, upload } from './desk.ts';

describe('a network that is away', () => {
  it('is waited for, and everything goes on at once when it is back', async () => {
    const { journal, runner, until, rested, answers, has } = desk();
    has.network = false;
    answers.put = async () => ({ is: 'unreachable' });
    await journal.add(upload(), bytes());
    for (let minutes = 0; minutes < 3 * maxAttempts; minutes += 1) {
      await rested();
      has.now += 60_000;
    }
    expect(await until('waiting')).toMatchObject({ attempts: 0, state: { why: 'offline' } });
    has.network = true;
    answers.put = async () => ({ is: 'stored' });
    await runner.reconnected();
    await until('attached');
  });

  it('costs no patience: a wait for it is over when the browser has one again', async () => {
    const { journal, runner, until, done } = desk();
    await journal.add(
      upload({ attempts: 5, state: { ...states.waitingToStart, notBefore: 9_000 } }),
      bytes(),
    );
    await runner.wake();
    expect(done()).toEqual([]);
    await runner.reconnected();
    expect(await until('attached')).toMatchObject({ attempts: 0 });
  });
});

describe('a cancel', () => {
  it.each([
    ['is passed on', async () => undefined],
    ['is not held up by a carrier that does not hear it', () => Promise.reject(new Error('Nobody there'))],
    ['is not held up by a carrier that does not answer', () => new Promise<undefined>(() => undefined)],
  ])('while the bytes are under way %s', async (_, answer) => {
    const { journal, means, runner, until, answers, calls, done } = desk();
    const put = Promise.withResolvers<PutResult>();
    answers.put = () => put.promise;
    const cancelled: string[] = [];
    means.carrier.cancel = (id) => {
      cancelled.push(id);
      return answer();
    };
    await journal.add(upload(), bytes());
    await runner.wake();
    await expect.poll(() => calls.includes('put bytes'), { interval: 1 }).toBe(true);
    await runner.tell('u1', { type: 'cancelled', now: 2 });
    await until('cancelled');
    expect(cancelled).toEqual(['f1']);
    expect(await journal.bytes('u1')).toBeNull();
    // Even where the store has all of them by then.
    put.resolve({ is: 'stored' });
    await expect.poll(() => runner.busy(), { interval: 1 }).toBe(false);
    await until('cancelled');
    expect(done()).toEqual(['create', 'put']);
  });

  it('while the seal is opened keeps every byte here', async () => {
    const { journal, means, runner, until, done } = desk();
    const [opening, opened] = [Promise.withResolvers<void>(), Promise.withResolvers<Blob | null>()];
    means.journal.bytes = () => {
      opening.resolve();
      return opened.promise;
    };
    await journal.add(upload(), bytes());
    await runner.wake();
    await opening.promise;
    await runner.tell('u1', { type: 'cancelled', now: 2 });
    opened.resolve(bytes());
    await expect.poll(() => runner.busy(), { interval: 1 }).toBe(false);
    await until('cancelled');
    expect(done()).not.toContain('put');
  });
});

describe('an undo', () => {
  it('for which nobody is signed in is refused, and does not come at a later sign-in', async () => {
    const { journal, runner, until, rested, done, has, record } = desk();
    await journal.add(upload(), bytes());
    await runner.wake();
    await until('attached');
    has.session = false;
    await runner.tell('u1', { type: 'undoAsked', now: 2 });
    await rested();
    expect((await journal.get('u1'))?.state).toMatchObject({ at: 'attached', notUndone: 'unanswered' });
    const before = done().length;
    has.session = true;
    await rested();
    expect(done()).toHaveLength(before);
    expect(record).toMatchObject({ wound_photo: { id: 'f1' } });
  });
});

describe('a second file for the same place', () => {
  it('waits for the first, replaces it, and gives it back on undo', async () => {
    const { journal, runner, until, answers, calls, record } = desk();
    const first = Promise.withResolvers<PutResult>();
    answers.put = () => first.promise;
    await journal.add(upload({ id: 'u1', createdAt: 1 }), bytes());
    await runner.wake();
    await expect.poll(() => calls.includes('put bytes'), { interval: 1 }).toBe(true);
    await journal.add(upload({ id: 'u2', createdAt: 2 }), bytes());
    await runner.wake();
    expect((await journal.get('u2'))?.state.at).toBe('accepted');
    answers.put = async () => ({ is: 'stored' });
    first.resolve({ is: 'stored' });
    await until('attached');
    expect(await until('attached', 'u2')).toMatchObject({ target: { before: 'f1' } });
    expect(record).toMatchObject({ wound_photo: { id: 'f2' } });
    await runner.tell('u2', { type: 'undoAsked', now: 3 });
    await until('undone', 'u2');
    expect(record).toMatchObject({ wound_photo: { id: 'f1' } });
  });

  it('does not overtake a first one that waits', async () => {
    const { journal, runner, until, rested, has } = desk();
    const waiting = { ...states.waitingToStart, notBefore: 9_000 };
    await journal.add(upload({ id: 'u1', createdAt: 1, state: waiting }), bytes());
    await journal.add(upload({ id: 'u2', createdAt: 2 }), bytes());
    await rested();
    expect((await journal.get('u2'))?.state.at).toBe('accepted');
    has.now = 9_000;
    await runner.wake();
    await until('attached', 'u2');
    await until('attached', 'u1');
  });

  it('learns of the first from the journal, where the worker died in between', async () => {
    const { journal, runner, until, record } = desk();
    Object.assign(record, { wound_photo: { id: 'f0' } });
    await journal.add(upload({ id: 'u1', createdAt: 1, state: { at: 'attached', fileId: 'f0' } }), bytes());
    await journal.add(upload({ id: 'u2', createdAt: 2, changedAt: 2 }), bytes());
    await runner.wake();
    expect(await until('attached', 'u2')).toMatchObject({ target: { before: 'f0' } });
  });
});

describe('a person who leaves', () => {
  it('takes along what is theirs: it is ended, removed and counted, and nobody else’s is touched', async () => {
    const { journal, runner, until, answers, calls, lost, done, rested } = desk();
    const put = Promise.withResolvers<PutResult>();
    answers.put = () => put.promise;
    const other = { ...upload().owner, user: 'somebody-else' };
    await journal.add(upload(), bytes());
    await journal.add(upload({ id: 'over', state: states.attached }), bytes());
    await journal.add(upload({ id: 'u2', owner: other, state: states.failedAtStart }), bytes());
    await runner.wake();
    await expect.poll(() => calls.includes('put bytes'), { interval: 1 }).toBe(true);
    await runner.wipe(({ user }) => user === upload().owner.user);
    expect((await journal.all()).uploads.map(({ id }) => id)).toEqual(['u2']);
    expect([await journal.bytes('u1'), await journal.bytes('u2')]).toEqual([null, expect.any(Blob)]);
    expect(lost).toEqual([1]);
    put.resolve({ is: 'stored' });
    await rested();
    expect(calls).toContain('cancel');
    expect(done()).not.toContain('attach');
    await expect(until('failed', 'u2')).resolves.toMatchObject({ owner: other });
  });
});
