import { createHash } from 'node:crypto';
import type { Page } from 'puppeteer';
import { beforeEach, describe, expect, it } from 'vitest';
import { pdf, woundPicture } from '../sandbox/pictures.ts';
import { browsers } from './support/browsers.ts';
import { chance } from './support/chance.ts';
import { pressInWindow } from './support/hands.ts';
import { pixelsOf } from './support/pixels.ts';
import { createSending } from './support/sending.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

const host = 'atlas.example';
const png = woundPicture(34, 200, 120);
const report = pdf('Report');
const box = 'position:absolute; left:0; top:0; width:200px; height:120px';
const page = (body: string) => ({
  type: 'text/html',
  body: `<!doctype html><title>Atlas</title><style>body { margin: 0 }</style>${body}`,
});
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** A second of silence: 8,000 samples of one byte. */
const wav = () => {
  const head = Buffer.alloc(44);
  head.write('RIFF\0\0\0\0WAVEfmt ', 0, 'latin1');
  head.writeUInt32LE(36 + 8_000, 4);
  for (const [at, value] of [
    [16, 16],
    [24, 8_000],
    [28, 8_000],
    [40, 8_000],
  ] as const)
    head.writeUInt32LE(value, at);
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 1],
    [34, 8],
  ] as const)
    head.writeUInt16LE(value, at);
  head.write('data', 36, 'latin1');
  return Buffer.concat([head, Buffer.alloc(8_000, 128)]);
};
const sound = wav();

/** A film of two colours, one after the other, recorded by the page itself; it stands still on the second. */
const film = page(`<video muted style="${box}; object-fit:fill"></video><script>
  const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 48 });
  const context = canvas.getContext('2d');
  const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: 'video/webm' });
  const parts = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  recorder.onstop = () => {
    const video = document.querySelector('video');
    video.src = URL.createObjectURL(new Blob(parts, { type: 'video/webm' }));
    // At its end it stands still on its last picture.
    video.onended = () => { document.title = 'Ready'; };
    video.play();
  };
  recorder.start();
  const since = performance.now();
  const draw = () => {
    const now = performance.now() - since;
    context.fillStyle = now < 900 ? '#c00000' : '#0000c0';
    context.fillRect(0, 0, 64, 48);
    if (now < 2000) setTimeout(draw, 30); else recorder.stop();
  };
  draw();
</script>`);

function useAtlas(world: ReturnType<typeof useWorld>) {
  beforeEach(() => {
    world.sandbox.site(host, {
      '/': page(`<img style="${box}" src="/heel.png">`),
      '/heel.png': { type: 'image/png', body: png },
      '/text': page(`<p style="${box}">Wound is clean.</p>`),
      '/film': film,
      '/sound': page(`<audio controls style="${box}" src="/breath.wav"></audio>`),
      '/breath.wav': { type: 'audio/wav', body: sound },
      '/report.pdf': { type: 'application/pdf', body: report },
    });
  });
}

describe.each(browsers)('what a page may hold, in %s,', { timeout: 60_000 }, (browser) => {
  const world = useWorld(browser, { forgets: true, window: true });
  const { says, picker: opened, choose, sendTo, attached } = createSending(world, host);
  useAtlas(world);

  it('is the picture of a film that stands on the screen', async () => {
    await world.openRecord('Thomas Ade');
    const one = await world.newPage();
    await one.goto(`https://${host}/film`);
    await until(() => one.evaluate(() => document.title === 'Ready'), 'the film stands still');
    await world.driver.takeFromMenu(one, { x: 30, y: 20 }, 1);
    const picker = await opened();
    await says(picker, 'Thomas Ade');
    await sendTo(picker, 'Thomas Ade');
    const { file } = await attached();
    const frame = pixelsOf(file?.bytes ?? Buffer.alloc(0));
    expect([frame.width, frame.height]).toEqual([64, 48]);
    // What was recorded last, and not how it began; films lose a little of their colours.
    const [red, , blue] = Buffer.from(frame.colour(30, 20).slice(1), 'hex');
    expect(red).toBeLessThan(40);
    expect(blue).toBeGreaterThan(150);
  });

  it('is a sound', async () => {
    await world.openRecord('Thomas Ade');
    const one = await world.newPage();
    await one.goto(`https://${host}/sound`);
    await world.driver.takeFromMenu(one, { x: 30, y: 20 }, 1);
    const picker = await opened();
    await says(picker, 'breath.wav');
    await picker.close();
  });

  it('is the document that fills the page', async () => {
    await world.driver.allow([`https://${host}`]);
    await world.openRecord('Thomas Ade');
    const one = await world.newPage();
    await one.goto(`https://${host}/report.pdf`).catch((error: unknown) => error);
    const popup = await world.driver.popup(one);
    await popup.press('Send this page to a BioT attribute');
    const picker = await opened();
    // Firefox lets no script into its viewer: the document is fetched again, with leave.
    if (browser === 'firefox') {
      await says(picker, 'taken from the screen');
      await world.screen.click(picker, 'button', `Fetch the original from ${host}`);
    }
    await says(picker, 'report.pdf');
    await picker.bringToFront();
    await world.screen.click(picker, 'searchbox', 'Search records');
    await sendTo(picker, 'Thomas Ade');
    expect((await attached()).file).toMatchObject({ mimeType: 'application/pdf', sha256: sha256(report) });
  });

  it('is brought by a key as well', async () => {
    await world.openRecord('Thomas Ade');
    const one = await world.newPage();
    await one.goto(`https://${host}/text`);
    await one.bringToFront();
    await pressInWindow('Atlas', 'alt+shift+u');
    const picker = await opened();
    await says(picker, 'taken from the screen');
    await sendTo(picker, 'Thomas Ade');
    expect((await attached()).file).toMatchObject({ name: 'Atlas.png' });
  });

  it('is offered with what was found for the word that stands there, however late others are answered', async () => {
    const dice = chance();
    await world.openRecord('Thomas Ade');
    world.sandbox.crowd(1_000);
    const picker: Page = await choose('/');
    await until(
      () => picker.evaluate(() => document.activeElement?.getAttribute('type') === 'search'),
      'the search has the focus',
    );
    await picker.evaluate(watchOffers);
    for (let round = 0; round < 4; round += 1) {
      for (const delayMs of Array.from({ length: 20 }, () => dice.whole(0, 900)))
        world.sandbox.fault({ on: 'list', delayMs, match: ({ from }) => from === 'extension' });
      await picker.evaluate(() => document.querySelector<HTMLInputElement>('input[type=search]')?.select());
      // Every tenth of the crowd is called as the one before.
      const word = `Zimmermann${dice.whole(10, 89)}${dice.whole(0, 8)}`;
      await picker.keyboard.type(word, { delay: dice.whole(20, 200) });
      await says(picker, `Petra ${word}`);
      world.sandbox.release();
    }
    expect(await picker.evaluate(() => Reflect.get(globalThis, 'strangers'))).toEqual([]);
  });
});

describe.runIf(browsers.includes('firefox'))(
  'where an organization has ruled that nobody is offered again',
  () => {
    const world = useWorld('firefox', { forgets: true, window: true, ruled: { recentTargets: false } });
    const { written, says, choose, sendTo, attached } = createSending(world, host);
    useAtlas(world);

    it('the picker offers open records and no former target', { timeout: 60_000 }, async () => {
      await world.openRecord('Thomas Ade');
      await sendTo(await choose('/'), 'Mary Jones');
      await attached();
      const picker = await choose('/');
      await says(picker, 'Thomas Ade');
      // A recent target names its attribute.
      expect(await written(picker)).not.toContain('Wound photo');
      const options = await world.extensionPage('options.html');
      await says(options, 'organization');
    });
  },
);

/** Runs in the picker: notes every offer that does not hold the word that stands in the field. */
function watchOffers(): void {
  const strangers: string[] = [];
  Reflect.set(globalThis, 'strangers', strangers);
  new MutationObserver(() => {
    const word = document.querySelector<HTMLInputElement>('input[type=search]')?.value ?? '';
    for (const { textContent: text } of document.querySelectorAll('[role=option]'))
      if (word.length > 3 && /Zimmermann/.test(text) && !text.includes(word))
        strangers.push(`${word}: ${text}`);
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}
