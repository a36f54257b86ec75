import { describe, expect, it } from 'vitest';
import { woundPicture } from '../sandbox/pictures.ts';
import { browsers } from './support/browsers.ts';
import { middle } from './support/driver.ts';
import { fileNamed } from './support/files.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

const heel = fileNamed('heel.png', woundPicture(8, 120, 90));
const toe = fileNamed('toe.png', woundPicture(7, 120, 90));
const woundPhoto = 'Attach to Wound photo, Mary Jones';

describe.each(browsers)('an upload in %s', (browser) => {
  const world = useWorld(browser, { forgets: true });

  /** Drops the heel on the wound photo's zone; its PUT is held until the test lets it go. */
  async function held(hold: 'before' | 'after') {
    const page = await world.openRecord('Mary Jones');
    const { box } = await world.screen.find(page, 'button', woundPhoto);
    const put = world.sandbox.fault({ on: 'put', hold });
    await world.drop(page, [heel], middle(box));
    await world.sandbox.wait(({ op }) => op === 'put', { at: 'arrival' });
    return { page, zone: middle(box), put };
  }
  const writes = () =>
    world.sandbox.log
      .filter(({ op, from }) => from === 'extension' && ['create', 'put', 'attach'].includes(op))
      .map(({ op, status }) => `${op} ${status}`);

  // Firefox's background is the carrier: its PUT dies with it, and is begun anew within a minute.
  it.runIf(browser === 'chromium')('is sent once though the worker dies under it', async () => {
    const { page, put } = await held('before');
    await world.driver.stopBackground();
    put.release();
    await world.screen.find(page, 'button', /^Undo/);
    expect(writes()).toEqual(['create 200', 'put 200', 'attach 200']);
  });

  it('may be cancelled until the store has answered, and is attached nowhere then', async () => {
    const { page, put } = await held('after');
    await world.screen.click(page, 'button', /^Cancel/);
    await world.screen.gone(page, 'button', /^Cancel/);
    put.release();
    await until(async () => writes().includes('put 200'), 'the store has answered nobody');
    expect(writes()).toEqual(['create 200', 'put 200']);
  });

  it('that the store turns away is sent to a new address', async () => {
    const page = await world.openRecord('Mary Jones');
    const { box } = await world.screen.find(page, 'button', woundPhoto);
    world.sandbox.fault({ on: 'put', status: 403 });
    await world.drop(page, [heel], middle(box));
    await world.screen.find(page, 'button', /^Undo/);
    expect(writes()).toEqual(['create 200', 'put 403', 'create 200', 'put 200', 'attach 200']);
  });

  it('with another of the same person behind it is replaced by that without a question', async () => {
    const { page, zone, put } = await held('before');
    await world.drop(page, [toe], zone);
    put.release();
    await until(
      async () => writes().filter((write) => write === 'attach 200').length === 2,
      'both are attached, one after the other',
    );
    await world.screen.find(page, 'button', /toe\.png/);
  });
});
