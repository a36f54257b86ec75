import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { kept } from '../../../lib/browser/session-area.ts';

/** The browser's area in memory, which fails when it is told to. */
function area(stored: Record<string, unknown> = {}) {
  let failing = 0;
  const tried = () => {
    if (failing === 0) return;
    failing -= 1;
    throw new DOMException('quota', 'QuotaExceededError');
  };
  return {
    stored,
    fail(times: number) {
      failing = times;
    },
    get: vi.fn(async (key: string) => {
      tried();
      return structuredClone(key in stored ? { [key]: stored[key] } : {});
    }),
    set: vi.fn(async (items: Record<string, unknown>) => {
      tried();
      Object.assign(stored, structuredClone(items));
    }),
  };
}
const counter = (where: ReturnType<typeof area>) => kept('count', v.number(), 0, () => where);
const more = (before: number) => before + 1;

describe('a value that is kept', () => {
  it('is read once, and is empty where nothing, or nothing readable, stands', async () => {
    const where = area({ count: 7 });
    const value = counter(where);
    expect([await value.read(), await value.read()]).toEqual([7, 7]);
    expect(where.get).toHaveBeenCalledTimes(1);
    expect(await counter(area()).read()).toBe(0);
    expect(await counter(area({ count: 'seven' })).read()).toBe(0);
  });

  it('is changed one change after another', async () => {
    const where = area();
    const value = counter(where);
    expect(await Promise.all([value.change(more), value.change(more), value.read()])).toEqual([1, 2, 2]);
    expect(where.stored).toEqual({ count: 2 });
  });

  it('that stays the same is not written', async () => {
    const where = area({ count: 7 });
    await counter(where).change((before) => before);
    expect(where.set).not.toHaveBeenCalled();
  });

  it('stands as it stood when it could not be written, and so does whoever comes next', async () => {
    const where = area({ count: 7 });
    const value = counter(where);
    await value.read();
    where.fail(1);
    const [failed, next] = await Promise.allSettled([value.change(more), value.change(more)]);
    expect([failed.status, next]).toEqual(['rejected', { status: 'fulfilled', value: 8 }]);
    expect([await value.read(), where.stored.count]).toEqual([8, 8]);
  });

  it('is not lost to a change that throws', async () => {
    const value = counter(area({ count: 7 }));
    const thrown = value.change(() => {
      throw new TypeError('ours');
    });
    await expect(thrown).rejects.toThrow(TypeError);
    expect([await value.read(), await value.change(more)]).toEqual([7, 8]);
  });

  it('is read again when reading has failed', async () => {
    const where = area({ count: 7 });
    const value = counter(where);
    where.fail(1);
    await expect(value.read()).rejects.toThrow();
    expect(await value.read()).toBe(7);
  });
});
