import { describe, expect, it } from 'vitest';
import { step } from '../../../lib/outbox/step.ts';
import type { Upload, UploadState } from '../../../lib/outbox/upload.ts';
import { effect } from '../../../lib/uploads/effects.ts';
import { example, states } from '../outbox/example.ts';
import { platform, troubles } from './platform.ts';
import { carriedOut, now, reachOf } from './reach.ts';

const list = '/generic-entity/v1/generic-entities';
const making = { list, body: { _name: 'heel', _templateId: 't1', patient: { id: 'p9' } } };

function upload(state: UploadState, change: Partial<Upload> = {}): Upload {
  const target = { ...example().target, kind: 'generic-entity', path: '', before: null, making };
  return example({ state, attempts: 0, target, ...change });
}
const made = (body: object) => ({ _id: 'made-1', _lastModifiedTime: 'then', ...making.body, ...body });
const ours = { wound_photo: { id: 'f1' } };

describe('a record that is made for a file', () => {
  it('holds it from the beginning, and is asked for once', async () => {
    const biot = platform();
    const { reach } = reachOf(biot);
    const done = await carriedOut(upload(states.accepted), reach);
    expect(biot.done()).toEqual(['create', 'put', 'make', 'list']);
    expect(biot.calls.at(-2)).toBe(`make ${list} ${JSON.stringify({ ...making.body, ...ours })}`);
    expect(done.state).toEqual({ at: 'attached', fileId: 'f1' });
    expect(done.target.path).toBe(`${list}/made-1`);
    expect(done.target.making?.made).toEqual({ modified: 'then' });
  });

  it('is found where the answer was lost, and not made twice', async () => {
    const biot = platform();
    const { reach } = reachOf(biot);
    biot.losing.add('make');
    const done = await carriedOut(upload(states.accepted), reach);
    expect(biot.done()).toEqual(['create', 'put', 'make', 'list']);
    expect(done.state.at).toBe('attached');
    expect(done.target.path).toBe(`${list}/made-1`);
  });

  it('is looked for before anything else where somebody else may have been at it', async () => {
    const biot = platform();
    biot.listed.push(made({ wound_photo: { id: 'another' } }), { ...made(ours), _id: 'made-2' });
    const { reach } = reachOf(biot);
    const done = await carriedOut(upload(states.attaching), reach);
    expect(biot.done()).toEqual(['list']);
    expect(done.target.path).toBe(`${list}/made-2`);
  });

  it('is there once where the browser has asked for it twice', async () => {
    const biot = platform();
    const { reach } = reachOf(biot);
    biot.listed.push({ ...made(ours), _id: 'second', _creationTime: '2026-02-02T10:00:01Z' });
    biot.listed.push({ ...made(ours), _id: 'first', _creationTime: '2026-02-02T10:00:00Z' });
    const done = await carriedOut(upload(states.attaching), reach);
    expect(biot.calls).toEqual([`list ${list}`, `delete ${list}/second`]);
    expect(done.target.path).toBe(`${list}/first`);
  });

  it('is found where a second request was refused because of the first', async () => {
    const biot = platform();
    const { reach } = reachOf(biot);
    reach.fresh.add('f1');
    biot.listed.push(made(ours));
    biot.refusing.set('make', troubles.denied);
    const done = await carriedOut(upload(states.attaching), reach);
    expect(biot.done()).toEqual(['make', 'list']);
    expect(done.state.at).toBe('attached');
  });

  it('is made after all where it is not there after several looks', async () => {
    const biot = platform();
    const { reach } = reachOf(biot);
    const done = await carriedOut(upload(states.attaching), reach);
    expect(biot.done()).toEqual(['list', 'list', 'list', 'list', 'make', 'list']);
    expect(done.state.at).toBe('attached');
  });

  it.each(['session', 'server', 'denied'] as const)(
    'is not made where the look ends in trouble: %s',
    async (trouble) => {
      const biot = platform();
      biot.refusing.set('list', troubles[trouble]);
      const { reach } = reachOf(biot);
      await effect(upload(states.attaching, { attempts: 5 }), reach);
      expect(biot.done()).toEqual(['list']);
    },
  );

  it('is read where its answer does not show the file', async () => {
    const event = { type: 'made', path: `${list}/made-1`, modified: null, holds: false, now } as const;
    const after = step(upload(states.attaching), event);
    expect(after.state).toEqual({ at: 'verifying', fileId: 'f1' });
    const biot = platform(ours);
    expect(await effect(after, reachOf(biot).reach)).toEqual({ type: 'attached', now });
    expect(biot.calls).toEqual([`read ${list}/made-1`]);
  });

  it('is another place than any other, as long as it is not there', () => {
    const event = { type: 'made', path: `${list}/made-1`, modified: null, holds: true, now } as const;
    // Whatever is told to one that is there already changes nothing.
    const there = step(upload(states.attaching), event);
    expect(step(there, event)).toBe(there);
  });
});

describe('the undo of a record that was made', () => {
  const target = {
    ...upload(states.undoing).target,
    path: `${list}/made-1`,
    making: { ...making, made: { modified: 'then' } },
  };
  const undone = async (holds: object, prepare?: (biot: ReturnType<typeof platform>) => void) => {
    const biot = platform({ ...holds });
    prepare?.(biot);
    const event = await effect(upload(states.undoing, { target }), reachOf(biot).reach);
    return { event, did: biot.done() };
  };

  it('deletes it where nobody has touched it since', async () => {
    const { event, did } = await undone({ ...ours, _lastModifiedTime: 'then' });
    expect(event).toEqual({ type: 'undone', now });
    expect(did).toEqual(['read', 'delete']);
  });

  it.each([
    ['has another file', { wound_photo: { id: 'theirs' }, _lastModifiedTime: 'then' }],
    ['was changed', { ...ours, _lastModifiedTime: 'later' }],
    ['does not say when it was changed', ours],
  ])('leaves it where it %s', async (_, holds) => {
    const { event, did } = await undone(holds);
    expect(event).toMatchObject({ type: 'undoRefused', why: 'changed' });
    expect(did).toEqual(['read']);
  });

  it.each([
    ['read', { is: 'refused', reason: 'record-gone' }, { type: 'undone' }],
    ['read', troubles.denied, { type: 'undoRefused', why: 'refused' }],
    ['read', troubles.network, { type: 'undoRefused', why: 'unanswered' }],
    ['delete', troubles.denied, { type: 'undoRefused', why: 'refused' }],
    ['delete', troubles.session, { type: 'undoRefused', why: 'unanswered' }],
  ] as const)('where the %s ends in %j says so', async (call, trouble, event) => {
    const what = await undone({ ...ours, _lastModifiedTime: 'then' }, (biot) =>
      biot.refusing.set(call, trouble),
    );
    expect(what.event).toMatchObject(event);
  });
});
