import { describe, expect, it } from 'vitest';
import { closed, type FrameReads, left, noted as note, type Read, seen } from '../../../lib/portal/reads.ts';
import { record } from './record.ts';

const portal = 'https://organization.app.dev.sandbox.biot-med.com';
const frame = (tab: number, inner = 0, origin = portal, user = 'user-1') => ({
  tab,
  frame: inner,
  portal: origin,
  user,
  organization: 'organization-1',
});
/** A frame is known from its call on; the answer comes behind it. */
const noted = (known: readonly FrameReads[], at: ReturnType<typeof frame>, what: Read) =>
  note(seen(known, at), at, what);
const read = (id: string, at = 1) => ({ ref: record(id).ref, at });
const ids = (known: readonly FrameReads[], tab: number, inner = 0) =>
  known.find((one) => one.tab === tab && one.frame === inner)?.reads.map(({ ref }) => ref.id);

describe('a frame', () => {
  it('is known from its first call on, with nothing read', () => {
    expect(seen([], frame(1))).toEqual([{ ...frame(1), reads: [], listedAt: 0, gone: false }]);
  });

  it('that calls again is nothing new: the same list comes back', () => {
    const known = noted([], frame(1), read('a'));
    expect(seen(known, frame(1))).toBe(known);
  });

  it('that has become another portal’s has read nothing yet', () => {
    const known = seen(noted([], frame(1), read('a')), frame(1, 0, 'https://other.example'));
    expect(known).toEqual([{ ...frame(1, 0, 'https://other.example'), reads: [], listedAt: 0, gone: false }]);
  });

  it('in which somebody else signs in has read nothing yet', () => {
    const known = seen(noted([], frame(1), read('a')), frame(1, 0, portal, 'user-2'));
    expect(known).toEqual([{ ...frame(1, 0, portal, 'user-2'), reads: [], listedAt: 0, gone: false }]);
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
    expect(ids(noted(noted([], frame(1), read('a')), frame(1), elsewhere), 1)).toEqual(['a', 'a']);
  });

  it('keeps to itself what it has read', () => {
    const known = noted(noted(noted([], frame(1), read('a')), frame(1, 7), read('b')), frame(2), read('c'));
    expect([ids(known, 1), ids(known, 1, 7), ids(known, 2)]).toEqual([['a'], ['b'], ['c']]);
  });

  it('forgets the oldest behind 24', () => {
    let known: readonly FrameReads[] = [];
    for (let index = 0; index < 30; index += 1) known = noted(known, frame(1), read(`p${index}`));
    expect(ids(known, 1)).toHaveLength(24);
    expect(ids(known, 1)?.[0]).toBe('p29');
    expect(ids(known, 1)?.at(-1)).toBe('p6');
  });
});

describe('a frame that is left', () => {
  const known = [frame(1), frame(1, 7), frame(1, 8), frame(2), frame(2, 7)].reduce<readonly FrameReads[]>(
    (before, at) => noted(before, at, read('a')),
    [],
  );
  const remaining = (tab: number, inner: number) =>
    left(known, tab, inner)
      .filter(({ gone }) => !gone)
      .map((one) => [one.tab, one.frame]);

  it('takes with it what it had read, and nobody else’s', () => {
    expect(remaining(1, 7)).toEqual([
      [1, 0],
      [1, 8],
      [2, 0],
      [2, 7],
    ]);
  });

  it('takes every frame of its tab along if it is the top one', () => {
    expect(remaining(1, 0)).toEqual([
      [2, 0],
      [2, 7],
    ]);
  });

  it.each([
    [1, 9],
    [3, 0],
  ])('is no news if nothing was known of it: tab %i, frame %i', (tab, inner) => {
    expect(left(known, tab, inner)).toBe(known);
  });

  it('leaves who was there, until somebody calls from there or the tab is closed', () => {
    const [emptied] = left([...known.slice(0, 1)], 1, 0);
    expect(emptied).toMatchObject({ user: 'user-1', reads: [], gone: true });
    expect(seen(emptied ? [emptied] : [], frame(1))).toEqual([
      { ...frame(1), reads: [], listedAt: 0, gone: false },
    ]);
    expect(closed(known, 1).some(({ tab }) => tab === 1)).toBe(false);
  });
});
