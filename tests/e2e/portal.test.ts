import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { skins } from '../sandbox/switches.ts';
import { inChromium } from './support/browsers.ts';
import { createPortalHands } from './support/portal.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

/** Runs in the page: what a page inside the portal says when it has changed a record. */
const askForReload = () => window.postMessage({ name: 'ON_RELOAD_ENTITY', payload: null }, '*');

// The sandbox's own pages: what they are tried in is no question of the extension.
describe.runIf(inChromium).each(skins)('the %s portal, under a strict policy,', (skin) => {
  const world = useWorld('chromium', { switches: { skin, csp: 'strict' } });
  const open = async () => {
    const page = await world.openRecord('Mary Jones');
    return { page, hands: createPortalHands(world.driver, page) };
  };
  const fields =
    (hands: ReturnType<typeof createPortalHands>) =>
    async (label: string, text: string): Promise<void> => {
      const find = async () =>
        (await hands.drawn('textbox')).find(({ name }) => name.replaceAll(/\W+$/g, '') === label);
      await hands.fill(find, text);
    };

  it('saves its form, with the files that were there when it was opened if that is its way, and adds records', async () => {
    world.sandbox.switches.formSends = 'all';
    const { hands } = await open();
    const mary = world.patientCalled('Mary Jones');
    await hands.press(['Edit Details'], 0);
    await fields(hands)('Ward', 'Intensive care');
    const file = { name: 'later.png', mimeType: 'image/png', bytes: Buffer.from('later') };
    world.sandbox.setAttribute(mary, 'wound_photo', file);
    await until(async () => {
      if (world.sandbox.patient(mary).ward === 'Intensive care') return true;
      // The portal that draws itself anew all the time swallows presses; people press again.
      if ((await hands.pressable(['Save Changes'])).length > 0) await hands.press(['Save Changes']);
      return false;
    }, 'the form is saved');
    expect(world.sandbox.attribute(mary, 'wound_photo')).toBeNull();

    // And it adds a record and opens it.
    await hands.press(['Patients'], 0);
    await hands.press(['Add patient']);
    const enter = fields(hands);
    await enter('First name', 'Nora');
    await enter('Last name', 'Newman');
    await enter('MRN', '99001');
    await hands.press(['Save Changes']);
    const { entityId } = await world.sandbox.wait(({ op, from }) => op === 'add' && from === 'portal');
    await world.sandbox.wait((entry) => entry.op === 'read' && entry.entityId === entityId);
    expect(world.sandbox.patient(entityId ?? '')).toMatchObject({ _caption: 'Nora Newman', mrn: '99001' });
  });

  // How that is done is the same for all; where it is heard is not.
  it.runIf(['plain', 'framed', 'elements-closed'].includes(skin))(
    'reads its record again when it is told to, and not before',
    async () => {
      world.sandbox.switches.hearsReload = 'window';
      const { page } = await open();
      const mary = world.patientCalled('Mary Jones');
      const file = { name: 'seen-later.png', mimeType: 'image/png', bytes: Buffer.from('later') };
      world.sandbox.setAttribute(mary, 'wound_photo', file);
      const shows = async (page: Page) =>
        [await world.screen.things(page, 'button'), await world.screen.things(page, 'link')]
          .flat()
          .some(({ name }) => name === 'seen-later.png');
      expect(await shows(page)).toBe(false);
      for (const frame of page.frames()) await frame.evaluate(askForReload);
      await until(() => shows(page), 'the new file on the page');
    },
  );
});
