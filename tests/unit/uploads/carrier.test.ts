import { describe, expect, it } from 'vitest';
import { makeKey, sealFile } from '../../../lib/store/seal.ts';
import { createCarrier } from '../../../lib/uploads/carrier.ts';
import type { PutResult } from '../../../lib/uploads/put.ts';
import { clock } from './clock.ts';

const minute = 60_000;
const stored: PutResult = { is: 'stored' };
const job = (id: string) => ({ id, url: 'https://s3.amazonaws.com/b', type: 'image/png', body: new Blob() });
const { signal } = new AbortController();

/** A carrier of PUTs that end when the test says so. */
function carrying() {
  const time = clock();
  const told: string[] = [];
  const begun: { hear(bytes: number): void; end(result: PutResult): void; fail(): void }[] = [];
  let idle = 0;
  const carrier = createCarrier((id, sent) => void told.push(`${id} ${sent}`), {
    put: (_, hear, cancel) => {
      const { promise, resolve, reject } = Promise.withResolvers<PutResult>();
      cancel.addEventListener('abort', () => resolve({ is: 'cancelled' }));
      begun.push({ hear, end: resolve, fail: () => reject(new Error('broken')) });
      return promise;
    },
    timer: time.timer,
    clock: time.now,
    idle: () => {
      idle += 1;
    },
  });
  return { carrier, time, told, begun, idle: () => idle };
}

describe('a carrier', () => {
  it('carries a file once, however often it is asked', async () => {
    const { carrier, begun } = carrying();
    const both = [carrier.put(job('f1'), signal), carrier.put(job('f1'), signal), carrier.join('f1')];
    begun[0]?.end(stored);
    expect(await Promise.all(both)).toEqual([stored, stored, stored]);
    expect(await carrier.put(job('f1'), signal)).toEqual(stored);
    expect(begun).toHaveLength(1);
  });

  it('knows for five minutes what came of a PUT, and then nothing of it', async () => {
    const { carrier, begun, time } = carrying();
    const put = carrier.put(job('f1'), signal);
    begun[0]?.end(stored);
    await put;
    time.pass(5 * minute - 1);
    expect(await carrier.join('f1')).toEqual(stored);
    time.pass(1);
    expect(await carrier.join('f1')).toEqual({ is: 'unknown' });
  });

  it('remembers a hundred results and no more', async () => {
    const { carrier, begun } = carrying();
    for (let number = 0; number < 101; number += 1) {
      const put = carrier.put(job(`f${number}`), signal);
      begun[number]?.end(stored);
      await put;
    }
    expect(await carrier.join('f0')).toEqual({ is: 'unknown' });
    expect(await carrier.join('f1')).toEqual(stored);
  });

  it('forgets a PUT that broke, so that it may be asked again', async () => {
    const { carrier, begun } = carrying();
    const put = carrier.put(job('f1'), signal);
    begun[0]?.fail();
    await expect(put).rejects.toThrow();
    expect(await carrier.join('f1')).toEqual({ is: 'unknown' });
    void carrier.put(job('f1'), signal);
    expect(begun).toHaveLength(2);
  });

  it('ends a PUT that is cancelled, and begins none that was cancelled before', async () => {
    const { carrier, begun } = carrying();
    const put = carrier.put(job('f1'), signal);
    await carrier.cancel('f1');
    expect(await put).toEqual({ is: 'cancelled' });
    expect(await carrier.put(job('f2'), AbortSignal.abort())).toEqual({ is: 'cancelled' });
    expect(begun).toHaveLength(1);
    await carrier.cancel('nobody');
  });

  it('carries a part again that was not stored, and one that was stored never', async () => {
    const { carrier, begun } = carrying();
    const results: PutResult[] = [{ is: 'unreachable' }, stored];
    for (const [index, result] of results.entries()) {
      const put = carrier.put(job('f1#2'), signal);
      begun[index]?.end(result);
      expect(await put).toEqual(result);
    }
    expect(await carrier.put(job('f1#2'), signal)).toEqual(stored);
    expect(begun).toHaveLength(2);
  });

  it('opens the seal of a part itself, and carries none that is broken', async () => {
    const [key, other] = [await makeKey(), await makeKey()];
    const chunks = await sealFile(key, 'u1', new Blob(['the quick brown fox']), 8);
    const bodies: string[] = [];
    const carrier = createCarrier(() => undefined, {
      put: async ({ body }) => {
        bodies.push(await body.text());
        return stored;
      },
      timer: clock().timer,
    });
    const slice = { key, id: 'u1', chunks, first: 0, count: 3, size: 8, from: 6, to: 19 };
    expect(await carrier.put({ ...job('f1#1'), body: slice }, signal)).toEqual(stored);
    expect(bodies).toEqual(['ick brown fox']);
    expect(await carrier.put({ ...job('f1#2'), body: { ...slice, key: other } }, signal)).toEqual({
      is: 'lost',
    });
    expect(bodies).toHaveLength(1);
  });

  it('ends all parts of a file that is cancelled, and none of another', async () => {
    const { carrier } = carrying();
    const puts = ['f1#1', 'f1#2', 'f11#1'].map((id) => carrier.put(job(id), signal));
    await carrier.cancel('f1');
    expect(await Promise.all(puts.slice(0, 2))).toEqual([{ is: 'cancelled' }, { is: 'cancelled' }]);
    await carrier.cancel('f11');
    expect(await puts[2]).toEqual({ is: 'cancelled' });
  });

  it('tells its progress ten times a second at most, and once more at the end', async () => {
    const { carrier, begun, time, told } = carrying();
    const put = carrier.put(job('f1'), signal);
    for (const bytes of [1, 2, 3, 4, 5]) {
      begun[0]?.hear(bytes);
      time.pass(50);
    }
    expect(told).toEqual(['f1 1', 'f1 3', 'f1 5']);
    begun[0]?.hear(6);
    begun[0]?.end(stored);
    await put;
    expect(told.at(-1)).toBe('f1 6');
  });
});

describe('a carrier is idle', () => {
  it('a minute after it came to life for nothing', () => {
    const { time, idle } = carrying();
    time.pass(minute - 1);
    expect(idle()).toBe(0);
    time.pass(1);
    expect(idle()).toBe(1);
  });

  it('never while it carries, and not before its results are forgotten', async () => {
    const { carrier, begun, time, idle } = carrying();
    const put = carrier.put(job('f1'), signal);
    time.pass(60 * minute);
    begun[0]?.end(stored);
    await put;
    time.pass(6 * minute - 1);
    expect(idle()).toBe(0);
    time.pass(1);
    expect(idle()).toBe(1);
  });

  it('not while somebody still asks for it', async () => {
    const { carrier, time, idle } = carrying();
    for (let minutes = 0; minutes < 5; minutes += 1) {
      time.pass(minute - 1);
      carrier.stay();
    }
    expect(idle()).toBe(0);
    time.pass(minute);
    expect(idle()).toBe(1);
  });
});
