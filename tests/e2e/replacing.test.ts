import { describe, expect, it } from 'vitest';
import { woundPicture } from '../sandbox/pictures.ts';
import { browsers } from './support/browsers.ts';
import { middle } from './support/driver.ts';
import { fileNamed } from './support/files.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

const path = fileNamed('new.png', woundPicture(31, 160, 120));
const old = { name: 'old.png', mimeType: 'image/png', bytes: woundPicture(32, 90, 60) };
const theirs = { name: 'theirs.png', mimeType: 'image/png', bytes: woundPicture(33, 70, 70) };

describe.each(browsers)('a value that is there already, in %s,', (browser) => {
  const world = useWorld(browser, { forgets: true });
  const mary = () => world.patientCalled('Mary Jones');
  const held = () => world.sandbox.attribute(mary(), 'wound_photo')?.file?.name ?? null;
  const attaches = () => world.sandbox.log.filter(({ op, from }) => op === 'attach' && from === 'extension');

  async function dropOnOld() {
    world.sandbox.setAttribute(mary(), 'wound_photo', old);
    const page = await world.openRecord('Mary Jones');
    await world.screen.find(page, 'img', 'old.png, Wound photo');
    const { box } = await world.screen.find(page, 'button', 'Attach to Wound photo, Mary Jones');
    await world.drop(page, [path], middle(box));
    await world.screen.find(page, 'dialog', 'Replace old.png?');
    return page;
  }

  it('is asked about before it is replaced, and Undo brings it back', async () => {
    const page = await dropOnOld();
    expect(attaches()).toEqual([]);
    await world.screen.click(page, 'button', 'Replace');
    await world.sandbox.wait(({ op, status }) => op === 'attach' && status === 200);
    expect(held()).toBe('new.png');
    await world.screen.click(page, 'button', 'Undo');
    await until(async () => held() === 'old.png', 'the former value is there again');
  });

  it('stays when the question is answered with Esc', async () => {
    const page = await dropOnOld();
    await page.keyboard.press('Escape');
    await world.screen.gone(page, 'dialog', 'Replace old.png?');
    expect(held()).toBe('old.png');
    expect(world.sandbox.log.filter(({ op, from }) => op === 'create' && from === 'extension')).toEqual([]);
  });

  it('is named in the chooser', async () => {
    world.sandbox.setAttribute(mary(), 'wound_photo', old);
    const page = await world.openRecord('Mary Jones');
    await world.screen.find(page, 'img', 'old.png, Wound photo');
    await world.paste(page, woundPicture(34, 40, 40));
    await world.screen.find(page, 'option', /^1? ?Wound photo ?Replaces old\.png/);
    await page.keyboard.press('Escape');
  });

  /** Drops a file; before it is attached, somebody else puts theirs there. */
  async function meetTheirs() {
    const page = await world.openRecord('Mary Jones');
    const { box } = await world.screen.find(page, 'button', 'Attach to Wound photo, Mary Jones');
    const put = world.sandbox.fault({ on: 'put', hold: true });
    await world.drop(page, [path], middle(box));
    await world.sandbox.wait(({ op }) => op === 'put', { at: 'arrival' });
    world.sandbox.setAttribute(mary(), 'wound_photo', theirs);
    put.release();
    await world.screen.news(page, 'Somebody changed Wound photo meanwhile. Nothing was overwritten');
    expect(held()).toBe('theirs.png');
    return page;
  }

  it('that somebody else has put there meanwhile is shown beside ours', async () => {
    const page = await meetTheirs();
    const question = 'Wound photo was changed meanwhile';
    await world.screen.click(page, 'button', 'Compare');
    await world.screen.find(page, 'dialog', question);
    for (const name of ['theirs.png', 'new.png'])
      await world.screen.find(page, 'img', `${name}, Wound photo`);
    await page.keyboard.press('Escape');
    await world.screen.gone(page, 'dialog', question);
    expect(held()).toBe('theirs.png');
    await world.screen.click(page, 'button', 'Compare');
    await world.screen.find(page, 'dialog', question);
    await world.screen.click(page, 'button', 'Attach mine');
    await until(async () => held() === 'new.png', 'ours is there');
    await world.screen.gone(page, 'dialog', question);
    expect(attaches().length).toBe(1);
  });

  it.each([
    { answer: 'Keep theirs', stands: 'theirs.png', sent: 0 },
    { answer: 'Attach mine', stands: 'new.png', sent: 1 },
  ])(
    'that somebody else has put there meanwhile is asked about: $answer',
    async ({ answer, stands, sent }) => {
      const page = await meetTheirs();
      await world.screen.click(page, 'button', answer);
      await world.screen.gone(page, 'button', answer);
      await until(async () => held() === stands && attaches().length === sent, `${stands} is there`);
    },
  );
});
