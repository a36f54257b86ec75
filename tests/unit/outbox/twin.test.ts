import { describe, expect, it } from 'vitest';
import { twinOf } from '../../../lib/outbox/twin.ts';
import type { Upload } from '../../../lib/outbox/upload.ts';
import { example, type StateName, states } from './example.ts';

const file = { ...example().file, digest: 'same' };
const fresh = example({ id: 'new', file, createdAt: 9_000 });
const former = (change: Partial<Upload> = {}) => example({ id: 'old', file, ...change });

describe('the twin of an upload', () => {
  it.each<[StateName, object | null]>([
    ['accepted', { is: 'on-its-way' }],
    ['creating', { is: 'on-its-way' }],
    ['sending', { is: 'on-its-way' }],
    ['attaching', { is: 'on-its-way' }],
    ['verifying', { is: 'on-its-way' }],
    ['waitingToStart', { is: 'on-its-way' }],
    ['waitingToAttach', { is: 'on-its-way' }],
    ['attached', { is: 'attached', fileId: 'f1' }],
    ['undoing', null],
    ['undone', null],
    ['conflict', null],
    ['savedOver', null],
    ['failedAtStart', null],
    ['cancelled', null],
  ])('is one that is %s: %j', (at, twin) => {
    expect(twinOf(fresh, [former({ state: states[at] })])).toEqual(twin);
  });

  it.each<[string, Partial<Upload>]>([
    ['other content', { file: { ...file, digest: 'other' } }],
    ['content of which nothing is known', { file: example().file }],
    ['another attribute', { target: { ...example().target, attribute: 'ecg_strip' } }],
    ['another record', { target: { ...example().target, path: '/organization/v1/users/patients/p2' } }],
    ['another person', { owner: { ...example().owner, user: 'user-2' } }],
  ])('is none of %s', (_, change) => {
    expect(twinOf(fresh, [former(change)])).toBeNull();
  });

  it('under another name is the same', () => {
    expect(twinOf(fresh, [former({ file: { ...file, name: 'copy.png' } })])).toEqual({ is: 'on-its-way' });
  });

  it('is none where something else was meant for the place since', () => {
    const since = example({ id: 'since', file: { ...file, digest: 'other' }, createdAt: 5_000 });
    expect(twinOf(fresh, [since, former()])).toBeNull();
    expect(twinOf(fresh, [{ ...since, state: states.cancelled }, former()])).toEqual({ is: 'on-its-way' });
  });
});
