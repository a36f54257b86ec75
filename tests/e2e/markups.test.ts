import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { woundPicture } from '../sandbox/pictures.ts';
import { browsers } from './support/browsers.ts';
import { type Box, middle, type Point } from './support/driver.ts';
import { fileNamed } from './support/files.ts';
import { type Markup, markups } from './support/markups.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

const host = 'study.app.dev.sandbox.biot-med.com';
const woundPhoto = 'Attach to Wound photo, Mary Jones';
const path = fileNamed('heel.png', woundPicture(3, 60, 40));

/** A portal's service worker that makes every call of its pages. */
const worker = `
  self.addEventListener('install', () => self.skipWaiting());
  self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
  self.addEventListener('fetch', (event) => event.respondWith(fetch(event.request)));`;

/** Runs in the page: signs in, reads the record as portals do, and shows it in this markup. */
async function show(of: {
  api: string;
  id: string;
  user: object;
  markup: Omit<Markup, 'name'>;
}): Promise<void> {
  const { api, id, user, markup } = of;
  const json = { accept: 'application/json', 'content-type': 'application/json' };
  const login = await fetch(`${api}/ums/v2/users/login`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify(user),
  });
  const { accessJwt } = await login.json();
  const headers = { ...json, authorization: `Bearer ${accessJwt.token}` };
  const read = (path: string) => fetch(`${api}${path}`, { headers });
  await read(`/organization/v1/users/patients/${id}`);
  document.body.innerHTML = markup.html;
  if (markup.script) new Function(markup.script)();
}

/** Runs in the page: where the place stands that a zone is to be found in. */
function placeOf(selector: string): Box | null {
  const roots: (Document | ShadowRoot)[] = [document, ...(Reflect.get(window, 'roots') ?? [])];
  for (const frame of document.querySelectorAll('iframe'))
    if (frame.contentDocument) roots.push(frame.contentDocument);
  for (const root of roots) {
    const found = root.querySelector(selector);
    if (!found) continue;
    const frame =
      root.ownerDocument?.defaultView?.frameElement ??
      ('defaultView' in root ? root.defaultView?.frameElement : null);
    const around = frame?.getBoundingClientRect() ?? { x: 0, y: 0 };
    const { x, y, width, height } = found.getBoundingClientRect();
    return { x: x + around.x, y: y + around.y, width, height };
  }
  return null;
}

const holds = ({ x, y, width, height }: Box, at: Point) =>
  at.x >= x && at.x <= x + width && at.y >= y && at.y <= y + height;

describe.each(browsers)('a page that nobody here has seen before, in %s,', (browser) => {
  const world = useWorld(browser, { switches: { foreignOrigin: 'accepted' } });

  async function opened(
    markup: Markup,
    prepare: (page: Page) => Promise<void> = async () => undefined,
  ): Promise<Page> {
    const { sandbox } = world;
    sandbox.site(host, {
      '/worker.js': { type: 'text/javascript', body: worker },
      '/': {
        type: 'text/html; charset=utf-8',
        body: '<!doctype html><meta charset="utf-8"><title>Study</title><style>body{font:14px sans-serif}td,th{padding:6px 10px;min-width:160px}</style><body></body>',
      },
    });
    const page = await world.newPage();
    await page.goto(`https://${host}/`);
    await prepare(page);
    const [user] = sandbox.users;
    const { name: _, ...rest } = markup;
    await page.evaluate(show, {
      api: sandbox.api,
      id: world.patientCalled('Mary Jones'),
      user: { username: user?.username, password: user?.password },
      markup: rest,
    });
    return page;
  }

  /** The zone of the wound photo that stands outside the dock. */
  async function zoneOn(page: Page): Promise<Box | undefined> {
    const [dock] = await world.screen.things(page, 'complementary');
    const zones = (await world.screen.zones(page)).filter(({ name }) => name === woundPhoto);
    return zones.find(({ box }) => !dock?.box || !holds(dock.box, middle(box)))?.box;
  }

  it('is heard where its service worker makes the calls', async () => {
    const [first] = markups;
    if (!first) throw new Error('There are no markups.');
    const page = await opened(first, async (here) => {
      await here.evaluate(async () => {
        // Chromium now and then turns a page down without having asked the server; such a page asks again.
        const register = () => navigator.serviceWorker.register('/worker.js');
        await register().catch(register);
        await navigator.serviceWorker.ready;
        while (!navigator.serviceWorker.controller)
          await new Promise((next) =>
            navigator.serviceWorker.addEventListener('controllerchange', next, { once: true }),
          );
      });
    });
    await until(() => zoneOn(page), 'a zone on the page');
    await page.evaluate(async () => {
      for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
    });
  });

  it.each(markups)('$name: the zone stands where the value is', async (markup) => {
    const page = await opened(markup);
    if (markup.place === null) {
      // Only the dock is left; it opens by itself.
      await world.screen.find(page, 'button', woundPhoto);
      expect(await zoneOn(page)).toBeUndefined();
      return;
    }
    const { place } = markup;
    const zone = await until(
      async () => {
        const box = await zoneOn(page);
        const around = await page.evaluate(placeOf, place);
        return box && around && holds(around, middle(box)) && box;
      },
      async () =>
        `a zone in ${place}, which is ${JSON.stringify(await page.evaluate(placeOf, place))}; there is: ${JSON.stringify(await zoneOn(page))}`,
      8_000,
    );
    await world.drop(page, [path], { x: zone.x + 30, y: zone.y + zone.height / 2 });
    const attach = await world.sandbox.wait(({ op, status }) => op === 'attach' && status === 200);
    expect(attach).toMatchObject({ attribute: 'wound_photo', entityId: world.patientCalled('Mary Jones') });
  });
});
