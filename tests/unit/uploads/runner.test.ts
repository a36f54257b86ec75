import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { bytes, desk, upload } from './desk.ts';
import { troubles } from './platform.ts';

describe('an upload', () => {
  it('is created, sent, compared and attached, in that order and once', async () => {
    const { journal, runner, until, calls, done, record } = desk();
    await journal.add(upload(), bytes());
    await runner.wake();
    await until('attached');
    expect(done()).toEqual(['create', 'put', 'read', 'patch']);
    expect(calls).toContain('put bytes');
    expect(record).toMatchObject({ wound_photo: { id: 'f1' } });
  });

  it('leaves no bytes behind once it is attached', async () => {
    const { journal, runner, until } = desk();
    await journal.add(upload(), bytes());
    await runner.wake();
    await until('attached');
    await expect.poll(() => journal.bytes('u1'), { interval: 1 }).toBeNull();
  });

  it('never replaces a value that came after the drop', async () => {
    const { journal, runner, until, done, record } = desk();
    Object.assign(record, { wound_photo: { id: 'theirs' } });
    await journal.add(upload(), bytes());
    await runner.wake();
    expect((await until('conflict'))?.state).toMatchObject({ theirs: 'theirs' });
    expect(done()).not.toContain('patch');
    await runner.tell('u1', { type: 'settled', keep: 'mine', now: 2 });
    await until('attached');
    expect(record).toMatchObject({ wound_photo: { id: 'f1' } });
  });

  it('waits for a newer token when the API refuses the one in use, and goes on with it', async () => {
    const { journal, runner, until, refusing, done, has } = desk();
    refusing.set('patch', troubles.session);
    await journal.add(upload(), bytes());
    await runner.wake();
    await until('waiting');
    refusing.clear();
    has.session = true;
    await runner.wake();
    await until('attached');
    expect(done().filter((call) => call === 'put')).toHaveLength(1);
  });

  it('does not attach again what an unheard answer had attached', async () => {
    const { journal, runner, until, done, record } = desk();
    Object.assign(record, { wound_photo: { id: 'f9' } });
    await journal.add(upload({ state: { at: 'attaching', fileId: 'f9' } }), bytes());
    await runner.wake();
    await until('attached');
    expect(done()).toEqual(['read']);
  });

  it('begins anew when its PUT was lost with the worker', async () => {
    const { journal, runner, until, done } = desk();
    await journal.add(upload({ state: { at: 'sending', fileId: 'lost' } }), bytes());
    await runner.wake();
    await until('attached');
    expect(done()).toEqual(['join', 'create', 'put', 'read', 'patch']);
  });

  it('asks to be woken when the network was away', async () => {
    const { journal, runner, until, answers, wakes } = desk();
    answers.put = async () => ({ is: 'unreachable' });
    await journal.add(upload(), bytes());
    await runner.wake();
    await until('waiting');
    await expect.poll(() => wakes.length, { interval: 1 }).toBeGreaterThan(0);
    expect(Math.min(...wakes)).toBeGreaterThan(1_000);
  });

  it('says why when the record refuses it', async () => {
    const { journal, runner, until, refusing } = desk();
    refusing.set('patch', troubles.denied);
    await journal.add(upload(), bytes());
    await runner.wake();
    expect((await until('failed'))?.state).toMatchObject({ reason: 'access-denied' });
  });

  it('gives the former value back on undo, and only while ours stands', async () => {
    const { journal, runner, until, record } = desk();
    Object.assign(record, { wound_photo: { id: 'former' } });
    const replacing = upload();
    await journal.add({ ...replacing, target: { ...replacing.target, before: 'former' } }, bytes());
    await runner.wake();
    await until('attached');
    Object.assign(record, { wound_photo: { id: 'theirs' } });
    await runner.tell('u1', { type: 'undoAsked', now: 3 });
    await until('attached');
    expect(record).toMatchObject({ wound_photo: { id: 'theirs' } });
    Object.assign(record, { wound_photo: { id: 'f1' } });
    await runner.tell('u1', { type: 'undoAsked', now: 4 });
    await until('undone');
    expect(record).toMatchObject({ wound_photo: { id: 'former' } });
  });
});
