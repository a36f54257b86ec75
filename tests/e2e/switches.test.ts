import { describe, expect, it } from 'vitest';
import { woundPicture } from '../sandbox/pictures.ts';
import type { Switches } from '../sandbox/switches.ts';
import { browsers } from './support/browsers.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

/** The other position of each switch: what BioT may turn out to be. */
const otherwise: readonly Partial<Switches>[] = [
  { csp: 'strict' },
  { tokenStorage: 'memory' },
  { tokenStorage: 'cookie' },
  { signedContentType: 'lax' },
  { storeCors: 'closed' },
  { foreignOrigin: 'accepted' },
  { firewall: false },
  { fileValue: 'id-only' },
  { attachTwice: 'refused' },
  { refreshRotates: false },
  { supportedMimeTypes: 'absent' },
  { multipart: 'absent' },
  { clockSkewMs: 86_400_000 },
  { clockSkewMs: -86_400_000 },
];

describe.each(browsers)('a pasted picture, in %s,', (browser) => {
  const world = useWorld(browser);

  it.each(otherwise)('is attached and taken back with %o', async (switches) => {
    Object.assign(world.sandbox.switches, switches);
    const page = await world.openRecord('Mary Jones');
    const patient = world.patientCalled('Mary Jones');
    await world.screen.find(page, 'button', 'Attach to Wound photo, Mary Jones');
    await world.paste(page, woundPicture(11, 80, 60));
    await world.screen.find(page, 'dialog', 'Attach to which attribute?');
    await page.keyboard.press('1');
    const { fileId, fileName } = await world.sandbox.wait(
      ({ op, status }) => op === 'attach' && status === 200,
    );
    expect(world.sandbox.attribute(patient, 'wound_photo')).toMatchObject({ fileId });
    await world.screen.find(page, 'img', `${fileName}, Wound photo`);
    await world.screen.click(page, 'button', 'Undo');
    await until(
      async () => world.sandbox.attribute(patient, 'wound_photo') === null,
      'the attribute is empty again',
    );
  });

  it('says so where BioT does not let an attribute be emptied again', async () => {
    world.sandbox.switches.nullClears = 'no';
    const page = await world.openRecord('Mary Jones');
    await world.screen.find(page, 'button', 'Attach to Wound photo, Mary Jones');
    await world.paste(page, woundPicture(11, 80, 60));
    await world.screen.find(page, 'dialog', 'Attach to which attribute?');
    await page.keyboard.press('1');
    await world.screen.click(page, 'button', 'Undo');
    await world.screen.news(page, 'BioT did not take back what Wound photo held before');
    const held = world.sandbox.attribute(world.patientCalled('Mary Jones'), 'wound_photo');
    expect(held?.file?.name).toMatch(/^wound-photo/);
  });
});
