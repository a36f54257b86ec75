import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { woundPicture } from '../sandbox/pictures.ts';
import { browsers } from './support/browsers.ts';
import { middle } from './support/driver.ts';
import { fileNamed, sparseFile } from './support/files.ts';
import { useWorld } from './support/world.ts';

const png = woundPicture(6, 120, 90);

describe.each(browsers)('a file that cannot be attached, in %s,', (browser) => {
  const world = useWorld(browser, { forgets: true });

  /** Drops a file on a zone of somebody's record; each failure has its own, because it stands there afterwards. */
  async function drop(path: string, who = 'Mary Jones', attribute = 'Wound photo'): Promise<Page> {
    const page = await world.openRecord(who);
    const { box } = await world.screen.find(page, 'button', `Attach to ${attribute}, ${who}`);
    await world.drop(page, [path], middle(box));
    return page;
  }

  /** Nothing was asked of BioT for it, and the record is as it was. */
  function untouched(): void {
    const written = ['create', 'put', 'attach'];
    const ours = world.sandbox.log.filter(({ op, from }) => from === 'extension' && written.includes(op));
    expect(ours).toEqual([]);
  }

  const held = (who: string) => world.sandbox.attribute(world.patientCalled(who), 'wound_photo');

  it('is not sent when it is empty', async () => {
    const page = await drop(fileNamed('empty.png', ''));
    await world.screen.news(page, 'empty.png is empty and was not sent. Check the file on your computer');
    untouched();
  });

  it('is not sent to an attribute of images when it is none, whatever its name says', async () => {
    const page = await drop(fileNamed('report.png', '%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n'));
    await world.screen.news(page, 'Wound photo takes images only. report.pdf was not sent');
    untouched();
  });

  it('is not sent to an attribute that takes other types', async () => {
    const page = await drop(fileNamed('scan.gif', `GIF89a${'\u0001'.repeat(40)}`));
    await world.screen.news(page, 'Wound photo does not take files of this type. scan.gif was not sent');
    untouched();
  });

  it('is not sent when it is larger than the store’s objects may be', async () => {
    const page = await drop(sparseFile('film.bin', 5 * 1024 ** 4 + 1), 'Mary Jones', 'Consent form');
    await world.screen.news(page, 'film.bin is too large for BioT and was not sent. Choose a smaller file.');
    untouched();
  });

  it('is attached under a name that BioT takes when its own is too long', async () => {
    const page = await drop(fileNamed(`${'long '.repeat(49)}name.png`, png));
    const { fileName = '' } = await world.sandbox.wait(({ op, status }) => op === 'attach' && status === 200);
    expect(fileName.length).toBeLessThanOrEqual(128);
    expect(fileName).toMatch(/^long long .*\.png$/);
    await world.screen.find(page, 'img', `${fileName}, Wound photo`);
  });

  it('says so when the account may not change the record', async () => {
    world.sandbox.fault({ on: 'attach', status: 403, body: { code: 'ACCESS_DENIED', message: 'No' } });
    const page = await drop(fileNamed('heel.png', png), 'George Smith');
    await world.screen.news(
      page,
      'Your account may not change Wound photo of George Smith. heel.png was not',
    );
    expect(held('George Smith')).toBeNull();
    // What was refused may be allowed by now.
    await world.screen.click(page, 'button', 'Try again');
    await world.sandbox.wait(({ op, status }) => op === 'attach' && status === 200);
    expect(world.sandbox.log.filter(({ op, from }) => op === 'put' && from === 'extension')).toHaveLength(1);
  });

  it('says so when the template has lost the attribute meanwhile', async () => {
    world.sandbox.fault({
      on: 'attach',
      status: 400,
      body: { code: 'ATTRIBUTE_NOT_VALID_FOR_TEMPLATE', message: 'No' },
    });
    const page = await drop(fileNamed('heel.png', png), 'Grace Smithers');
    await world.screen.news(page, 'Grace Smithers no longer has the attribute that heel.png was meant for');
    expect(held('Grace Smithers')).toBeNull();
  });

  it('says so when the firewall takes it for an attack', async () => {
    world.sandbox.fault({ on: 'create', status: 403, body: '<html>blocked</html>' });
    const page = await drop(fileNamed('heel.png', png), 'Olga Ivanova');
    await world.screen.news(
      page,
      'The protection in front of BioT turned heel.png away. It was not attached',
    );
  });

  it('says so when the record was deleted meanwhile', async () => {
    // The page's own reads are over by then; the next read is the one before the attach.
    const who = 'Dmitri Sokolov';
    const page = await world.openRecord(who);
    const { box } = await world.screen.find(page, 'button', `Attach to Wound photo, ${who}`);
    world.sandbox.fault({ on: 'read', match: ({ from }) => from === 'extension', status: 404, times: 9 });
    await world.drop(page, [fileNamed('heel.png', png)], middle(box));
    await world.screen.news(page, `${who} was deleted, or you can no longer see this record`);
    expect(held(who)).toBeNull();
  });

  it('says that it is not clear which record is open, and leaves the page as it is', async () => {
    const page = await world.newPage();
    await world.signIn(page);
    // Once the script is there a file that hangs over the page is taken: the page alone would let it fall.
    await world.ready();
    await page.bringToFront();
    const address = page.url();
    await world.drop(page, [fileNamed('heel.png', png)], { x: 300, y: 300 });
    await world.screen.news(page, 'It is not clear which record is open. heel.png was not sent');
    expect(page.url()).toBe(address);
    await world.paste(page, png);
    await world.screen.news(page, 'It is not clear which record is open. image.png was not sent');
    untouched();
  });
});
