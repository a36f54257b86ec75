import { describe, expect, it } from 'vitest';
import type { Wanted } from '../../../lib/uploads/frame-records.ts';
import type { KnownRecord } from '../../../lib/uploads/record-view.ts';
import { createRetrieval } from '../../../lib/uploads/retrieval.ts';
import { record } from '../portal/record.ts';
import { session } from './session.ts';

const wanted = (id: string): Wanted => ({ ref: record(id).ref, readAt: 1, session: session() });
const soon = () => new Promise((resolve) => setImmediate(resolve));

/** Records that are read when the test says so. */
function library() {
  const known = new Map<string, KnownRecord>();
  const open = new Map<string, (view: KnownRecord | null) => void>();
  const askable = new Map<string, number>();
  const rings: { ms: number; ring: () => void; stopped: boolean }[] = [];
  const heard = { changed: 0, asked: 0, now: 1000 };
  const retrieval = createRetrieval(
    {
      peek: ({ id }) => known.get(id),
      askableAt: ({ id }) => askable.get(id) ?? 0,
      get({ id }) {
        heard.asked += 1;
        return new Promise((resolve) => open.set(id, resolve));
      },
    },
    () => {
      heard.changed += 1;
    },
    {
      now: () => heard.now,
      timer(ms, ring) {
        const one = { ms, ring, stopped: false };
        rings.push(one);
        return () => {
          one.stopped = true;
        };
      },
    },
  );
  const give = async (id: string) => {
    known.set(id, { ...record(id), more: [] });
    open.get(id)?.(known.get(id) ?? null);
    await soon();
  };
  const fail = async (id: string, until: number) => {
    askable.set(id, until);
    open.get(id)?.(null);
    await soon();
  };
  return { retrieval, heard, rings, give, fail };
}

describe('a record that is wanted', () => {
  it('is asked for once, however often it is wanted meanwhile, and is told when it is there', async () => {
    const { retrieval, heard, give } = library();
    for (let times = 0; times < 10; times += 1) retrieval.want([wanted('p1')]);
    expect(heard).toMatchObject({ asked: 1, changed: 0 });
    await give('p1');
    retrieval.want([wanted('p1')]);
    expect(heard).toMatchObject({ asked: 1, changed: 1 });
  });

  it('and was not given is left alone until it may be asked for again, and then somebody is told', async () => {
    const { retrieval, heard, rings, fail } = library();
    retrieval.want([wanted('p1')]);
    await fail('p1', 6000);
    for (let times = 0; times < 10; times += 1) retrieval.want([wanted('p1')]);
    expect(heard).toMatchObject({ asked: 1, changed: 1 });
    expect(rings).toMatchObject([{ ms: 5000, stopped: false }]);
    heard.now = 6000;
    rings[0]?.ring();
    expect(heard.changed).toBe(2);
    retrieval.want([wanted('p1')]);
    expect(heard.asked).toBe(2);
  });

  it('waits for the soonest of several, and for a new token as long as it takes', async () => {
    const { retrieval, rings, fail } = library();
    const all = ['p1', 'p2', 'p3'].map(wanted);
    retrieval.want(all);
    await fail('p1', 9000);
    retrieval.want(all);
    await fail('p2', 6000);
    await fail('p3', Number.POSITIVE_INFINITY);
    retrieval.want(all);
    expect(rings.filter(({ stopped }) => !stopped)).toMatchObject([{ ms: 5000 }]);
  });

  it('by somebody who is not signed in is not asked for', () => {
    const { retrieval, heard } = library();
    retrieval.want([{ ...wanted('p1'), session: null }]);
    expect(heard.asked).toBe(0);
  });

  it('is waited for after a rebirth, together with all others, and no longer than it may take', async () => {
    const { retrieval, rings, give } = library();
    const steps: string[] = [];
    void retrieval.settled(['p1', 'p2'].map(wanted), 5000).then(() => steps.push('first'));
    await give('p1');
    expect(steps).toEqual([]);
    await give('p2');
    expect(steps).toEqual(['first']);
    void retrieval.settled([wanted('p3')], 5000).then(() => steps.push('second'));
    await soon();
    rings.at(-1)?.ring();
    await soon();
    expect(steps).toEqual(['first', 'second']);
  });
});
