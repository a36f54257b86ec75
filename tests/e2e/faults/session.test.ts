import { describe, expect } from 'vitest';
import { browsers } from '../support/browsers.ts';
import { useDesk } from './desk.ts';

describe.runIf(browsers.includes('chromium'))('a session', () => {
  const desk = useDesk('chromium');
  const { world } = desk;

  desk.proves('F22 that ends during the PUT has the attach wait for the portal’s next token', async () => {
    const page = await desk.open();
    const put = world.sandbox.fault({ on: 'put', hold: true });
    await desk.drop(page);
    await world.sandbox.wait(({ op }) => op === 'put', { at: 'arrival' });
    world.sandbox.expireTokens();
    put.release();
    await world.sandbox.wait(
      ({ op, status, from }) => from === 'extension' && status === 401 && op === 'read',
    );
    await page.reload();
    await desk.settled();
    expect(world.sandbox.log.filter(({ op, from }) => op === 'refresh' && from === 'extension')).toEqual([]);
  });

  desk.proves('F23 that has ended for good leaves the file waiting, and sends nothing more', async () => {
    const page = await desk.open();
    world.sandbox.expireTokens();
    world.sandbox.fault({ on: 'refresh', status: 401, times: Number.POSITIVE_INFINITY });
    const one = await desk.drop(page);
    one.ends = ['waiting'];
    await desk.settled();
    const writes = world.sandbox.log.filter(
      ({ op, from, status }) =>
        from === 'extension' && ['create', 'put', 'attach'].includes(op) && status === 200,
    );
    expect(writes).toEqual([]);
  });
});
