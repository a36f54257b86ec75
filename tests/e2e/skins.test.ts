import { createHash } from 'node:crypto';
import type { KeyInput, Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { woundPicture } from '../sandbox/pictures.ts';
import { skins } from '../sandbox/switches.ts';
import { browsers } from './support/browsers.ts';
import { type Box, middle, type Point } from './support/driver.ts';
import { fileNamed } from './support/files.ts';
import { until } from './support/until.ts';
import { useWorld, type World } from './support/world.ts';

const png = woundPicture(17, 320, 240);
const path = fileNamed('left-heel.png', png);
const sha256 = createHash('sha256').update(png).digest('hex');
const woundPhoto = 'Attach to Wound photo, Mary Jones';

/** Waits for the attach, and holds what the servers saw of it against what a person wanted. */
async function attached({ sandbox, patientCalled }: World) {
  const attach = await sandbox.wait(({ op, status }) => op === 'attach' && status === 200);
  const ours = sandbox.log.filter(({ from }) => from === 'extension');
  const counts = ['create', 'put', 'attach'].map((op) => ours.filter((entry) => entry.op === op).length);
  expect(counts, 'create, put and attach').toEqual([1, 1, 1]);
  expect(attach).toMatchObject({ entityId: patientCalled('Mary Jones'), attribute: 'wound_photo' });
  return attach;
}

const holds = ({ x, y, width, height }: Box, point: Point) =>
  point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;

/** On a board of several records nobody can say which one is meant but the person. */
const single = skins.filter((skin) => skin !== 'cards');
const cells = browsers.flatMap((browser) => single.map((skin) => ({ browser, skin })));

describe.each(cells)('on the $skin portal, in $browser, a picture', ({ browser, skin }) => {
  const world = useWorld(browser, { switches: { skin } });
  const opened = async () => {
    const page = await world.openRecord('Mary Jones');
    let before: Box | undefined;
    let looks = 0;
    const zone = await until(async () => {
      const docks = (await world.screen.things(page, 'complementary')).filter(
        ({ name }) => name === 'Attach for BioT',
      );
      const found = (await world.screen.zones(page))
        .filter(({ name }) => name === woundPhoto)
        .find(({ box }) => docks.every((dock) => !dock.box || !holds(dock.box, middle(box))));
      // A frame's zones come late and move what is below them: people wait until things stand still.
      const still = found !== undefined && before?.x === found.box.x && before.y === found.box.y;
      looks = still ? looks + 1 : 0;
      before = found?.box;
      return looks > 1 && found;
    }, 'a zone on the record, not in the dock alone');
    return { page, zone };
  };

  it('that is dropped on the zone is attached as it is', async () => {
    const { page, zone } = await opened();
    await world.drop(page, [path], middle(zone.box));
    expect(await attached(world)).toMatchObject({ fileName: 'left-heel.png', sha256 });
  });

  // One browser tries every way on every skin, the other its main one.
  it.skipIf(browser === 'firefox')('that is chosen is attached as it is', async () => {
    const { page, zone } = await opened();
    await world.chooseFile(page, path, middle(zone.box));
    expect(await attached(world)).toMatchObject({ fileName: 'left-heel.png', sha256 });
  });

  it.skipIf(browser === 'firefox')('that is pasted goes where the person says', async () => {
    const { page } = await opened();
    await world.paste(page, png);
    await world.screen.find(page, 'dialog', 'Attach to which attribute?');
    await page.keyboard.press('1');
    expect((await attached(world)).contentType).toBe('image/png');
  });
});

describe.each(browsers)('on a board of several records, in %s, a picture', (browser) => {
  const world = useWorld(browser, { switches: { skin: 'cards' } });

  /** Gives the answer of a dialog that says this. */
  const answer = async (page: Page, question: string, wanted: RegExp): Promise<void> => {
    await world.screen.find(page, 'dialog', question);
    const index = (await world.screen.things(page, 'option')).findIndex(({ name, text }) =>
      wanted.test(name || text),
    );
    await page.keyboard.press(String(index + 1) as KeyInput);
  };
  const answers = async (page: Page): Promise<void> => {
    // A namesake born in another year lies beside her.
    await answer(page, 'Which record?', /1961/);
    await answer(page, 'Attach to which attribute?', /Wound photo/);
  };

  /** The board with all its cards: her namesake's is the next one. */
  async function board() {
    const page = await world.openRecord('Mary Jones');
    const zone = await until(async () => {
      const [first, ...others] = (await world.screen.zones(page)).filter(({ name }) => name === woundPhoto);
      return others.length === 1 && first;
    }, 'a zone on each of two cards');
    return { page, zone };
  }

  it('that is dropped on the zone of a card goes to the record of that card', async () => {
    const { page, zone } = await board();
    await page.mouse.wheel({ deltaY: Math.round(zone.box.y - 300) });
    const seen = await until(async () => {
      const found = (await world.screen.zones(page)).find(({ name }) => name === woundPhoto);
      return found && found.box.y > 0 && found.box.y < 550 && found;
    }, 'the zone is in view');
    await world.drop(page, [path], middle(seen.box));
    expect(await attached(world)).toMatchObject({ fileName: 'left-heel.png', sha256 });
  });

  it('that is dropped on the page goes to the record the person says', async () => {
    const { page } = await board();
    await world.drop(page, [path], { x: 640, y: 30 });
    await answers(page);
    expect(await attached(world)).toMatchObject({ fileName: 'left-heel.png', sha256 });
  });

  it.skipIf(browser === 'firefox')('that is pasted goes to the record the person says', async () => {
    const { page } = await board();
    await world.paste(page, png);
    await answers(page);
    expect((await attached(world)).contentType).toBe('image/png');
  });
});
