import { describe, expect, it } from 'vitest';
import { useAssigning } from './support/assigning.ts';
import { browsers } from './support/browsers.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

/** A thousand take minutes: in the suite it is fewer, by `BULK_FILES=1000 npm run e2e -- bulk-killed` all of them. */
const count = Number(process.env.BULK_FILES ?? 120);
const patience = 60_000 + count * 400;

describe.each(browsers)('many files, in %s,', { timeout: patience * 2 }, (browser) => {
  const world = useWorld(browser, { forgets: true });
  const { put, says, table, choose, attach } = useAssigning(browser, world);
  const attaches = () => world.sandbox.log.filter(({ op, status }) => op === 'attach' && status === 200);

  it('are all attached once where the browser is killed in the middle', async () => {
    const people = world.sandbox.crowd(count);
    for (const { mrn } of people) put(`card/${mrn}.png`);
    const page = await table(count);
    await choose(page, 'Attribute', 'Wound photo');
    // So that many are on their way when it happens.
    world.sandbox.switches.latencyMs = 40;
    await attach(page, count, `Files: ${count.toLocaleString('en')}.`);
    await says(page, 'You can close this tab; it goes on.', patience);
    const before = attaches().length;
    expect(before).toBeLessThan(count);
    await world.crash();
    world.sandbox.switches.latencyMs = 0;
    await world.openRecord('Mary Jones');
    const held = () => people.filter(({ _id }) => world.sandbox.attribute(_id, 'wound_photo')?.file);
    await until(
      async () => held().length === count,
      () => `all are attached: ${held().length} of ${count}, ${before} of them before the end`,
      patience,
    );
    for (const { _id, mrn } of people) {
      expect(world.sandbox.attribute(_id, 'wound_photo')?.file?.name).toBe(`${mrn}.png`);
      const files = attaches().filter(({ entityId }) => entityId === _id);
      expect(new Set(files.map(({ fileId }) => fileId)).size, mrn).toBe(1);
    }
  });
});
