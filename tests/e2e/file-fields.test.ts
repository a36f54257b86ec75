import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { woundPicture } from '../sandbox/pictures.ts';
import { browsers } from './support/browsers.ts';
import { fileNamed } from './support/files.ts';
import { settled } from './support/portal.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

const picture = fileNamed('new.png', woundPicture(51, 160, 120));
const second = fileNamed('second.png', woundPicture(52, 60, 40));
const report = fileNamed('report.pdf', '%PDF-1.7\n');

/** Forms as portals build them: what stands in them, and what their file fields heard, in the page's own words. */
const forms = {
  plain: '<label>Portrait <input type="file"></label>',
  hidden: '<div>Portrait: *</div><div><button type="button">Browse…</button><input type="file" hidden></div>',
  table: '<table><tr><th>Portrait</th><td><input type="file" accept="image/*"></td></tr></table>',
  shadow: '<x-upload data-label="Portrait"></x-upload>',
  several:
    '<label>Consent form <input type="file" accept=".pdf"></label><label>Portrait <input type="file"></label><label>Wound photo <input type="file" accept="image/png"></label>',
  multiple: '<label for="all">Pictures</label><input id="all" type="file" accept="image/*" multiple>',
  elsewhere: '<div hidden>Another tab <label>Scan <input type="file"></label></div>',
};

/** Runs in the page: shows a form outside of what the portal draws, and writes down what its file fields hear. */
function showForm(html: string): void {
  const form = document.createElement('form');
  form.style.cssText = 'position:fixed;inset:80px 20px auto;background:#fff;padding:20px';
  form.innerHTML = `<h2>New patient</h2>${html}`;
  document.body.append(form);
  const heard: string[] = [];
  Reflect.set(globalThis, 'heard', heard);
  for (const host of form.querySelectorAll('x-upload')) {
    const root = host.attachShadow({ mode: 'closed' });
    root.innerHTML = `<label>${host.getAttribute('data-label')}</label><p>Drop here</p><input type="file" hidden>`;
    root.addEventListener('change', (event) => note(event));
  }
  const note = ({ target }: Event) => {
    if (!(target instanceof HTMLInputElement) || !target.files) return;
    for (const { name, size, type } of target.files) heard.push(`${name} ${size > 0 ? type : 'nothing'}`);
  };
  form.addEventListener('change', note);
}

const heard = (page: Page) => page.evaluate(() => Reflect.get(globalThis, 'heard') as string[]);

/** Runs in the page: lays such a form over it, as a dialog. */
function showDialog(): void {
  const form = document.querySelector('form:last-of-type');
  const dialog = document.createElement('dialog');
  document.body.append(dialog);
  if (form) dialog.append(form);
  dialog.showModal();
}

describe.each(browsers)('a form that writes a new record, in %s,', (browser) => {
  const world = useWorld(browser);

  async function listWith(form: keyof typeof forms): Promise<Page> {
    const page = await world.openRecord('Mary Jones');
    await until(async () => (await world.screen.zones(page)).length > 0, 'the extension is there');
    await page.goBack();
    await until(async () => (await world.screen.zones(page)).length === 0, 'the list is there again');
    await settled(page);
    await page.evaluate(showForm, forms[form]);
    return page;
  }
  const drop = (page: Page, ...files: string[]) => world.drop(page, files, { x: 30, y: 200 });
  const hears = (page: Page, what: string[]) =>
    until(
      async () => JSON.stringify(await heard(page)) === JSON.stringify(what),
      async () => `the form hears ${what}; it heard ${await heard(page)}`,
    );

  it.each(['plain', 'hidden', 'table', 'shadow'] as const)('gets the file: %s', async (form) => {
    const page = await listWith(form);
    await drop(page, picture);
    await hears(page, ['new.png image/png']);
    await world.screen.news(page, "new.png is in the form's field Portrait.");
  });

  it('gets what is pasted', async () => {
    const page = await listWith('plain');
    await world.paste(page, woundPicture(53, 40, 40));
    await until(async () => (await heard(page)).length === 1, 'the form hears of it');
  });

  it('asks which field where there are several, and offers none that does not take the file', async () => {
    const page = await listWith('several');
    await drop(page, picture);
    await world.screen.find(page, 'dialog', 'Into which field of the form?');
    await world.screen.find(page, 'option', /Consent form ?Takes PDF/);
    await page.keyboard.press('3');
    await hears(page, ['new.png image/png']);
    await world.screen.news(page, "new.png is in the form's field Wound photo.");
  });

  it('gets several files into a field that takes several, and says what it does not take', async () => {
    const page = await listWith('multiple');
    await drop(page, picture, report, second);
    await until(async () => (await heard(page)).at(-1) === 'second.png image/png', 'the form hears of both');
    await world.screen.news(page, "2 files are in the form's fields.");
    await world.screen.news(page, 'Pictures takes images only. report.pdf was not put into the form');
  });

  it('that lies over a record gets the file, and not the record below', async () => {
    const page = await world.openRecord('Mary Jones');
    await until(async () => (await world.screen.zones(page)).length > 0, 'the record takes files');
    await page.evaluate(showForm, forms.plain);
    await page.evaluate(showDialog);
    await drop(page, picture);
    await hears(page, ['new.png image/png']);
    expect(world.sandbox.log.filter(({ op, from }) => op === 'create' && from === 'extension')).toEqual([]);
  });

  it('that is not on screen gets nothing', async () => {
    const page = await listWith('elsewhere');
    await drop(page, picture);
    await world.screen.news(page, 'It is not clear which record is open.');
    expect(await heard(page)).toEqual([]);
  });
});
