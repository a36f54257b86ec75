import { describe, expect, it } from 'vitest';
import { inheritances } from '../../../lib/outbox/inheritance.ts';
import { step } from '../../../lib/outbox/step.ts';
import type { Upload, UploadState } from '../../../lib/outbox/upload.ts';
import { example, states } from './example.ts';

const now = 9_000;

/** To the same place of the same person; `before` is what the drop was shown. */
function one(id: string, state: UploadState, before: string | null, change: Partial<Upload> = {}): Upload {
  const target = { ...example().target, before };
  return example({ id, state, target, createdAt: id.charCodeAt(0), changedAt: 1_000, ...change });
}
const attached = (fileId: string): UploadState => ({ at: 'attached', fileId });
const undone = (fileId: string): UploadState => ({ at: 'undone', fileId });

/** What each upload may replace once all of them have heard what they are to hear. */
function befores(uploads: readonly Upload[]): Record<string, string | null> {
  const heard = new Map(uploads.map((upload) => [upload.id, upload]));
  for (const { id, event } of inheritances(uploads, now)) {
    const upload = heard.get(id);
    if (upload) heard.set(id, step(upload, event));
  }
  return Object.fromEntries([...heard.values()].map(({ id, target }) => [id, target.before]));
}

describe('a second file of the same person for the same place', () => {
  it.each([
    ['what an empty attribute has got', one('a', attached('fa'), null), null, 'fa'],
    ['what has replaced a file', one('a', attached('fa'), 'former'), 'former', 'fa'],
    ['nothing else, where it was shown another value', one('a', attached('fa'), 'former'), 'other', 'other'],
    ['what was there before an undo', one('a', undone('fa'), 'former'), 'fa', 'former'],
    ['what it was shown, while the first is on its way', one('a', states.sending, null), null, null],
    ['what it was shown, where the first has failed', one('a', states.failedAtAttach, null), null, null],
    ['what it was shown, where the first was cancelled', one('a', states.cancelled, null), null, null],
  ])('replaces %s', (_, first, shown, replaces) => {
    expect(befores([one('b', states.accepted, shown), first])).toMatchObject({ b: replaces });
  });

  it('has a third behind it that replaces the second', () => {
    const uploads = [
      one('c', states.waitingToStart, null),
      one('b', attached('fb'), 'fa', { changedAt: 2_000 }),
      one('a', attached('fa'), null),
    ];
    expect(befores(uploads)).toEqual({ a: null, b: 'fa', c: 'fb' });
  });

  it('is told once, and nothing more when it has heard', () => {
    const uploads = [one('a', attached('fa'), null), one('b', states.accepted, 'fa')];
    expect(inheritances(uploads, now)).toEqual([]);
  });

  it.each<[string, Partial<Upload>]>([
    ['another person', { owner: { ...example().owner, user: 'user-2' } }],
    ['another organization', { owner: { ...example().owner, organization: 'organization-2' } }],
    ['another portal', { owner: { ...example().owner, portal: 'https://other.example' } }],
    ['another attribute', { target: { ...example().target, before: null, attribute: 'ecg' } }],
    ['another record', { target: { ...example().target, before: null, path: '/p2' } }],
  ])('has nothing from %s', (_, change) => {
    expect(befores([one('a', attached('fa'), null), one('b', states.accepted, null, change)]).b).toBeNull();
  });

  it('that was dropped after the first was attached was shown what came of that', () => {
    const uploads = [one('a', attached('fa'), null), one('b', states.accepted, null, { createdAt: 1_001 })];
    expect(inheritances(uploads, now)).toEqual([]);
  });

  it('gives nothing to the first, which a person has to decide about', () => {
    const uploads = [one('a', states.failedAtStart, null), one('b', attached('fb'), null)];
    expect(inheritances(uploads, now)).toEqual([]);
  });

  it.each(['verifying', 'conflict', 'attached', 'undoing', 'undone', 'cancelled'] as const)(
    'that is %s has nothing to inherit any more',
    (name) => {
      expect(befores([one('a', attached('fa'), null), one('b', states[name], null)]).b).toBeNull();
    },
  );
});
