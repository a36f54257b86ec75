import { describe, expect, it } from 'vitest';
import { woundPicture } from '../sandbox/pictures.ts';
import { browsers } from './support/browsers.ts';
import { middle } from './support/driver.ts';
import { fileNamed } from './support/files.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

const path = fileNamed('heel.png', woundPicture(8, 120, 90));
const woundPhoto = 'Attach to Wound photo, Mary Jones';

/** Runs in a page of the extension: forgets who is signed in, as the browser does when it is closed. */
const forget = async (): Promise<void> => {
  const scope = globalThis as unknown as { chrome: { storage: { session: { clear(): Promise<void> } } } };
  await scope.chrome.storage.session.clear();
};

describe.each(browsers)('the session, in %s,', (browser) => {
  const world = useWorld(browser, { forgets: true });

  async function drop() {
    const page = await world.openRecord('Mary Jones');
    const { box } = await world.screen.find(page, 'button', woundPhoto);
    return { page, drop: () => world.drop(page, [path], middle(box)) };
  }

  it('is shown in the options: who, of which organization, on which portal, and never the token', async () => {
    await world.openRecord('Mary Jones');
    const options = await world.extensionPage('options.html');
    const text = await until(async () => {
      const said = await options.evaluate(() => document.body.textContent);
      return said.includes('Nadia Nightingale') && said;
    }, 'the options name who is signed in');
    expect(text).toContain('Northfield Clinic');
    expect(text).toContain(new URL(world.sandbox.portal).host);
    expect(text).toContain('https://*.biot-med.com/*');
    expect(await options.content()).not.toContain('eyJ');
  });

  it('that has ended makes an upload wait for the portal’s next token, and is never renewed by us', async () => {
    const { page, drop: go } = await drop();
    world.sandbox.expireTokens();
    await go();
    await world.screen.news(page, 'Waiting until the portal is signed in again');
    const refreshes = () => world.sandbox.log.filter(({ op }) => op === 'refresh');
    expect(refreshes().filter(({ from }) => from === 'extension')).toEqual([]);
    // The portal reads the record again, is refused, renews its token, and reads on.
    await page.reload();
    await world.sandbox.wait(({ op, status }) => op === 'attach' && status === 200);
    expect(refreshes().map(({ from }) => from)).not.toContain('extension');
  });

  it('of one user never carries the upload of another', async () => {
    const { page, drop: go } = await drop();
    const held = world.sandbox.fault({ on: 'put', hold: true });
    await go();
    await world.sandbox.wait(({ op }) => op === 'put', { at: 'arrival' });
    await page.evaluate(() => localStorage.clear());
    await page.goto(`${world.sandbox.portal}/login`);
    await world.signIn(page, 'clinician@southbank.example');
    held.release();
    await world.sandbox.wait(({ op, status }) => op === 'put' && status === 200);
    // Whatever the other one does, nothing of the first one's goes out under that name.
    const theirs = world.sandbox.users.find(({ username }) => username.startsWith('clinician'))?.username;
    await world.openPatient(page, world.patientCalled('Ingrid Halvorsen'));
    await world.screen.find(page, 'button', 'Attach to Wound photo, Ingrid Halvorsen');
    const written = world.sandbox.log.filter(({ op, from }) => from === 'extension' && op === 'attach');
    expect(written).toEqual([]);
    const ours = world.sandbox.log.filter(({ from, user }) => from === 'extension' && user === theirs);
    expect(ours.filter(({ entityId }) => entityId === world.patientCalled('Mary Jones'))).toEqual([]);
  });

  it('that nobody has seen yet makes a file be refused with a sentence', async () => {
    const { page, drop: go } = await drop();
    const options = await world.extensionPage('options.html');
    // What still lives would write down again what it remembers, and the page may wake it before it has forgotten.
    await world.driver.stopBackground();
    await options.evaluate(forget);
    await options.close();
    await world.driver.stopBackground();
    await page.bringToFront();
    await go();
    await world.screen.news(page, /You are not signed in to the portal\. heel\.png was not sent; sign in/);
    expect(world.sandbox.log.filter(({ op }) => op === 'create')).toEqual([]);
  });
});
