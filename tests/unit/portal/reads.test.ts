import { describe, expect, it } from 'vitest';
import {
  type Caller,
  closed,
  created,
  type FrameReads,
  isAtWork,
  lastIn,
  lastOf,
  left,
  listed,
  noted as note,
  type Read,
  returned,
  seen,
} from '../../../lib/portal/reads.ts';
import { record } from './record.ts';

const portal = 'https://organization.app.dev.sandbox.biot-med.com';
const frame = (tab: number, inner = 0, change: Partial<Caller> = {}): Caller => ({
  tab,
  frame: inner,
  document: `document ${tab} ${inner}`,
  portal,
  user: 'nurse',
  organization: 'northfield',
  ...change,
});
const unnamed = (tab: number, inner = 0, change: Partial<Caller> = {}) =>
  frame(tab, inner, { document: '', ...change });
/** A frame is known from its call on; the answer comes behind it. */
const noted = (known: readonly FrameReads[], by: Caller, what: Read) => note(seen(known, by), by, what);
const all = (callers: readonly Caller[]) =>
  callers.reduce<readonly FrameReads[]>((known, by) => noted(known, by, read('a')), []);
const read = (id: string, at = 1): Read => ({ ref: record(id).ref, at });
const ids = (known: readonly FrameReads[], by: Caller) => lastOf(known, by)?.reads.map(({ ref }) => ref.id);
const present = (known: readonly FrameReads[]) =>
  known.filter((one) => one.present).map((one) => [one.tab, one.frame]);

describe('a frame', () => {
  it('is known from its first call on, with nothing read', () => {
    expect(seen([], frame(1))).toEqual([
      { ...frame(1), reads: [], listedAt: 0, createdAt: 0, present: true },
    ]);
  });

  it('has added a record for the one who did, until its document is gone', () => {
    const known = created(seen(seen([], unnamed(1)), unnamed(2)), unnamed(1), 7);
    expect(known.map(({ createdAt }) => createdAt)).toEqual([7, 0]);
    expect(created(known, unnamed(1, 0, { user: 'clinician' }), 9)).toEqual(known);
    expect(lastIn(left(known, { tab: 1, frame: 0 }), { tab: 1, frame: 0 })?.createdAt).toBe(0);
  });

  it('that calls again is nothing new: the same list comes back', () => {
    const known = noted([], frame(1), read('a'));
    expect(seen(known, frame(1))).toBe(known);
  });

  it('has read its records newest first, each once', () => {
    const known = ['a', 'b', 'a'].reduce<readonly FrameReads[]>(
      (before, id, index) => noted(before, frame(1), read(id, index)),
      [],
    );
    expect(known[0]?.reads).toEqual([read('a', 2), read('b', 1)]);
  });

  it('tells records of two platforms apart, even where they have the same path', () => {
    const elsewhere = { ...read('a'), ref: { ...read('a').ref, api: 'https://api.example' } };
    expect(ids(noted(noted([], frame(1), read('a')), frame(1), elsewhere), frame(1))).toEqual(['a', 'a']);
  });

  it('has read a record once, whichever of its paths it has used', () => {
    const by = (path: string): Read => ({
      ref: { api: record('e1').ref.api, kind: 'generic-entity', path, id: 'e1' },
      at: 1,
    });
    const [v1, v3] = ['/generic-entity/v1/generic-entities/e1', '/generic-entity/v3/generic-entities/T/e1'];
    const known = noted(noted([], frame(1), by(v1)), frame(1), by(v3));
    expect(lastOf(known, frame(1))?.reads.map(({ ref }) => ref.path)).toEqual([v3]);
  });

  it('keeps to itself what it has read', () => {
    const known = noted(noted(noted([], frame(1), read('a')), frame(1, 7), read('b')), frame(2), read('c'));
    expect([frame(1), frame(1, 7), frame(2)].map((by) => ids(known, by))).toEqual([['a'], ['b'], ['c']]);
    expect(present(known)).toHaveLength(3);
  });

  it('remembers when it last read a list', () => {
    const known = listed(seen(seen([], frame(1)), frame(2)), frame(1), 5);
    expect(known.map(({ listedAt }) => listedAt)).toEqual([5, 0]);
  });

  it('forgets the oldest behind 48', () => {
    let known: readonly FrameReads[] = [];
    for (let index = 0; index < 54; index += 1) known = noted(known, frame(1), read(`p${index}`));
    expect(ids(known, frame(1))).toHaveLength(48);
    expect(ids(known, frame(1))?.[0]).toBe('p53');
    expect(ids(known, frame(1))?.at(-1)).toBe('p6');
  });
});

describe.each([
  ['whose document has a name', frame],
  ['whose document has none', unnamed],
])('a frame %s', (_, of) => {
  const clinician = of(1, 0, { user: 'clinician' });

  it('in which somebody else signs in has read nothing yet', () => {
    const known = seen(noted([], of(1), read('a')), clinician);
    expect(ids(known, of(1))).toEqual([]);
    expect(lastIn(known, of(1))).toMatchObject({ user: 'clinician', present: true });
    expect([isAtWork(known, of(1)), isAtWork(known, clinician)]).toEqual([false, true]);
  });

  it('gives each of two people in turn what they have read themselves', () => {
    const both = noted(noted([], of(1), read('a')), clinician, read('b'));
    expect(ids(both, of(1))).toEqual(['b']);
    expect(ids(seen(both, of(1)), of(1))).toEqual(['a']);
    expect(ids(note(both, of(1), read('c')), of(1))).toEqual(['b']);
  });

  it('that has become another portal’s has read nothing yet', () => {
    const other = of(1, 0, { portal: 'https://other.example' });
    const known = seen(noted([], of(1), read('a')), other);
    expect(ids(known, other)).toEqual([]);
    expect(present(known)).toHaveLength(1);
  });

  it('is forgotten with its tab', () => {
    const known = all([of(1), of(1, 7), of(2)]);
    expect(present(closed(known, 1))).toEqual([[2, 0]]);
    expect(closed(known, 3)).toBe(known);
  });
});

describe('a document with a name', () => {
  const second = frame(1, 0, { document: 'second' });

  it('does not know what the one before it has read, and takes its frames with it', () => {
    const known = seen(all([frame(1), frame(1, 7), frame(2)]), second);
    expect(ids(known, second)).toEqual([]);
    expect(present(known)).toEqual([
      [2, 0],
      [1, 0],
    ]);
  });

  it('leaves a frame that was faster than itself in place', () => {
    expect(present(all([frame(1, 7), frame(1)]))).toHaveLength(2);
  });

  it('finds what it has read when it comes back, and the other one does not', () => {
    const known = returned(noted(all([frame(1)]), second, read('b')), frame(1));
    expect(lastOf(known, frame(1))).toMatchObject({ reads: [read('a')], present: true });
    expect(lastOf(known, second)).toMatchObject({ reads: [read('b')], present: false });
    expect(returned(known, frame(1))).toBe(known);
    expect(returned(known, frame(9))).toBe(known);
  });

  it('is not left by a navigation, which may be a download: a call of the next one is the sign', () => {
    const known = all([frame(1)]);
    expect(left(known, frame(1))).toBe(known);
  });

  it('gets an answer that comes late, without coming back for it', () => {
    const known = note(seen(all([frame(1)]), second), frame(1), read('b'));
    expect(lastOf(known, frame(1))).toMatchObject({ reads: [read('b'), read('a')], present: false });
  });

  it('is forgotten behind fifteen younger ones of its tab', () => {
    const documents = Array.from({ length: 20 }, (_, index) => frame(1, 0, { document: `${index}` }));
    const known = all([frame(2), ...documents]);
    expect(known).toHaveLength(17);
    expect(known.map((one) => one.document).slice(0, 2)).toEqual(['document 2 0', '4']);
  });
});

describe('a document without a name', () => {
  const known = all([unnamed(1), unnamed(1, 7), unnamed(1, 8), unnamed(2), unnamed(2, 7)]);

  it('that is left takes with it what it had read, and nobody else’s', () => {
    expect(present(left(known, unnamed(1, 7)))).toEqual([
      [1, 0],
      [1, 8],
      [2, 0],
      [2, 7],
    ]);
  });

  it('takes every frame of its tab along if it is the top one', () => {
    expect(present(left(known, unnamed(1)))).toEqual([
      [2, 0],
      [2, 7],
    ]);
  });

  it.each([
    [1, 9],
    [3, 0],
  ])('is no news if nothing was known of it: tab %i, frame %i', (tab, inner) => {
    expect(left(known, unnamed(tab, inner))).toBe(known);
  });

  it('leaves who was there, and takes in no answer that comes late', () => {
    const gone = left(known, unnamed(1));
    expect(lastIn(gone, unnamed(1))).toMatchObject({ user: 'nurse', reads: [], present: false });
    expect(ids(note(gone, unnamed(1), read('b')), unnamed(1))).toEqual([]);
    expect(ids(seen(gone, unnamed(1)), unnamed(1))).toEqual([]);
  });
});
