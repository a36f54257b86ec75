import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { keptFor } from '../../../lib/outbox/expiry.ts';
import { bytes, desk, upload } from './desk.ts';

it('bytes of an upload whose owner does not come back are wiped after a day, and that is said', async () => {
  const { means, journal, runner, has, wakes, calls } = desk();
  has.session = false;
  await journal.add(upload({ createdAt: has.now }), bytes());
  await runner.wake();
  expect(await means.journal.get('u1')).toMatchObject({ state: { at: 'waiting', why: 'session' } });
  expect(wakes.at(-1)).toBe(has.now + keptFor);
  has.now += keptFor;
  await runner.wake();
  expect(await means.journal.get('u1')).toMatchObject({ state: { at: 'failed', reason: 'bytes-lost' } });
  expect(await means.journal.bytes('u1')).toBeNull();
  has.session = true;
  await runner.wake();
  expect(calls).toEqual([]);
});
