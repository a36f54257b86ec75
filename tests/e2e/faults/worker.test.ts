import { describe, expect } from 'vitest';
import type { LogEntry } from '../../sandbox/log.ts';
import { browsers } from '../support/browsers.ts';
import { until } from '../support/until.ts';
import { attributes, useDesk, whole } from './desk.ts';

describe.each(browsers)('a worker in %s', (browser) => {
  const desk = useDesk(browser);
  const { world } = desk;
  const ours = ({ from }: LogEntry) => from === 'extension';
  // Firefox wakes its background by an alarm only, within a minute.
  const times = { timeout: 200_000, within: 150_000 };

  desk.proves(
    'F4 killed between create and PUT begins anew, with one orphan at most',
    async () => {
      const page = await desk.open();
      const create = world.sandbox.fault({ on: 'create', hold: 'after', match: ours });
      await desk.drop(page);
      await world.sandbox.wait(({ op, committed }) => op === 'create' && committed === true, {
        at: 'arrival',
      });
      await world.driver.stopBackground();
      desk.stroke();
      create.release();
    },
    times,
  );

  if (browser === 'firefox') return;

  desk.proves('F5 killed between PUT and attach attaches once', async () => {
    const page = await desk.open();
    const stored = () => world.sandbox.log.some(({ op, status }) => op === 'put' && status === 200);
    const read = world.sandbox.fault({ on: 'read', hold: true, match: (call) => ours(call) && stored() });
    await desk.drop(page);
    await until(async () => read.used() > 0, 'the record is read before the attach');
    await world.driver.stopBackground();
    read.release();
  });

  desk.proves('F6 killed after the attach was made, before its answer, does not attach again', async () => {
    const page = await desk.open();
    const attach = world.sandbox.fault({ on: 'attach', hold: 'after', match: ours });
    await desk.drop(page);
    await world.sandbox.wait(({ op, committed }) => op === 'attach' && committed === true, { at: 'arrival' });
    await world.driver.stopBackground();
    attach.release();
  });

  desk.proves('F7 whose carrying document is closed has the bytes sent anew', async () => {
    const page = await desk.open();
    const put = world.sandbox.fault({ on: 'put', hold: true });
    await desk.drop(page);
    await world.sandbox.wait(({ op }) => op === 'put', { at: 'arrival' });
    const document = await world.driver.browser.waitForTarget((target) =>
      target.url().endsWith('/offscreen.html'),
    );
    await (await document.asPage()).evaluate(() => window.close()).catch(() => undefined); // It does not live to answer.
    desk.stroke();
    put.release();
  });

  desk.proves(
    'F8 F9 F65 that is dead takes ten files at once from two tabs, and sends each once',
    async () => {
      const [first, second] = [await desk.open(), await desk.open()];
      const patients = world.sandbox.patients.slice(0, 3).map(({ _id }) => _id);
      for (const page of [first, second]) await desk.read(page, patients);
      await world.driver.stopBackground();
      const places = patients.flatMap((recordId) => attributes.map((attribute) => ({ recordId, attribute })));
      const sources = places.slice(0, 10).map((place) => desk.source(place));
      await Promise.all([desk.add(first, sources.slice(0, 5)), desk.add(second, sources.slice(5))]);
      await desk.settled();
      expect(world.sandbox.log.filter(({ op, status }) => op === 'put' && status === 200)).toHaveLength(10);
    },
  );

  if (whole)
    desk.proves(
      'F2 whose upload takes six minutes on a slow line is not bound to any of its events',
      async () => {
        const page = await desk.open();
        world.sandbox.switches.bytesPerSecond = 1_024;
        await desk.drop(page, 6 * 60 * 1_024);
        await world.sandbox.wait(({ op }) => op === 'put', { at: 'arrival' });
        await desk.settled(480_000);
        expect(world.sandbox.log.filter(({ op }) => op === 'put')).toHaveLength(1);
      },
      { timeout: 600_000, within: 60_000 },
    );

  if (whole)
    desk.proves(
      'F1 that is idle for long while the store takes its time is there for the answer',
      async () => {
        const page = await desk.open();
        world.sandbox.fault({ on: 'put', delayMs: 45_000 });
        await desk.drop(page);
        await world.sandbox.wait(({ op }) => op === 'put', { at: 'arrival' });
        await world.driver.stopBackground();
      },
      times,
    );
});
