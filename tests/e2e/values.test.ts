import { describe, expect, it } from 'vitest';
import { ecgPicture, pdf, woundPicture } from '../sandbox/pictures.ts';
import { browsers } from './support/browsers.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

const png = woundPicture(21, 640, 480);

describe.each(
  browsers.flatMap((browser) => (['full', 'id-only'] as const).map((fileValue) => ({ browser, fileValue }))),
)('what an attribute holds, in $browser, where records tell $fileValue,', ({ browser, fileValue }) => {
  const world = useWorld(browser, { switches: { fileValue } });

  async function openWith(attribute: string, name: string, mimeType: string, bytes: Buffer) {
    world.sandbox.setAttribute(world.patientCalled('Mary Jones'), attribute, { name, mimeType, bytes });
    return world.openRecord('Mary Jones');
  }

  it('is shown in place when it is a picture, and large on a click, until Esc', async () => {
    const page = await openWith('wound_photo', 'heel.png', 'image/png', png);
    await world.screen.find(page, 'img', 'heel.png, Wound photo');
    await world.screen.click(page, 'button', 'Open heel.png');
    await world.screen.find(page, 'dialog', 'heel.png, Wound photo');
    const large = await until(async () => {
      const pictures = await world.screen.things(page, 'img');
      return pictures.find(({ box }) => box && box.width > 300);
    }, 'the picture is large');
    expect(large.name).toBe('heel.png, Wound photo');
    await page.keyboard.press('Escape');
    await world.screen.gone(page, 'dialog', 'heel.png, Wound photo');
    // The bytes were fetched once, and without the token.
    expect(world.sandbox.log.filter(({ op }) => op === 'get-object')).toHaveLength(1);
  });

  it.each(['Enter', ' '] as const)('opens with the key "%s"', async (key) => {
    const page = await openWith('wound_photo', 'heel.png', 'image/png', png);
    await world.screen.find(page, 'img', 'heel.png, Wound photo');
    const reached = async () => (await world.screen.find(page, 'button', 'Open heel.png')).focused;
    for (let tab = 0; tab < 40 && !(await reached()); tab += 1) await page.keyboard.press('Tab');
    await page.keyboard.press(key);
    await world.screen.find(page, 'dialog', 'heel.png, Wound photo');
  });

  it('is shown when a FILE attribute holds a picture', async () => {
    const page = await openWith('consent_form', 'signed.png', 'image/png', ecgPicture(2));
    await world.screen.find(page, 'img', 'signed.png, Consent form');
  });

  it('is named with type and size, and opened beside the portal, when it is no picture', async () => {
    const page = await openWith('consent_form', 'consent.pdf', 'application/pdf', pdf('Consent'));
    await world.screen.find(page, 'link', 'consent.pdf, Consent form');
    const opened = new Promise((resolve) => world.driver.browser.once('targetcreated', resolve));
    await world.screen.click(page, 'link', 'consent.pdf, Consent form');
    await opened;
    await world.sandbox.wait(({ op, from }) => op === 'get-object' && from !== 'extension');
    for (const other of await world.driver.browser.pages())
      if (other.url().startsWith(world.sandbox.store)) await other.close();
  });
});

describe.each(browsers)('a picture further down the page, in %s,', (browser) => {
  const world = useWorld(browser);

  it('is fetched only when it comes into view', async () => {
    const patient = world.patientCalled('Mary Jones');
    world.sandbox.setAttribute(patient, 'analysis_file', {
      name: 'far.png',
      mimeType: 'image/png',
      bytes: png,
    });
    const page = await world.newPage();
    await page.setViewport({ width: 1000, height: 420 });
    await world.signIn(page);
    await world.openPatient(page, patient);
    await world.screen.find(page, 'button', 'Attach to Wound photo, Mary Jones');
    // What the zone in view shows has been fetched by the time another picture would have been.
    const downloads = () =>
      world.sandbox.log.filter(({ op, from }) => op === 'download' && from === 'extension');
    expect(downloads()).toEqual([]);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await world.screen.find(page, 'img', 'far.png, Analysis file');
    expect(downloads()).toHaveLength(1);
  });
});
