import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { maxAttempts } from '../../../lib/outbox/backoff.ts';
import { type Journal, openJournal, StoreFull } from '../../../lib/store/journal.ts';
import { states } from '../outbox/example.ts';
import { bytes, desk, upload } from './desk.ts';

const minute = 60_000;
/** A journal on a full disk: it can be read, and every change that would be written is refused. */
const full =
  ({ get }: Pick<Journal, 'get'>): Journal['change'] =>
  async (id, how) => {
    const before = await get(id);
    if (before !== null && how(before) !== before) throw new StoreFull('No room');
    return before;
  };

beforeEach(() => {
  // What goes wrong is told in the console, by its kind and without its text.
  const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  return () => {
    expect(JSON.stringify([error.mock.calls, warn.mock.calls])).not.toMatch(/No room|wound|Jones/);
    vi.restoreAllMocks();
  };
});

describe('a runner', () => {
  it('goes on after a look that failed, and asks to be woken for it', async () => {
    const { journal, means, runner, until, wakes } = desk();
    await journal.add(upload(), bytes());
    means.journal.all = () => Promise.reject(new Error('The database is gone'));
    await runner.wake();
    expect(wakes).toEqual([1_000 + minute]);
    means.journal.all = journal.all;
    await runner.wake();
    await until('attached');
  });

  it('is at work while something moves, and at rest when the last has moved', async () => {
    const { journal, runner, until, rested, busy } = desk();
    await journal.add(upload(), bytes());
    await runner.wake();
    await until('attached');
    await rested();
    expect(busy.slice(0, -1)).toContain(true);
    expect(busy.at(-1)).toBe(false);
  });

  it.each([
    ['creating', () => ({ state: states.creating })],
    ['attaching', () => ({ state: states.attaching })],
    ['verifying', () => ({ state: states.verifying })],
    ['undoing', () => ({ state: states.undoing })],
  ])('asks to be woken within a minute while one is %s, in case it dies over it', async (_, change) => {
    const { journal, means, runner, wakes } = desk();
    await journal.add(upload(change()), bytes());
    const asked: string[] = [];
    means.clientFor = async ({ user }) => {
      // Asked once whether it may run, and then never answered again.
      asked.push(user);
      return asked.length === 1
        ? { client: {} as never, refused: async () => undefined }
        : new Promise(() => 0);
    };
    await runner.wake();
    expect(wakes).toEqual([1_000 + minute]);
    expect(runner.busy()).toBe(true);
  });

  it('begins nothing for an upload that was over before it could be begun', async () => {
    const { journal, means, runner, calls } = desk();
    await journal.add(upload({ state: states.creating }), bytes());
    means.journal.all = async () => {
      const seen = await journal.all();
      await journal.change('u1', (before) => ({ ...before, state: states.cancelled }));
      return seen;
    };
    await runner.wake();
    await expect.poll(() => runner.busy(), { interval: 1 }).toBe(false);
    expect(calls).toEqual([]);
  });

  it('never asks to be woken at a time that has passed', async () => {
    const { journal, runner, wakes, answers, has } = desk();
    const [waiting, held] = [Promise.withResolvers<never>(), states.waitingToStart];
    answers.put = () => waiting.promise;
    has.now = 50_000;
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) {
      const target = { ...upload().target, attribute: id === 'f' ? 'a' : id };
      await journal.add(upload({ id, target, state: held, createdAt: id.charCodeAt(0) }), bytes());
    }
    await runner.wake();
    await runner.wake();
    expect(wakes.length).toBeGreaterThan(0);
    for (const time of wakes) expect(time).toBeGreaterThan(50_000);
  });
});

describe('a step of an upload', () => {
  it.each([
    ['is written down before the next', {}, ['change creating', 'change sending']],
    [
      'is noted where it is one of many and may be done twice',
      { batch: 'many' },
      ['note creating', 'note sending'],
    ],
  ])('%s', async (_, change, first) => {
    const { journal, means, runner, until } = desk();
    const steps: string[] = [];
    for (const how of ['change', 'note'] as const)
      means.journal[how] = async (id, step) => {
        const after = await journal[how](id, step);
        steps.push(`${how} ${after?.state.at}`);
        return after;
      };
    await journal.add(upload(change), bytes());
    await runner.wake();
    await until('attached');
    expect(steps).toEqual([...first, 'change attaching', 'change attached']);
  });
});

describe('a fault of the browser', () => {
  it('is a wait that is counted, and not run into again at once', async () => {
    const { journal, runner, until, rested, answers, done } = desk();
    answers.put = () => Promise.reject(new Error('The document has crashed'));
    await journal.add(upload(), bytes());
    await runner.wake();
    expect(await until('waiting')).toMatchObject({ attempts: 1, state: { why: 'browser' } });
    for (let wakes = 0; wakes < 20; wakes += 1) await rested();
    expect(done()).toEqual(['create', 'put']);
  });

  it('that does not pass is told in the end, and may be tried again', async () => {
    const { journal, runner, until, rested, answers, done, has } = desk();
    answers.put = () => Promise.reject(new Error('The document has crashed'));
    await journal.add(upload(), bytes());
    for (let wakes = 0; wakes < maxAttempts; wakes += 1) {
      await rested();
      has.now += minute;
    }
    expect((await until('failed'))?.state).toMatchObject({ reason: 'browser' });
    expect(done().filter((call) => call === 'put')).toHaveLength(maxAttempts);
    answers.put = async () => ({ is: 'stored' });
    await runner.tell('u1', { type: 'retried', now: 2 });
    await until('attached');
  });

  it('that leaves nothing to be stored is waited for in memory', async () => {
    const { journal, means, until, rested, done } = desk();
    await journal.add(upload({ state: states.creating }), bytes());
    means.journal.change = full(journal);
    for (let wakes = 0; wakes < 20; wakes += 1) await rested();
    expect(done()).toEqual(['create']);
    await until('creating');
  });

  it('that never leaves anything to be stored is told in the end, and passes when there is room again', async () => {
    const { journal, means, runner, until, rested, has, done } = desk();
    await journal.add(upload({ state: states.creating }), bytes());
    means.journal.change = full(journal);
    for (let wakes = 0; wakes < maxAttempts; wakes += 1) {
      await rested();
      has.now += minute;
    }
    expect((await until('failed'))?.state).toMatchObject({ reason: 'browser' });
    expect(done()).toHaveLength(maxAttempts);
    await rested();
    expect(done()).toHaveLength(maxAttempts);
    means.journal.change = journal.change;
    await runner.tell('u1', { type: 'retried', now: 2 });
    await until('attached');
  });

  it('that keeps even a wait from ending is not run into again at once', async () => {
    const { journal, means, rested, has } = desk();
    has.now = 50_000;
    await journal.add(upload({ state: states.waitingToStart }), bytes());
    const refuse = full(journal);
    let changes = 0;
    means.journal.change = (id, how) => {
      changes += 1;
      return refuse(id, how);
    };
    for (let wakes = 0; wakes < 20; wakes += 1) await rested();
    expect(changes).toBe(2);
  });

  it('while nobody is signed in is not counted at every look', async () => {
    const { journal, means, until, rested, has } = desk();
    has.session = false;
    await journal.add(upload({ state: states.creating }), bytes());
    means.journal.change = full(journal);
    for (let wakes = 0; wakes < 20; wakes += 1) await rested();
    await until('creating');
  });

  it('of one upload does not keep others from running', async () => {
    const { journal, means, runner, until } = desk();
    await journal.add(upload({ state: states.creating }), bytes());
    const target = { ...upload().target, attribute: 'ecg' };
    await journal.add(upload({ id: 'u2', target }), bytes());
    means.journal.change = (id, how) => (id === 'u1' ? full(journal) : journal.change)(id, how);
    await runner.wake();
    await until('attached', 'u2');
  });

  it('in an undo leaves it undone, and says so', async () => {
    const { journal, means, runner, until } = desk();
    await journal.add(upload({ state: states.attached }), bytes());
    means.took = () => {
      throw new Error('A fault of ours');
    };
    await runner.tell('u1', { type: 'undoAsked', now: 2 });
    await expect
      .poll(async () => (await journal.get('u1'))?.state, { interval: 1 })
      .toEqual({ ...states.attached, notUndone: 'unanswered' });
    await until('attached');
  });
});

describe('what is left at rest', () => {
  it.each(['attached', 'undone', 'cancelled'] as const)(
    'by a worker that died just before it wiped the bytes of one that is %s is wiped by the next',
    async (name) => {
      const { journal, runner } = desk();
      await journal.add(upload({ state: states[name] }), bytes());
      await journal.add(upload({ id: 'u2', state: states.failedAtStart }), bytes());
      await runner.wake();
      expect(await journal.bytes('u1')).toBeNull();
      expect(await journal.bytes('u2')).not.toBeNull();
    },
  );

  it('and cannot be opened any more is told by its number, once, and forgotten', async () => {
    const name = crypto.randomUUID();
    const { means, runner, lost } = desk();
    await openJournal({ name }).add(upload(), bytes());
    const db = await openDB(name);
    await db.delete('keys', 'seal');
    db.close();
    Object.assign(means.journal, openJournal({ name }));
    await runner.wake();
    await runner.wake();
    expect(lost).toEqual([1]);
    expect(await means.journal.all()).toEqual({ uploads: [], unreadable: [] });
    expect(vi.mocked(console.warn).mock.calls.map((call) => call.at(-1))).toEqual([1]);
  });
});
