import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { environments } from '../sandbox/hosts.ts';
import { woundPicture } from '../sandbox/pictures.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { browsers } from './support/browsers.ts';
import { middle } from './support/driver.ts';
import { fileNamed } from './support/files.ts';
import { says } from './support/popup.ts';
import { openPatient, signIn } from './support/portal.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

const heel = fileNamed('heel.png', woundPicture(8, 120, 90));
const woundPhoto = 'Attach to Wound photo, Mary Jones';
const use = 'Use Attach on this portal';
const own = ['https://*.amazonaws.com/*', 'https://*.biot-med.com/*'];

const originsOf = ({ portal, api }: { portal: string; api: string }) => ({
  portal: `https://${portal}`,
  api: `https://${api}`,
});
const northfield = originsOf(environments.northfield);
const southbank = originsOf(environments.southbank);
const care = originsOf(environments.care);

/** Runs in a page of the extension. */
const grantedHosts = async (): Promise<string[]> => {
  const scope = globalThis as unknown as {
    chrome: { permissions: { getAll(): Promise<{ origins: string[] }> } };
  };
  return (await scope.chrome.permissions.getAll()).origins.toSorted();
};

describe.each(browsers)('a portal on a domain of its customer’s, in %s,', (browser) => {
  const world = useWorld(browser, { forgets: true, keepsGrants: true });

  /** The sandbox as somebody meets it who works on that portal. */
  const at = (portal: string): Sandbox => Object.create(world.sandbox, { portal: { value: portal } });

  /** The portal's first page, with nobody signed in from before. */
  async function nobodyAt(portal: string): Promise<Page> {
    const page = await world.newPage();
    await page.goto(`${portal}/`);
    await page.evaluate(() => localStorage.clear());
    await page.goto(`${portal}/login`);
    await page.waitForSelector('input[name=password]');
    return page;
  }

  async function openMary(portal: string, page?: Page): Promise<Page> {
    const here = page ?? (await nobodyAt(portal));
    await signIn(world.driver, here, at(portal));
    await openPatient(world.driver, here, at(portal), world.patientCalled('Mary Jones'));
    return here;
  }

  async function granted(): Promise<string[]> {
    const options = await world.extensionPage('options.html');
    const hosts = await options.evaluate(grantedHosts);
    await options.close();
    return hosts;
  }

  /** Presses the button on the record of Mary Jones, says yes, and reloads: the zones are there. */
  async function allowed({ portal, api }: { portal: string; api: string }): Promise<Page> {
    const page = await openMary(portal);
    await world.driver.allow([portal, api]);
    const popup = await world.driver.popup(page);
    // What its page calls is known a moment after the popup is there; BioT's own API need not be asked for.
    await says(popup, new URL(api === world.sandbox.api ? portal : api).host);
    await popup.press(use);
    await says(popup, 'Reload it, and its records can take files.');
    await popup.press('Reload');
    await world.screen.find(page, 'button', woundPhoto);
    return page;
  }

  async function drop(page: Page): Promise<void> {
    const { box } = await world.screen.find(page, 'button', woundPhoto);
    await world.drop(page, [heel], middle(box));
  }

  /** Removes it in the options, as a person does. */
  async function remove({ portal }: { portal: string }): Promise<void> {
    const options = await world.extensionPage('options.html');
    await world.screen.click(options, 'button', /^Remove/);
    await until(
      async () => !(await options.evaluate(() => document.body.textContent)).includes(new URL(portal).host),
      'the portal is off the list',
    );
    await options.close();
  }

  const ofOurs = () => world.sandbox.log.filter(({ from }) => from === 'extension');
  const attach = () => world.sandbox.wait(({ op, status }) => op === 'attach' && status === 200);

  it('is asked for by its own and its API’s address alone, takes files, outlives the browser, and is removed', async () => {
    const before = await openMary(northfield.portal);
    expect(await before.$$('attach-for-biot')).toEqual([]);
    await before.close();
    const page = await allowed(northfield);
    expect(await granted()).toEqual([...own, `${northfield.api}/*`, `${northfield.portal}/*`].toSorted());
    await page.bringToFront();
    await drop(page);
    const { hostname, origin } = await attach();
    expect({ hostname, origin }).toEqual({
      hostname: environments.northfield.api,
      origin: northfield.portal,
    });
    const hosts = new Set(ofOurs().map((entry) => entry.hostname));
    expect([...hosts].toSorted()).toEqual([environments.northfield.api, new URL(world.sandbox.store).host]);

    await world.restart();
    world.sandbox.reset();
    const again = await openMary(northfield.portal);
    await drop(again);
    expect((await attach()).hostname).toBe(environments.northfield.api);
    await world.screen.find(again, 'button', /^Undo/);

    await remove(northfield);
    expect(await granted()).toEqual(own);
    await until(async () => (await again.$$('attach-for-biot')).length === 0, 'nothing of ours on the page');
    world.sandbox.clearLog();
    await again.bringToFront();
    await again.reload();
    await world.sandbox.wait(({ op, from }) => op === 'read' && from === 'portal');
    expect(await again.$$('attach-for-biot')).toEqual([]);
    expect(ofOurs()).toEqual([]);
  });

  it('with its API on the same host is one address', async () => {
    const page = await allowed(southbank);
    expect(await granted()).toEqual([...own, `${southbank.portal}/*`].toSorted());
    await page.bringToFront();
    await drop(page);
    expect((await attach()).hostname).toBe(environments.southbank.api);
    await remove(southbank);
  });

  it('that nobody has signed in to yet is allowed first, and its API when it shows', async () => {
    const page = await nobodyAt(northfield.portal);
    await world.driver.allow([northfield.portal, northfield.api]);
    const popup = await world.driver.popup(page);
    await says(popup, 'Is portal.northfield.example your BioT portal?');
    await popup.press(use);
    await says(popup, 'Where its data comes from shows');
    expect(await granted()).toEqual([...own, `${northfield.portal}/*`].toSorted());
    await page.bringToFront();
    await openMary(northfield.portal, page);
    const second = await world.driver.popup(page);
    await says(second, 'comes from api.northfield.example');
    await second.press('Allow');
    await says(second, 'Reload it, and its records can take files.');
    await second.press('Reload');
    await world.screen.find(page, 'button', woundPhoto);
    await remove(northfield);
  });

  it('before the same API as BioT’s own never speaks under the other’s name', async () => {
    const theirs = await allowed(care);
    const ours = await world.openRecord('Mary Jones');
    const { box } = await world.screen.find(ours, 'button', woundPhoto);
    const held = world.sandbox.fault({ on: 'put', hold: true });
    await world.drop(ours, [heel], middle(box));
    await world.sandbox.wait(({ op }) => op === 'put', { at: 'arrival' });
    await theirs.bringToFront();
    const ecg = await world.screen.find(theirs, 'button', 'Attach to ECG strip, Mary Jones');
    await world.drop(theirs, [heel], middle(ecg.box));
    held.release();
    const attached = (attribute: string) =>
      world.sandbox.wait((one) => one.op === 'attach' && one.status === 200 && one.attribute === attribute);
    expect((await attached('wound_photo')).origin).toBe(world.sandbox.portal);
    expect((await attached('ecg_strip')).origin).toBe(care.portal);
    await remove(care);
  });

  it('whose access is withdrawn in the browser makes an upload wait, and goes on when it is given back', async () => {
    const page = await allowed(northfield);
    const held = world.sandbox.fault({ on: 'put', hold: true });
    await drop(page);
    await world.sandbox.wait(({ op }) => op === 'put', { at: 'arrival' });
    await world.driver.withdraw([northfield.portal, northfield.api]);
    await until(async () => (await page.$$('attach-for-biot')).length === 0, 'nothing of ours on the page');
    held.release();
    const popup = await world.driver.popup(page);
    await says(popup, 'no longer lets Attach for BioT work on portal.northfield.example');
    await says(popup, 'Waiting until this browser lets Attach for BioT work on the portal again');
    expect(world.sandbox.log.filter(({ op }) => op === 'attach')).toEqual([]);
    await world.driver.allow([northfield.portal, northfield.api]);
    // In Chromium, what was granted once is given back by the browser's own settings: the request would be asked.
    if (browser === 'firefox') await (await world.driver.popup(page)).press('Allow again');
    await attach();
    await remove(northfield);
  });

  it('does not matter to BioT’s own, whose access can be given back as well', async () => {
    const page = await world.openRecord('Mary Jones');
    await world.screen.find(page, 'button', woundPhoto);
    await world.driver.withholdOwn();
    await until(async () => (await page.$$('attach-for-biot')).length === 0, 'nothing of ours on the page');
    const barred = await world.driver.popup(page);
    await says(barred, 'This browser does not let Attach for BioT work on BioT');
    await world.driver.allow(['https://*.biot-med.com', 'https://*.amazonaws.com']);
    const popup = await world.driver.popup(page);
    // In Chromium, what belongs to the extension is given back by its settings alone, or by a question.
    if (browser === 'firefox') await popup.press('Allow again');
    await says(popup, 'reload it, and its records can take files.');
    await popup.press('Reload');
    await world.screen.find(page, 'button', woundPhoto);
  });
});
