import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { pdf, woundPicture } from '../sandbox/pictures.ts';
import { browsers } from './support/browsers.ts';
import { middle } from './support/driver.ts';
import { fileNamed } from './support/files.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

const path = fileNamed('heel.png', woundPicture(9, 120, 90));

/** Runs in the page: what a portal's own Download link does. The document stays where it is. */
async function download(api: string, fileId: string): Promise<void> {
  const { access } = JSON.parse(localStorage.getItem('portal.session') ?? '');
  const address = `${api}/file/v1/files/${fileId}/download?contentDisposition=ATTACHMENT`;
  const answer = await fetch(address, { headers: { authorization: `Bearer ${access.token}` } });
  const { signedUrl } = await answer.json();
  location.href = signedUrl;
}

/** Runs in the page: keeps the least number of our elements that stood in it from now on. */
function watch(): void {
  const count = () => document.querySelectorAll('attach-for-biot').length;
  const scope = globalThis as unknown as { least: number };
  scope.least = count();
  new MutationObserver(() => {
    scope.least = Math.min(scope.least, count());
  }).observe(document, { subtree: true, childList: true });
}
const least = (): number => (globalThis as unknown as { least: number }).least;

describe.each(browsers)('a document, in %s,', (browser) => {
  const world = useWorld(browser, { forgets: true });
  const zone = (page: Page, who: string) =>
    world.screen.find(page, 'button', `Attach to Wound photo, ${who}`);

  it('keeps what it has read when a navigation turns out to be a download', async () => {
    const mary = world.patientCalled('Mary Jones');
    const consent = { name: 'consent.pdf', mimeType: 'application/pdf', bytes: pdf('Consent') };
    world.sandbox.setAttribute(mary, 'consent_form', consent);
    const page = await world.openRecord('Mary Jones');
    await zone(page, 'Mary Jones');
    const { fileId = '' } = world.sandbox.attribute(mary, 'consent_form') ?? {};
    await page.evaluate(download, new URL(world.sandbox.api).origin, fileId);
    await world.sandbox.wait(({ op, from }) => op === 'get-object' && from !== 'extension');
    await world.drop(page, [path], middle((await zone(page, 'Mary Jones')).box));
    await world.sandbox.wait(({ op, status }) => op === 'attach' && status === 200);
  });

  it('keeps its zones while the background is born again', async () => {
    const page = await world.openRecord('Mary Jones');
    await zone(page, 'Mary Jones');
    await page.evaluate(watch);
    const before = await page.evaluate(least);
    await world.driver.stopBackground();
    const reads = () =>
      world.sandbox.log.filter(({ op, from }) => op === 'read' && from === 'extension').length;
    const known = reads();
    // The popup asks for everything: that wakes the background, which tells all pages.
    await world.extensionPage('popup.html');
    await until(async () => reads() > known, 'the background has read the record anew');
    await page.bringToFront();
    await world.drop(page, [path], middle((await zone(page, 'Mary Jones')).box));
    await world.sandbox.wait(({ op, status }) => op === 'attach' && status === 200);
    expect(before).toBeGreaterThan(0);
    expect(await page.evaluate(least)).toBe(before);
  });
});

describe.each(browsers)('a record of which nothing is known yet, in %s,', (browser) => {
  const world = useWorld(browser, { switches: { skin: 'opaque' } });

  it('keeps its namesake from being taken for it', async () => {
    const page = await world.openRecord('Mary Jones');
    const zones = async () => (await world.screen.zones(page)).length;
    await until(async () => (await zones()) > 0, 'the first one has her zones');
    const [, second] = world.sandbox.patients.filter(({ _caption }) => _caption === 'Mary Jones');
    const held = world.sandbox.fault({
      on: 'read',
      match: ({ from, entityId }) => from === 'extension' && entityId === second?._id,
      hold: true,
    });
    await world.openPatient(page, second?._id ?? '');
    await until(async () => held.used() > 0, 'the background reads the second one');
    await until(async () => (await zones()) === 0, 'no zone of the first one on the second one’s record');
    held.release();
    await until(async () => (await zones()) > 0, 'the second one has hers');
  });
});

describe.each(browsers)('two people on one portal, in %s,', (browser) => {
  const world = useWorld(browser, { switches: { tokenStorage: 'memory' }, forgets: true });

  it('each attach under their own name, and see each other’s records never', async () => {
    const [north, south] = ['nurse@northfield.example', 'clinician@southbank.example'];
    const open = async (username: string, who: string) => {
      const page = await world.newPage();
      await world.signIn(page, username);
      await world.openPatient(page, world.patientCalled(who));
      const { box } = await world.screen.find(page, 'button', `Attach to Wound photo, ${who}`);
      return { page, box };
    };
    const nurse = await open(north, 'Mary Jones');
    const clinician = await open(south, 'Ingrid Halvorsen');
    for (const { page, box } of [nurse, clinician]) {
      await page.bringToFront();
      await world.drop(page, [path], middle(box));
    }
    await world.sandbox.wait(({ op, status }) => op === 'attach' && status === 200, { count: 2 });
    const ours = world.sandbox.log.filter(({ from, entityId }) => from === 'extension' && entityId);
    const by = (who: string) => {
      const calls = ours.filter(({ entityId }) => entityId === world.patientCalled(who));
      return [...new Set(calls.map(({ user }) => user))];
    };
    expect([by('Mary Jones'), by('Ingrid Halvorsen')]).toEqual([[north], [south]]);
    expect(ours.filter(({ status }) => status === 403 || status === 404)).toEqual([]);
  });
});
