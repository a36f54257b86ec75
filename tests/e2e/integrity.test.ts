import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../sandbox/faults.ts';
import { woundPicture } from '../sandbox/pictures.ts';
import { browsers } from './support/browsers.ts';
import { middle } from './support/driver.ts';
import { fileNamed } from './support/files.ts';
import { useWorld } from './support/world.ts';

const picture = woundPicture(8, 120, 90);
const heel = fileNamed('heel.png', picture);
const sha256 = createHash('sha256').update(picture).digest('hex');
const woundPhoto = 'Attach to Wound photo, Mary Jones';

describe.each(browsers)('what a store holds, in %s', (browser) => {
  const world = useWorld(browser, { forgets: true });

  /** Drops the heel while PUTs are hit by a fault; everything that was written once it is attached. */
  async function written(fault: Omit<Fault, 'on'>) {
    const page = await world.openRecord('Mary Jones');
    const { box } = await world.screen.find(page, 'button', woundPhoto);
    world.sandbox.fault({ on: 'put', ...fault });
    await world.drop(page, [heel], middle(box));
    await world.screen.find(page, 'button', /^Undo/);
    return world.sandbox.log.filter(
      ({ op, from }) => from === 'extension' && ['create', 'put', 'attach'].includes(op),
    );
  }
  type Written = Awaited<ReturnType<typeof written>>;
  const steps = (log: Written) => log.map(({ op, status }) => `${op} ${status}`);
  const attached = () => world.sandbox.attribute(world.patientCalled('Mary Jones'), 'wound_photo');
  const again = ['create 200', 'put 200', 'create 200', 'put 200', 'attach 200'];

  it.each<[string, Omit<Fault, 'on'>]>([
    ['whose answer tells another ETag', { etag: `"${'0'.repeat(32)}"` }],
    ['of which one byte is another', { corruptByte: 40 }],
    ['that is cut short', { truncateBody: 100 }],
    ['that is cut short and whose ETag proves nothing', { truncateBody: 100, etag: `"${'0'.repeat(32)}-1"` }],
  ])('%s, is attached only once the right bytes are stored', async (_, fault) => {
    const log = await written(fault);
    expect(steps(log)).toEqual(again);
    const last = log.findLast(({ op }) => op === 'put');
    expect(attached()).toMatchObject({ fileId: last?.fileId, file: { sha256 } });
  });

  it('whose ETag proves nothing, is attached after its size was read back', async () => {
    const log = await written({ etag: `"${'0'.repeat(32)}-1"` });
    expect(steps(log)).toEqual(['create 200', 'put 200', 'attach 200']);
    const reads = world.sandbox.log.filter(({ op, from }) => op === 'get-object' && from === 'extension');
    expect(reads.map(({ status }) => status)).toEqual([206]);
  });
});
