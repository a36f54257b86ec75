import { describe } from 'vitest';
import { woundPicture } from '../../sandbox/pictures.ts';
import { browsers } from '../support/browsers.ts';
import { useDesk } from './desk.ts';

describe.runIf(browsers.includes('chromium'))('a record', () => {
  const desk = useDesk('chromium');
  const { world } = desk;
  const theirs = { name: 'theirs.png', mimeType: 'image/png', bytes: woundPicture(9, 30, 20) };

  desk.proves('F49 that another user has changed meanwhile keeps what is theirs, and asks', async () => {
    const page = await desk.open();
    const put = world.sandbox.fault({ on: 'put', hold: true });
    const one = await desk.drop(page);
    await world.sandbox.wait(({ op }) => op === 'put', { at: 'arrival' });
    world.sandbox.setAttribute(one.recordId, one.attribute, theirs);
    one.ends = ['conflict'];
    one.theirs = world.sandbox.attribute(one.recordId, one.attribute)?.fileId ?? '';
    put.release();
  });

  desk.proves('F49 that another user changes behind an answer that was lost is asked about', async () => {
    const page = await desk.open();
    const attach = world.sandbox.fault({ on: 'attach', hold: 'after', gateway: 504 });
    const one = await desk.drop(page);
    await world.sandbox.wait(({ op, committed }) => op === 'attach' && committed === true, { at: 'arrival' });
    world.sandbox.setAttribute(one.recordId, one.attribute, theirs);
    one.ends = ['conflict'];
    one.theirs = world.sandbox.attribute(one.recordId, one.attribute)?.fileId ?? '';
    attach.release();
  });

  desk.proves(
    'F50 F51 F52 that is gone, refuses the value or the person fails, once, and says so',
    async () => {
      const page = await desk.open();
      const places = (['wound_photo', 'ecg_strip', 'consent_form'] as const).map((attribute) => ({
        recordId: desk.mary(),
        attribute,
      }));
      const statuses = [404, 400, 403];
      for (const [index, { attribute }] of places.entries())
        world.sandbox.fault({
          on: 'attach',
          status: statuses[index] ?? 0,
          match: (call) => call.attribute === attribute,
          times: Number.POSITIVE_INFINITY,
        });
      const all = await desk.add(
        page,
        places.map((place) => desk.source(place)),
      );
      for (const one of all) one.ends = ['failed'];
    },
  );

  desk.proves('F53 that answers what it was before is read until it shows our file', async () => {
    const page = await desk.open();
    const attached = ({ from }: { from: string }) =>
      from === 'extension' && world.sandbox.log.some(({ op, status }) => op === 'attach' && status === 200);
    world.sandbox.fault({ on: 'attach', stale: true });
    world.sandbox.fault({ on: 'read', stale: true, times: 3, match: attached });
    await desk.drop(page);
  });
});
