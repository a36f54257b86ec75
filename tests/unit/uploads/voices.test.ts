import { describe, expect, it } from 'vitest';
import { createVoices } from '../../../lib/uploads/voices.ts';

const api = 'https://api.clinic.example';
const [ours, theirs] = ['https://ours.example', 'https://theirs.example'];

/** Calls that end when they are told to, and what was set and begun, in order. */
function stage(set: (portal: string) => Promise<void> = async () => undefined) {
  const told: string[] = [];
  const speak = createVoices(async (portal, to) => {
    told.push(`as ${portal} to ${to}`);
    await set(portal);
  });
  const call = (portal: string, name: string, to = api) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const done = speak({ portal, api: to }, async () => {
      told.push(name);
      await promise;
      return name;
    });
    return { done, end: resolve };
  };
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  return { told, call, settled };
}

describe('an API', () => {
  it('hears the calls of one portal side by side, and is told once under which origin', async () => {
    const { told, call, settled } = stage();
    const calls = [call(ours, 'one'), call(ours, 'two')];
    await settled();
    expect(told).toEqual([`as ${ours} to ${api}`, 'one', 'two']);
    for (const { end } of calls) end();
    expect(await Promise.all(calls.map(({ done }) => done))).toEqual(['one', 'two']);
  });

  it('hears another portal only when the first is silent, and whoever comes later stands behind', async () => {
    const { told, call, settled } = stage();
    const first = call(ours, 'first');
    const second = call(theirs, 'second');
    const third = call(ours, 'third');
    await settled();
    expect(told).toEqual([`as ${ours} to ${api}`, 'first']);
    first.end();
    await settled();
    expect(told.slice(2)).toEqual([`as ${theirs} to ${api}`, 'second']);
    second.end();
    await settled();
    expect(told.slice(4)).toEqual([`as ${ours} to ${api}`, 'third']);
    third.end();
    await third.done;
  });

  it('is not kept waiting by calls to another one', async () => {
    const { told, call, settled } = stage();
    const first = call(ours, 'first');
    const elsewhere = call(theirs, 'elsewhere', 'https://api.other.example');
    await settled();
    expect(told).toContain('elsewhere');
    first.end();
    elsewhere.end();
    await Promise.all([first.done, elsewhere.done]);
  });

  it('goes on after a call that failed, and after an origin that could not be set', async () => {
    let broken = true;
    const { told, call } = stage(async () => {
      if (broken) throw new Error('no rules');
    });
    await expect(call(ours, 'unheard').done).rejects.toThrow('no rules');
    broken = false;
    const next = call(ours, 'heard');
    next.end();
    expect(await next.done).toBe('heard');
    expect(told).toEqual([`as ${ours} to ${api}`, `as ${ours} to ${api}`, 'heard']);
  });
});
