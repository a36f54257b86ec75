import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { woundPicture } from '../sandbox/pictures.ts';
import { browsers } from './support/browsers.ts';
import { middle, type Point } from './support/driver.ts';
import { fileNamed } from './support/files.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

const path = fileNamed('new.png', woundPicture(41, 160, 120));
const old = { name: 'old.png', mimeType: 'image/png', bytes: woundPicture(42, 90, 60) };

const cases = browsers.flatMap((browser) =>
  (['plain', 'opaque'] as const).flatMap((skin) =>
    (['all', 'changed'] as const).map((formSends) => ({ browser, skin, formSends })),
  ),
);

describe.each(cases)('an edit form that sends $formSends, on $skin in $browser,', (of) => {
  const { browser, skin, formSends } = of;
  const world = useWorld(browser, { switches: { skin, formSends }, forgets: true });
  const mary = () => world.patientCalled('Mary Jones');
  const held = () => world.sandbox.attribute(mary(), 'wound_photo')?.file?.name ?? null;
  const patches = (from: 'portal' | 'extension') =>
    world.sandbox.log.filter(
      (one) => one.method === 'PATCH' && one.host === 'api' && one.from === from && one.status === 200,
    ).length;

  /** A file is dropped while the form is open; then the form is saved. */
  async function dropAndSave(edit = changeWard): Promise<Page> {
    const page = await world.openRecord('Mary Jones');
    await world.screen.click(page, 'button', 'Edit Details');
    await until(() => page.$('input[type=file]'), 'the form is open');
    await world.drop(page, [path], await standing(page));
    if (held() !== null) {
      await world.screen.find(page, 'dialog', 'Replace old.png?');
      await world.screen.click(page, 'button', 'Replace');
    }
    await world.screen.find(page, 'button', 'Undo');
    expect(held()).toBe('new.png');
    await edit(page);
    await until(() => page.evaluate(press, 'Save Changes'), 'the form can be saved');
    await until(async () => patches('portal') === 1, 'the form is saved');
    return page;
  }

  /** Where the zone stands once the form has stopped moving it. */
  async function standing(page: Page): Promise<Point> {
    let before = '';
    return until(async () => {
      const { box } = await world.screen.find(page, 'button', 'Attach to Wound photo, Mary Jones');
      const [now, last] = [JSON.stringify(box), before];
      before = now;
      return now === last && middle(box);
    }, 'the zone stands still');
  }

  async function changeWard(page: Page): Promise<void> {
    const { ward } = world.sandbox.patient(mary());
    await until(() => page.evaluate(typeOver, ward, 'Ward 9'), 'the ward is in the form');
  }

  if (formSends === 'changed') {
    it('leaves the file dropped while it stood open, and nobody is asked', async () => {
      const page = await dropAndSave();
      await world.screen.find(page, 'button', 'Edit Details');
      await world.screen.find(page, 'img', 'new.png, Wound photo');
      expect(held()).toBe('new.png');
      expect((await world.screen.things(page, 'button')).map(({ name }) => name)).not.toContain(
        'Attach again',
      );
      expect(patches('extension')).toBe(1);
    });
    return;
  }

  it.each([
    { what: 'nothing', former: null, answer: 'Attach again', stands: 'new.png', sent: 2 },
    { what: 'old.png', former: old, answer: 'Attach again', stands: 'new.png', sent: 2 },
    { what: 'old.png', former: old, answer: 'Leave it', stands: 'old.png', sent: 1 },
  ])(
    'that puts $what back over the file dropped meanwhile is told of: $answer',
    async ({ former, answer, stands, sent }) => {
      if (former) world.sandbox.setAttribute(mary(), 'wound_photo', former);
      const page = await dropAndSave();
      const news = former ? 'put the former file back into' : 'emptied';
      await world.screen.news(page, `The form's save ${news} Wound photo of Mary Jones`);
      expect(held()).toBe(former?.name ?? null);
      await world.screen.click(page, 'button', answer);
      await world.screen.gone(page, 'button', answer);
      await until(async () => held() === stands && patches('extension') === sent, `${stands} is there`);
      expect(world.sandbox.log.filter(({ op }) => op === 'put')).toHaveLength(1);
    },
  );

  it('whose file BioT has swept meanwhile asks for it again', async () => {
    const page = await dropAndSave();
    await world.screen.find(page, 'button', 'Attach again');
    world.sandbox.switches.sweepUnattachedAfter = 0.001;
    await world.screen.click(page, 'button', 'Attach again');
    await world.screen.news(page, 'Choose the file again');
    expect(held()).toBeNull();
  });

  it('asks nothing when its user has chosen another file in it', async () => {
    const page = await dropAndSave(async (form) => {
      const chosen = Buffer.from(old.bytes).toString('base64');
      await until(() => form.evaluate(chooseFirst, 'chosen.png', chosen), 'the form has a file field');
    });
    await world.screen.find(page, 'img', 'chosen.png, Wound photo');
    expect(held()).toBe('chosen.png');
    expect((await world.screen.things(page, 'button')).map(({ name }) => name)).not.toContain('Attach again');
  });
});

/** Runs in the page: presses the one button that says this, which may lie below the fold. */
function press(text: string): boolean {
  const buttons = [...document.querySelectorAll<HTMLElement>('button, [role=button]')];
  const button = buttons.find(({ textContent }) => textContent?.trim() === text);
  button?.click();
  return button !== undefined;
}

/** Runs in the page, as if a person had typed into the field that holds a text. */
function typeOver(present: string, text: string): boolean {
  const field = [...document.querySelectorAll('input')].find(({ value }) => value === present);
  if (!field) return false;
  field.value = text;
  for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
  return true;
}

/** Runs in the page, as if a person had chosen a file in the form's first file field. */
function chooseFirst(name: string, base64: string): boolean {
  const field = document.querySelector<HTMLInputElement>('input[type=file]');
  if (!field) return false;
  const data = new DataTransfer();
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  data.items.add(new File([bytes], name, { type: 'image/png' }));
  field.files = data.files;
  for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
  return true;
}
