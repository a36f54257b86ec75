import { describe, expect, it } from 'vitest';
import { woundPicture } from '../sandbox/pictures.ts';
import { useAssigning } from './support/assigning.ts';
import { browsers } from './support/browsers.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

const at = { x: 400, y: 600 };
const looking = 'Looking into the files';

describe.each(browsers)('what many files are, in %s,', { timeout: 120_000 }, (browser) => {
  const world = useWorld(browser, { forgets: true });
  const { put, write, says, written, table, choose, attach } = useAssigning(browser, world);
  const picture = (id: string | undefined) => world.sandbox.attribute(String(id), 'wound_photo')?.file;

  it('is told by their bytes before anything is sent', async () => {
    const [ann, bob] = world.sandbox.crowd(2);
    put('card/other.png');
    const page = await table(1);
    await choose(page, 'Attribute', 'Wound photo');
    const text = write(`${ann?.mrn}.png`, 'A letter that somebody has called a picture.');
    const unnamed = write(String(bob?.mrn), woundPicture(2, 20, 16));
    await world.drop(page, [text, unnamed], at);
    await says(page, 'All 3');
    await says(page, 'Not taken 1');
    await says(page, 'To attach 1');
    await until(async () => !(await written(page)).includes(looking), 'all are looked into');
    await attach(page, 1, 'Files: 1. Records they go to: 1.');
    await says(page, 'Attached: 1 of 1.');
    expect(picture(ann?._id)).toBeUndefined();
    expect(picture(bob?._id)?.name).toBe(`${bob?.mrn}.png`);
  });

  it('holds for what is sent: nothing of a file that has changed since', async () => {
    const [ann] = world.sandbox.crowd(1);
    put('card/other.png');
    const page = await table(1);
    await choose(page, 'Attribute', 'Wound photo');
    const path = write(`${ann?.mrn}.png`, woundPicture(3, 24, 18));
    await world.drop(page, [path], at);
    await says(page, 'To attach 1');
    await until(async () => !(await written(page)).includes(looking), 'all are looked into');
    // Larger: a browser that read it as it was would read half of it.
    write(`${ann?.mrn}.png`, woundPicture(4, 40, 30));
    await attach(page, 1, 'Files: 1. Records they go to: 1.');
    await says(page, 'could not be read and was not sent');
    expect(picture(ann?._id)).toBeUndefined();
    expect(world.sandbox.log.filter(({ op }) => op === 'create')).toEqual([]);
  });
});
