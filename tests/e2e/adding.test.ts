import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { woundPicture } from '../sandbox/pictures.ts';
import { browsers } from './support/browsers.ts';
import { fileNamed } from './support/files.ts';
import { createPortalHands } from './support/portal.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

const picture = fileNamed('new.png', woundPicture(71, 160, 120));
const csv = fileNamed('values.csv', 'time,value\n1,2\n');

function useForm(world: ReturnType<typeof useWorld>) {
  const hands = (page: Page) => createPortalHands(world.driver, page);
  return {
    /** A form for a new patient, with all that must be in it. */
    async opened(): Promise<Page> {
      const page = await world.newPage();
      // The whole form is in view: nothing has to be scrolled to.
      await page.setViewport({ width: 1280, height: 900 });
      await world.signIn(page);
      const { press, fill, drawn } = hands(page);
      await press(['Add patient']);
      // First and last name, national id, e-mail, MRN, ward: as the template has them.
      for (const [index, text] of [
        [0, 'Nora'],
        [1, 'Newcomer'],
        [4, '90210'],
      ] as const)
        await fill(async () => {
          const boxes = await drawn('textbox');
          return boxes.length >= 5 ? boxes[index] : undefined;
        }, text);
      return page;
    },
    save: (page: Page) => hands(page).press(['Save Changes']),
    added: () => world.sandbox.patients.find(({ _caption }) => _caption === 'Nora Newcomer')?._id ?? null,
    calls: (op: string, from: string) =>
      world.sandbox.log.filter((one) => one.op === op && one.from === from && one.status < 300).length,
  };
}

const withFields = browsers.flatMap((browser) =>
  (['plain', 'opaque', 'library'] as const).map((skin) => ({ browser, skin })),
);

describe.each(withFields)('a form for a new record, on $skin in $browser,', ({ browser, skin }) => {
  const world = useWorld(browser, { switches: { skin }, forgets: true });
  const { opened, save, added, calls } = useForm(world);

  it('carries a file that is dropped on it: the portal itself uploads it', async () => {
    const page = await opened();
    await world.drop(page, [picture], { x: 400, y: 30 });
    await world.screen.find(page, 'dialog', 'Into which field of the form?');
    await world.screen.click(page, 'option', /Wound photo/);
    await world.screen.click(page, 'button', 'Attach');
    await world.screen.news(page, "new.png is in the form's field Wound photo.");
    await save(page);
    const id = await until(async () => added(), 'the record is added');
    expect(world.sandbox.attribute(id, 'wound_photo')?.file?.name).toBe('new.png');
    expect([calls('create', 'portal'), calls('create', 'extension'), calls('attach', 'extension')]).toEqual([
      1, 0, 0,
    ]);
  });
});

describe.each(browsers)('a form without a file field, in %s,', (browser) => {
  const world = useWorld(browser, { switches: { skin: 'table' }, forgets: true });
  const { opened, save, added, calls } = useForm(world);
  const waits = /waits for the new record\. Save the form/;
  const asks = 'Attach new.png to Nora Newcomer?';

  async function kept(file = picture): Promise<Page> {
    const page = await opened();
    await world.drop(page, [file], { x: 400, y: 30 });
    await world.screen.news(page, waits);
    return page;
  }

  it('has the file kept, asked about when the record is there, and attached to it', async () => {
    const page = await kept();
    expect(calls('create', 'extension')).toBe(0);
    await save(page);
    await world.screen.find(page, 'dialog', asks);
    expect(calls('create', 'extension')).toBe(0);
    await world.screen.click(page, 'option', /Wound photo/);
    await world.screen.click(page, 'button', 'Attach');
    await world.sandbox.wait(
      ({ op, from, status }) => op === 'attach' && from === 'extension' && status === 200,
    );
    const id = added();
    expect(id && world.sandbox.attribute(id, 'wound_photo')?.file?.name).toBe('new.png');
    expect(calls('attach', 'extension')).toBe(1);
  });

  it('asks even where one attribute takes the file, and keeps nothing after Cancel', async () => {
    const page = await kept(csv);
    await save(page);
    await world.screen.find(page, 'dialog', 'Attach values.csv to Nora Newcomer?');
    await page.keyboard.press('Escape');
    await world.screen.news(page, 'values.csv was not attached to Nora Newcomer, and is no longer kept.');
    expect(calls('create', 'extension')).toBe(0);
  });

  it('whose person goes to another record has the file wait, and never asks about that one', async () => {
    const page = await kept();
    await world.openPatient(page, world.patientCalled('Mary Jones'));
    await until(async () => (await world.screen.zones(page)).length > 0, 'the record takes files');
    await world.screen.find(page, 'button', 'Discard');
    expect(await world.screen.things(page, 'dialog')).toEqual([]);
    await world.screen.click(page, 'button', 'Discard');
    await world.screen.gone(page, 'button', 'Discard');
    await world.screen.news(page, '1 file is no longer kept.');
    expect(calls('create', 'extension')).toBe(0);
  });

  it('that is given up is a question of the browser’s before the tab goes', async () => {
    const page = await kept();
    const asked = new Promise<string>((resolve) =>
      page.once('dialog', (dialog) => {
        resolve(dialog.type());
        void dialog.accept();
      }),
    );
    await page.reload().catch(() => null);
    expect(await asked).toBe('beforeunload');
  });

  it('is none where there is but a search: a file dropped on a list is refused', async () => {
    const page = await world.newPage();
    await world.signIn(page);
    await world.ready();
    await page.bringToFront();
    await world.drop(page, [picture], { x: 400, y: 30 });
    await world.screen.news(page, 'It is not clear which record is open.');
  });
});
