import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { woundPicture } from '../sandbox/pictures.ts';
import { browsers } from './support/browsers.ts';
import { middle } from './support/driver.ts';
import { useWorld, type World } from './support/world.ts';

const png = woundPicture(7, 320, 240);
const path = join(mkdtempSync(join(tmpdir(), 'attach-for-biot-')), 'left-heel.png');
writeFileSync(path, png);
const sha256 = createHash('sha256').update(png).digest('hex');

const woundPhoto = 'Attach to Wound photo, Mary Jones';

/** Waits for the one attach, and tells what the sandbox has seen of it. */
async function attached({ sandbox, patientCalled }: World) {
  const attach = await sandbox.wait(({ op, status }) => op === 'attach' && status === 200);
  const ours = sandbox.log.filter(({ from }) => from === 'extension');
  const count = (op: string) => ours.filter((entry) => entry.op === op).length;
  expect({ create: count('create'), put: count('put'), attach: count('attach') }).toEqual({
    create: 1,
    put: 1,
    attach: 1,
  });
  expect(attach.entityId).toBe(patientCalled('Mary Jones'));
  return attach;
}

/** Runs in the page: reads a record that nobody asked for, as portals do that want to be quick. */
async function prefetch(address: string): Promise<void> {
  const kept = Object.values({ ...localStorage }).find((one) => one.includes('eyJ')) ?? '';
  const [token] = /eyJ[\w.-]+/.exec(kept) ?? [];
  await fetch(address, { headers: { authorization: `Bearer ${token}` } });
}

const focused = (world: World, page: Page) =>
  world.screen.find(page, 'button', woundPhoto).then(({ focused: has }) => has);

describe.each(
  browsers.flatMap((browser) => (['plain', 'opaque'] as const).map((skin) => ({ browser, skin }))),
)('a file, on the $skin portal in $browser,', ({ browser, skin }) => {
  const world = useWorld(browser, { switches: { skin } });

  it('that is pasted goes to the attribute the person names', async () => {
    const page = await world.openRecord('Mary Jones');
    await world.screen.find(page, 'button', woundPhoto);
    const decoy = world.patientCalled('George Smith');
    await page.evaluate(prefetch, `${world.sandbox.api}/organization/v1/users/patients/${decoy}`);
    await world.sandbox.wait(({ op, from, entityId }) => {
      return op === 'read' && from === 'extension' && entityId === decoy;
    });
    await world.screen.find(page, 'button', woundPhoto);
    await world.paste(page, png);
    await world.screen.find(page, 'dialog', 'Attach to which attribute?');
    await page.keyboard.press('1');
    const { attribute, fileName, entityId } = await attached(world);
    expect(attribute).toBe('wound_photo');
    expect(fileName).toMatch(/^wound-photo \d{4}-\d{2}-\d{2} \d{2}\.\d{2}\.\d{2}\.png$/);
    await world.screen.find(page, 'img', `${fileName}, Wound photo`);
    await world.screen.find(page, 'button', 'Undo');
    const stored = world.sandbox.attribute(entityId ?? '', 'wound_photo');
    expect(stored?.file?.mimeType).toBe('image/png');
  });

  it('that is dropped on a zone goes there as it is', async () => {
    const page = await world.openRecord('Mary Jones');
    const { box } = await world.screen.find(page, 'button', woundPhoto);
    await world.drop(page, [path], middle(box));
    const attach = await attached(world);
    expect(attach).toMatchObject({ attribute: 'wound_photo', fileName: 'left-heel.png', sha256 });
  });

  it('that is dropped on the page is asked about', async () => {
    const page = await world.openRecord('Mary Jones');
    await world.screen.find(page, 'button', woundPhoto);
    await world.drop(page, [path], { x: 400, y: 20 });
    await world.screen.find(page, 'dialog', 'Attach to which attribute?');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const attach = await attached(world);
    expect(attach).toMatchObject({ attribute: 'ecg_strip', sha256 });
  });

  it('that is chosen with a click goes to the zone’s attribute', async () => {
    const page = await world.openRecord('Mary Jones');
    const { box } = await world.screen.find(page, 'button', woundPhoto);
    await world.chooseFile(page, path, middle(box));
    expect(await attached(world)).toMatchObject({ attribute: 'wound_photo', sha256 });
  });

  it.each([
    { name: 'Enter', key: 'Enter' },
    { name: 'Space', key: ' ' },
  ] as const)('can be chosen with $name', async ({ key }) => {
    const page = await world.openRecord('Mary Jones');
    await world.screen.find(page, 'button', woundPhoto);
    for (let tab = 0; tab < 40 && !(await focused(world, page)); tab += 1) await page.keyboard.press('Tab');
    await world.driver.choose(page, [path], () => page.keyboard.press(key));
    expect(await attached(world)).toMatchObject({ attribute: 'wound_photo', sha256 });
  });
});
