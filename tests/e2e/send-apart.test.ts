import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { inFirefoxWindow } from '../browsers/firefox-chrome.ts';
import { woundPicture } from '../sandbox/pictures.ts';
import { browsers } from './support/browsers.ts';
import { pressToClose } from './support/keys.ts';
import { pixelsOf } from './support/pixels.ts';
import { createSending } from './support/sending.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

const host = 'atlas.example';
const device = '192.168.0.1';
const png = woundPicture(33, 200, 120);
const box = 'position:absolute; left:0; top:0; width:200px; height:120px';
const page = (body: string) => ({
  type: 'text/html',
  body: `<!doctype html><title>Atlas</title><style>body { margin: 0 }</style>${body}`,
});
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Bands of one colour each down a page that is longer than any screen here, under a head that stands still. */
const bands = ['#c00000', '#00c000', '#0000c0', '#c0c000', '#00c0c0', '#c000c0', '#606060', '#f08000'];
const long = page(
  `<div style="position:fixed; inset:0 0 auto; height:40px; background:#123456"></div>${bands
    .map((colour) => `<div style="height:500px; background:${colour}"></div>`)
    .join('')}`,
);

describe.each(browsers)('what is sent from other pages, in %s', { timeout: 60_000 }, (browser) => {
  const world = useWorld(browser, { forgets: true, window: true });
  const { written, says, picker: opened, choose, sendTo, attached } = createSending(world, host);

  beforeEach(() => {
    world.sandbox.site(host, {
      '/': page(`<img style="${box}" src="/heel.png">`),
      '/heel.png': { type: 'image/png', body: png },
      '/text': page(`<p style="${box}">Wound is clean.</p>`),
      '/long': long,
      '/slow': page(`<a style="${box}" href="/film">The film</a>`),
      '/film': {
        type: 'video/mp4',
        body: Buffer.alloc(3 * 1024 ** 2, 7),
        drip: { bytes: 256 * 1024, ms: 150 },
      },
      '/astray': page(`<a style="${box}" href="/router">The router</a>`),
      '/router': { type: 'text/plain', body: '', status: 302, headers: { location: `https://${device}/x` } },
    });
    // What is asked there reads as any page may: its answer alone is not taken.
    world.sandbox.site(device, {
      '/x': { type: 'text/plain', body: 'CANARY', headers: { 'access-control-allow-origin': '*' } },
    });
  });

  // Ahead of all others: nobody has signed in to this browser yet.
  it('waits sealed while nobody is signed in, outlives its window, and goes on when somebody is', async () => {
    const first = await choose('/');
    await says(first, 'waits for an hour');
    await first.close();
    const portal = await world.openRecord('Thomas Ade');
    const popup = await world.driver.popup(portal);
    await until(async () => /A file from .* waits/.test(await popup.text()), 'the popup tells of it');
    expect(await popup.text()).not.toContain('heel');
    await popup.press('Choose its record');
    await sendTo(await opened(), 'Thomas Ade');
    expect((await attached()).file).toMatchObject({ name: 'heel.png', sha256: sha256(png) });
    const after = await world.driver.popup(portal);
    await until(async () => !/waits/.test(await after.text()), 'nothing waits any more');
  });

  it('sends text with the address of its page where that is wanted', async () => {
    await world.openRecord('Thomas Ade');
    const picker = await choose('/text', 1, () => getSelection()?.selectAllChildren(document.body));
    await world.screen.click(picker, 'checkbox', /title and address/);
    await world.screen.click(picker, 'searchbox', 'Search records');
    await sendTo(picker, 'Thomas Ade');
    const text = (await attached()).file?.bytes?.toString();
    expect(text).toMatch(new RegExp(`^Atlas\nhttps://${host}/text\n\n[^]*Wound is clean`));
  });

  // The question Chromium asks before it lets an extension notify anybody is out of every driver's reach.
  it.runIf(browser === 'firefox')('says that it is attached, where somebody wants to hear it', async () => {
    await world.driver.allow([]);
    const portal = await world.openRecord('Thomas Ade');
    const picker = await choose('/');
    await world.screen.click(picker, 'checkbox', 'Tell me when it is attached');
    await until(() => picker.evaluate(isTicked), 'the browser lets it notify');
    await world.screen.click(picker, 'searchbox', 'Search records');
    await sendTo(picker, 'Thomas Ade');
    await attached();
    const options = await world.extensionPage('options.html');
    const notices = await until(async () => {
      const all = await options.evaluate(noticesOf);
      return all.length > 0 && all;
    }, 'a notice is shown');
    expect(notices).toEqual(['Attach for BioT: Attached']);
    const isInFront = () => portal.evaluate(() => document.visibilityState === 'visible');
    expect(await isInFront()).toBe(false);
    // A notice that has just come up hears no click yet.
    await until(async () => {
      await inFirefoxWindow(world.driver.browser, clickNotice);
      return isInFront();
    }, 'a click on it shows the record');
  });

  it('takes a page from its top to its end, without what stands still on it', async () => {
    await world.openRecord('Thomas Ade');
    const one = await world.newPage();
    await one.goto(`https://${host}/long`);
    const popup = await world.driver.popup(one);
    await popup.press('Send the whole page, from top to end');
    const picker = await opened();
    await says(picker, 'The whole page, taken from the screen');
    await sendTo(picker, 'Thomas Ade');
    const { file } = await attached();
    const sheet = pixelsOf(file?.bytes ?? Buffer.alloc(0));
    const scale = sheet.height / 4000;
    const seen = bands.map((_, index) => sheet.colour(20, (index * 500 + 250) * scale));
    expect(seen).toEqual(bands);
    // The head stands on the first piece and on no other one.
    expect(sheet.colour(20, 10 * scale)).toBe('#123456');
    const inHead = Array.from({ length: 380 }, (_, line) => sheet.colour(20, (line * 10 + 60) * scale));
    expect(inHead).not.toContain('#123456');
    expect(await one.evaluate(() => scrollY)).toBe(0);
  });

  it('shows how much has come of what is fetched, and lets it be given up', async () => {
    await world.openRecord('Thomas Ade');
    const picker = await choose('/slow');
    await world.screen.find(picker, 'progressbar', 'Fetching the file …');
    await picker.focus('button');
    await pressToClose(picker);
    const again = await choose('/slow');
    await says(again, 'film');
    await sendTo(again, 'Thomas Ade');
    expect((await attached()).file?.size).toBe(3 * 1024 ** 2);
  });

  it('takes nothing that a redirect brings out of a private network', async () => {
    await world.openRecord('Thomas Ade');
    const picker = await choose('/astray');
    await says(picker, 'leads into a private network');
    expect(world.sandbox.log.filter(({ op }) => op === 'create')).toEqual([]);
  });

  it('is sent by whom somebody chooses, and offers each their own targets until they sign out', async () => {
    const nurses = await world.openRecord('Thomas Ade');
    await sendTo(await choose('/'), 'Thomas Ade');
    await attached();
    await world.openRecord('Ingrid Halvorsen', 'clinician@southbank.example');
    const picker = await choose('/');
    // The newest session sends, unless another one is chosen.
    await until(() => picker.evaluate(chosenSender, 'Clara'), 'Clara sends');
    expect(await written(picker)).not.toContain('Thomas Ade');
    await picker.select('select', '0');
    await until(() => picker.evaluate(chosenSender, 'Nadia'), 'Nadia sends');
    await world.screen.find(picker, 'option', /^Thomas Ade.*Wound photo/);
    await picker.close();

    await nurses.bringToFront();
    await world.screen.click(nurses, 'button', 'Sign out');
    await world.sandbox.wait(({ op }) => op === 'logout');
    await world.openRecord('Mary Jones');
    const after = await choose('/');
    await says(after, 'Mary Jones');
    // A recent target names its attribute.
    expect(await written(after)).not.toContain('Wound photo');
  });
});

/** In Firefox: what a click on its own notice does. */
const clickNotice = `
  const [notice] = Services.wm.getEnumerator('alert:alert');
  if (notice?.document.readyState === 'complete') notice.document.getElementById('alertBox')?.click();`;

/** Runs in the picker. */
const isTicked = () => document.querySelector<HTMLInputElement>('input[type=checkbox]')?.checked === true;

/** Runs in a page of the extension: what the notices on the screen say. */
async function noticesOf(): Promise<string[]> {
  interface Notices {
    browser: { notifications: { getAll(): Promise<Record<string, { title: string; message: string }>> } };
  }
  const all = await (globalThis as unknown as Notices).browser.notifications.getAll();
  return Object.values(all).map(({ title, message }) => `${title}: ${message}`);
}

/** Runs in the picker: whether somebody called so is chosen. */
const chosenSender = (name: string) =>
  document.querySelector('select')?.selectedOptions[0]?.textContent?.includes(name) === true;
