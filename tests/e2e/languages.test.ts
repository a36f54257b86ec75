import { describe, expect, it } from 'vitest';
import { pdf, woundPicture } from '../sandbox/pictures.ts';
import { browsers } from './support/browsers.ts';
import { middle } from './support/driver.ts';
import { fileNamed } from './support/files.ts';
import { useWorld } from './support/world.ts';

const picture = fileNamed('heel (1).png', woundPicture(7, 160, 120));
const report = fileNamed('report.pdf', pdf('Report'));
/** A value in a sentence that mixes directions. */
const own = (value: string) => `\u2068${value}\u2069`;

describe.each(browsers)('a Hebrew browser, in %s,', (browser) => {
  const world = useWorld(browser, { language: 'he', switches: { language: 'he' }, forgets: true });

  it('meets Hebrew names on zones, question, news and buttons', async () => {
    const page = await world.openRecord('נועה לוי');
    await world.screen.find(page, 'button', 'צירוף אל תמונת פצע, נועה לוי');
    await world.drop(page, [picture], { x: 640, y: 30 });
    await world.screen.find(page, 'dialog', 'לאיזה מאפיין לצרף?');
    await page.keyboard.press('Enter');
    await world.sandbox.wait(({ op, status }) => op === 'attach' && status === 200);
    await world.screen.news(page, `צורף אל ${own('נועה לוי')}`);
    await world.screen.find(page, 'button', /^ביטול הצירוף/);
  });

  it('is told why a file was not taken, with its name in its own direction', async () => {
    const page = await world.openRecord('נועה לוי');
    const { box } = await world.screen.find(page, 'button', 'צירוף אל תמונת פצע, נועה לוי');
    await world.drop(page, [report], middle(box));
    await world.screen.news(page, `הקובץ ${own('report.pdf')} לא נשלח`);
  });

  it('has popup and options in Hebrew, written from the right', async () => {
    for (const [path, says] of [
      ['popup.html', 'העלאות'],
      ['options.html', 'Attach for BioT: הגדרות'],
    ] as const) {
      const page = await world.extensionPage(path);
      await world.screen.find(page, 'heading', says);
      const { lang, dir } = await page.evaluate(() => {
        const { lang, dir } = document.documentElement;
        return { lang, dir };
      });
      expect([lang, dir]).toEqual(['he', 'rtl']);
    }
  });
});

describe.each(browsers)('a German browser, in %s,', (browser) => {
  const world = useWorld(browser, { language: 'de', switches: { language: 'de' } });

  it('meets German names', async () => {
    const page = await world.openRecord('Mary Jones');
    await world.screen.find(page, 'button', 'Anhängen an Wundfoto, Mary Jones');
    const popup = await world.extensionPage('popup.html');
    await world.screen.find(popup, 'heading', 'Uploads');
    expect(await popup.evaluate(() => document.documentElement.lang)).toBe('de');
  });
});
