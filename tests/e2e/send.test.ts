import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { pdf, woundPicture } from '../sandbox/pictures.ts';
import { browsers } from './support/browsers.ts';
import { createSending } from './support/sending.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

const png = woundPicture(31, 200, 120);
const host = 'atlas.example';
const elsewhere = 'pictures.example';
const data = woundPicture(32, 40, 30);

const shown = '<img style="position:absolute; left:0; top:0; width:200px; height:120px"';
const page = (body: string) => ({
  type: 'text/html',
  headers: { 'set-cookie': 'atlas=open; Secure; HttpOnly' },
  body: `<!doctype html><title>Atlas</title><style>body { margin: 0 }</style>${body}`,
});
const picture = { type: 'image/png', body: png };
const box = 'position:absolute; left:0; top:0; width:200px; height:120px';

/** A picture or what stands for one, at the page's left upper corner, each on a page of its own. */
const sources: Record<
  string,
  { body: string; manner: 'original' | 'pixels' | 'either'; bytes?: Buffer; after?: number }
> = {
  'of another site': { body: `${shown} src="https://${elsewhere}/free.png">`, manner: 'pixels' },
  'of another site that lets be read': {
    body: `${shown} src="https://${elsewhere}/open.png">`,
    manner: 'original',
  },
  'that is data': {
    body: `${shown} src="data:image/png;base64,${data.toString('base64')}">`,
    manner: 'original',
    bytes: data,
  },
  'that is a blob': {
    body: `${shown}><script>fetch('/heel.png').then((answer) => answer.blob()).then((blob) => {
      document.images[0].src = URL.createObjectURL(blob); });</script>`,
    manner: 'original',
  },
  'of several sizes': { body: `${shown} srcset="/heel.png 1x, /heel.png?2 2x">`, manner: 'original' },
  'that is lazy': { body: `${shown} loading="lazy" src="/heel.png">`, manner: 'original' },
  'for those with a cookie': { body: `${shown} src="/cookie.png">`, manner: 'original' },
  'for its own page alone': { body: `${shown} src="/hot.png">`, manner: 'original' },
  'behind an element': {
    body: `<div style="${box}; background: url(/heel.png)"></div>`,
    manner: 'either',
    after: 2,
  },
  'that is drawn': {
    body: `<canvas width="200" height="120" style="${box}"></canvas><script>
      const context = document.querySelector('canvas').getContext('2d');
      context.fillStyle = 'teal'; context.fillRect(0, 0, 200, 120);</script>`,
    manner: 'either',
  },
  'that is drawn of what may not be read': {
    body: `<canvas width="200" height="120" style="${box}"></canvas><script>
      const image = Object.assign(new Image(), { src: 'https://${elsewhere}/free.png' });
      image.onload = () => document.querySelector('canvas').getContext('2d').drawImage(image, 0, 0);</script>`,
    manner: 'pixels',
  },
  'of vectors': {
    body: `<svg style="${box}" viewBox="0 0 20 12"><circle cx="6" cy="6" r="5"/></svg>`,
    manner: 'either',
    after: 2,
  },
  "in another site's frame": {
    body: `<iframe style="${box}; border:0" src="https://${elsewhere}/frame"></iframe>`,
    manner: 'pixels',
  },
};

describe.each(browsers)('"Send to BioT attribute" in %s', { timeout: 60_000 }, (browser) => {
  const world = useWorld(browser, { forgets: true, window: true });

  beforeEach(() => {
    world.sandbox.site(host, {
      '/': page(`${shown} src="/pictures/heel%20ulcer.png">`),
      '/pictures/heel%20ulcer.png': picture,
      '/heel.png': picture,
      '/cookie.png': {
        ...picture,
        headers: { 'cache-control': 'no-store' },
        needs: { cookie: 'atlas=open' },
      },
      '/hot.png': {
        ...picture,
        headers: { 'cache-control': 'no-store' },
        needs: { referer: `https://${host}/` },
      },
      '/text': page(`<p style="${box}">Wound is clean.</p>`),
      '/link': page(`<a style="${box}" href="/report">The report</a>`),
      '/report': {
        type: 'application/pdf',
        body: pdf('Report'),
        headers: { 'content-disposition': "attachment; filename*=UTF-8''R%C3%A9port.pdf" },
      },
      '/login': page(`<a style="${box}" href="/sign-in.png">A picture</a>`),
      '/sign-in.png': { type: 'image/png', body: '<!doctype html><title>Sign in</title>' },
      '/large': page(`<a style="${box}" href="/gigabyte">A film</a>`),
      '/gigabyte': {
        type: 'video/mp4',
        body: Buffer.alloc(256 * 1024),
        headers: { 'content-length': String(1024 ** 3) },
      },
      '/private': page(`<a style="${box}" href="http://192.168.0.1/status.png">The router</a>`),
      ...Object.fromEntries(Object.entries(sources).map(([name, { body }]) => [pathOf(name), page(body)])),
    });
    world.sandbox.site(elsewhere, {
      '/free.png': picture,
      '/open.png': { ...picture, headers: { 'access-control-allow-origin': '*' } },
      '/frame': page(`${shown} src="/free.png">`),
    });
  });

  const { written, says, picker: opened, choose, sendTo, attached } = createSending(world, host);
  const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

  // Ahead of all others: the browser is new, and nobody has signed in to it yet.
  it('waits in its window until somebody signs in', async () => {
    const picker = await choose('/');
    await says(picker, 'Nobody is signed in');
    await world.openRecord('Thomas Ade');
    await says(picker, 'Type a name, a number or an id.');
    await picker.bringToFront();
    await sendTo(picker, 'Thomas Ade');
    expect((await attached()).file?.sha256).toBe(sha256(png));
  });

  it('brings a picture to a record that is searched for, and the next one to the same place with one click', async () => {
    await world.openRecord('Thomas Ade');
    const picker = await choose('/');
    await says(picker, 'Thomas Ade');
    await sendTo(picker, 'Mary Jones');
    const { record, file } = await attached();
    expect(record).toBe(world.patientCalled('Mary Jones'));
    expect(file).toMatchObject({ name: 'heel ulcer.png', mimeType: 'image/png', sha256: sha256(png) });
    await until(() => picker.evaluate(() => false).catch(() => true), 'the picker has closed itself');

    // What it holds now is shown before it is replaced.
    const full = await choose(pathOf('that is data'));
    await world.screen.click(full, 'option', /Mary Jones/);
    await world.screen.find(full, 'dialog', 'Attach to which attribute?');
    await says(full, 'heel ulcer.png');
    await full.close();
    world.sandbox.setAttribute(world.patientCalled('Mary Jones'), 'wound_photo', null);
    const empty = await choose(pathOf('that is data'));
    await world.screen.click(empty, 'option', /Mary Jones/);
    const next = await until(async () => {
      const { file: now } = await attached();
      return now?.sha256 === sha256(data);
    }, 'the other picture is attached');
    expect(next).toBe(true);
  });

  it.each(Object.entries(sources))(
    'brings a picture %s',
    async (name, { manner, bytes = png, after = 1 }) => {
      await world.openRecord('Thomas Ade');
      const picker = await choose(pathOf(name), after);
      await says(picker, 'Thomas Ade');
      const text = await written(picker);
      const fromScreen = /[Tt]aken from the screen/.test(text);
      // Chromium tells no extension on which element its menu was opened: of what has no address, it takes the page.
      if (manner !== 'either') expect(fromScreen).toBe(manner === 'pixels');
      await sendTo(picker, 'Thomas Ade');
      const { file } = await attached();
      if (manner === 'original') expect(file?.sha256).toBe(sha256(bytes));
      else expect(file?.size).toBeGreaterThan(50);
    },
  );

  it('brings the original of a picture of another site when somebody allows it, and keeps no leave', async () => {
    await world.driver.allow([`https://${elsewhere}`]);
    await world.openRecord('Thomas Ade');
    const picker = await choose(pathOf('of another site'));
    await says(picker, 'Taken from the screen');
    await world.screen.click(picker, 'button', `Fetch the original from ${elsewhere}`);
    await until(async () => !(await written(picker)).includes('Taken from'), 'it is the original');
    await picker.bringToFront();
    await world.screen.click(picker, 'searchbox', 'Search records');
    await sendTo(picker, 'Thomas Ade');
    expect((await attached()).file).toMatchObject({ name: 'free.png', sha256: sha256(png) });
    const again = await choose(pathOf('of another site'));
    await says(again, 'Taken from the screen');
  });

  it('brings the file behind a link under its own name', async () => {
    await world.openRecord('Thomas Ade');
    const picker = await choose('/link');
    await says(picker, 'Réport.pdf');
  });

  it('brings marked text', async () => {
    await world.openRecord('Thomas Ade');
    const picker = await choose('/text', 1, () => getSelection()?.selectAllChildren(document.body));
    await sendTo(picker, 'Thomas Ade');
    const { file } = await attached();
    expect(file).toMatchObject({ name: 'Atlas.txt', mimeType: 'text/plain' });
    expect(file?.bytes?.toString()).toContain('Wound is clean.');
  });

  it('brings what the page in front shows, from the popup', async () => {
    await world.openRecord('Thomas Ade');
    const one = await world.newPage();
    await one.goto(`https://${host}/text`);
    const popup = await world.driver.popup(one);
    await until(async () => (await popup.text()).includes('Send this page'), 'the popup offers it');
    await popup.press('Send this page to a BioT attribute');
    const picker = await opened();
    await says(picker, 'What the page shows, taken from the screen.');
    await sendTo(picker, 'Thomas Ade');
    expect((await attached()).file).toMatchObject({ name: 'Atlas.png', mimeType: 'image/png' });
  });

  it.each([
    ['/login', 'A web page came instead of a file'],
    ['/large', 'larger than 512 MB'],
    ['/private', 'private network'],
  ])('says why nothing is sent from %s', async (path, sentence) => {
    await world.openRecord('Thomas Ade');
    await says(await choose(path), sentence);
    expect(world.sandbox.log.filter(({ op }) => op === 'create')).toEqual([]);
  });
});

function pathOf(name: string): string {
  return `/${name.replaceAll(/[^a-z]+/g, '-')}`;
}
