import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { woundPicture } from '../sandbox/pictures.ts';
import { browsers, inChromium } from './support/browsers.ts';
import { outputs } from './support/build.ts';
import { everything } from './support/everything.ts';
import { isolatedWorld } from './support/isolated-world.ts';
import { useWorld } from './support/world.ts';

const woundPhoto = 'Attach to Wound photo, Mary Jones';

/** Runs in the page: everything a script of the portal can throw at us. */
async function forge(): Promise<void> {
  const file = new File([new Uint8Array([137, 80, 78, 71])], 'forged.png', { type: 'image/png' });
  const data = new DataTransfer();
  data.items.add(file);
  const ours = document.querySelectorAll<HTMLElement>('attach-for-biot');
  for (const target of [window, document.body, ...ours]) {
    target.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, composed: true }));
    for (const type of ['dragenter', 'dragover', 'drop'])
      target.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, composed: true }));
    if (target instanceof HTMLElement) target.click();
  }
  for (let count = 0; count < 1000; count += 1)
    window.postMessage({ to: 'background', request: 'upload.add', news: 'page', of: count }, '*');
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
}

describe.each(browsers)('in %s', (browser) => {
  const world = useWorld(browser, { switches: { tokenStorage: 'memory' } });

  it('events that a script makes cause no request', async () => {
    const page = await world.openRecord('Mary Jones');
    await world.screen.find(page, 'button', woundPhoto);
    const before = world.sandbox.log.filter(({ from }) => from === 'extension').length;
    await page.evaluate(forge);
    // A paste that is meant comes through afterwards: whatever was to come of the forged ones has come by then.
    await world.paste(page, woundPicture(3, 40, 30));
    await world.screen.find(page, 'dialog', 'Attach to which attribute?');
    await page.keyboard.press('Escape');
    await world.screen.gone(page, 'dialog', 'Attach to which attribute?');
    const after = world.sandbox.log.filter(({ from }) => from === 'extension');
    expect(after.slice(before).filter(({ op }) => op !== 'read' && op !== 'template')).toEqual([]);
  });

  it('token, signed address and file name lie nowhere in clear while an upload is held', async () => {
    const said: string[] = [];
    const page = await world.openRecord('Mary Jones');
    page.on('console', (message) => said.push(message.text()));
    await world.screen.find(page, 'button', woundPhoto);
    const held = world.sandbox.fault({ on: 'put', hold: true });
    await world.paste(page, woundPicture(5, 64, 48));
    await world.screen.find(page, 'dialog', 'Attach to which attribute?');
    await page.keyboard.press('1');
    await world.sandbox.wait(({ op }) => op === 'put', { at: 'arrival' });
    const options = await world.extensionPage('options.html');
    const stored = await options.evaluate(everything);
    const shown = `${await page.content()}\n${said.join('\n')}`;
    for (const canary of ['eyJhbGci', 'X-Amz-Signature', 'Bearer ']) {
      expect(stored).not.toContain(canary);
      expect(shown).not.toContain(canary);
    }
    expect(stored).not.toContain('wound-photo');
    expect(stored).not.toContain('Mary Jones');
    expect(stored.length).toBeGreaterThan(200);
    held.release();
    await world.sandbox.wait(({ op, status }) => op === 'attach' && status === 200);
  });

  it('nothing stands on a page that has read no record', async () => {
    const page = await world.newPage();
    await page.goto(world.sandbox.portal);
    await page.waitForSelector('input[name=password]');
    expect(await page.$$('attach-for-biot')).toEqual([]);
  });

  it('the build asks for what is explained and declares no script for any page', () => {
    const manifest = JSON.parse(readFileSync(join(outputs[browser], 'manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({
      manifest_version: 3,
      host_permissions: ['https://*.biot-med.com/*', 'https://*.amazonaws.com/*'],
      optional_host_permissions: ['https://*/*'],
    });
    for (const key of ['content_scripts', 'externally_connectable', 'web_accessible_resources'])
      expect(manifest).not.toHaveProperty(key);
  });
});

// The world of a content script is within the harness's reach in Chromium only.
describe.runIf(inChromium)('what is said to a page, in chromium,', () => {
  const world = useWorld('chromium');

  it('never holds the token or a signed address', async () => {
    const page = await world.openRecord('Mary Jones');
    await world.screen.find(page, 'button', woundPhoto);
    const session = await page.createCDPSession();
    const contextId = await isolatedWorld(session, world.driver.origin);
    const evaluate = async (expression: string) =>
      (await session.send('Runtime.evaluate', { expression, contextId, returnByValue: true })).result.value;
    await evaluate(`
      globalThis.heard = [];
      const note = (what) => heard.push(JSON.stringify(what));
      chrome.runtime.onMessage.addListener((message) => { note(message); });
      const send = chrome.runtime.sendMessage.bind(chrome.runtime);
      chrome.runtime.sendMessage = (...words) => send(...words).then((answer) => { note(answer); return answer; });`);
    await world.paste(page, woundPicture(5, 64, 48));
    await world.screen.find(page, 'dialog', 'Attach to which attribute?');
    await page.keyboard.press('1');
    await world.sandbox.wait(({ op, status }) => op === 'attach' && status === 200);
    await world.screen.find(page, 'button', 'Undo');
    const heard = String(await evaluate(`heard.join('\\n')`));
    expect(heard).toContain('wound-photo');
    for (const canary of ['eyJ', 'X-Amz-Signature', 'Bearer ', world.sandbox.store])
      expect(heard).not.toContain(canary);
  });
});
