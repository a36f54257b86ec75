import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { woundPicture } from '../sandbox/pictures.ts';
import { browsers } from './support/browsers.ts';
import { middle } from './support/driver.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

const path = join(mkdtempSync(join(tmpdir(), 'attach-for-biot-')), 'heel.png');
writeFileSync(path, woundPicture(9, 200, 150));
const woundPhoto = 'Attach to Wound photo, Mary Jones';

describe.each(browsers)('in %s', (browser) => {
  const world = useWorld(browser);

  /** Drops the picture on the wound photo's zone. */
  async function dropped() {
    const page = await world.openRecord('Mary Jones');
    const { box } = await world.screen.find(page, 'button', woundPhoto);
    await world.drop(page, [path], middle(box));
    return page;
  }
  const held = () =>
    world.sandbox.attribute(world.patientCalled('Mary Jones'), 'wound_photo')?.fileId ?? null;

  it('undo empties the attribute again', async () => {
    const page = await dropped();
    await world.screen.click(page, 'button', /^Undo/);
    await until(async () => held() === null, 'the attribute is empty again');
    expect(world.sandbox.log.filter(({ op, from }) => op === 'attach' && from === 'extension')).toHaveLength(
      2,
    );
  });

  it('undo leaves what somebody else has put there since', async () => {
    const page = await dropped();
    await world.screen.find(page, 'button', /^Undo/);
    const patient = world.patientCalled('Mary Jones');
    const organizationId = world.sandbox.patient(patient)._ownerOrganization.id;
    const theirs = world.sandbox.putFile({
      name: 'theirs.png',
      mimeType: 'image/png',
      bytes: woundPicture(4, 30, 30),
      organizationId,
    });
    world.sandbox.setAttribute(patient, 'wound_photo', { fileId: theirs });
    const reads = world.sandbox.log.length;
    await world.screen.click(page, 'button', /^Undo/);
    await until(
      async () =>
        world.sandbox.log.slice(reads).some(({ op, from }) => op === 'read' && from === 'extension'),
      'the extension looks before it writes',
    );
    await world.screen.gone(page, 'button', /^Undo/);
    expect(held()).toBe(theirs);
  });

  it('an empty file is refused with a sentence, and nothing is created', async () => {
    const empty = join(mkdtempSync(join(tmpdir(), 'attach-for-biot-')), 'empty.png');
    writeFileSync(empty, '');
    const page = await world.openRecord('Mary Jones');
    const { box } = await world.screen.find(page, 'button', woundPhoto);
    await world.drop(page, [empty], middle(box));
    await world.screen.news(page, 'empty.png is empty and was not sent');
    expect(world.sandbox.log.filter(({ op }) => op === 'create')).toEqual([]);
  });

  it('a refused attach says why and changes nothing', async () => {
    world.sandbox.fault({ on: 'attach', status: 403, body: { code: 'ACCESS_DENIED', message: 'No' } });
    const page = await dropped();
    await world.screen.news(page, 'Your account may not change Wound photo of Mary Jones');
    expect(held()).toBeNull();
  });
});
