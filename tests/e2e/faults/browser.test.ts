import { rmSync, truncateSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect } from 'vitest';
import type { LogEntry } from '../../sandbox/log.ts';
import { browsers } from '../support/browsers.ts';
import { chance } from '../support/chance.ts';
import { middle } from '../support/driver.ts';
import { fileNamed } from '../support/files.ts';
import { cutLog, loseBlobs } from '../support/torn-database.ts';
import { until } from '../support/until.ts';
import { useDesk, whole } from './desk.ts';

const pause = (ms: number) => new Promise((next) => setTimeout(next, ms));

describe.runIf(browsers.includes('chromium'))('a browser', () => {
  const desk = useDesk('chromium');
  const { world } = desk;
  const ours = ({ from }: LogEntry) => from === 'extension';

  const dice = chance();
  const seeds = Array.from({ length: whole ? 20 : 1 }, (_, index) => dice.seed + index);
  for (const seed of seeds)
    desk.proves(
      `F13 killed with an upload at each of its states has all attached once (seed ${seed})`,
      async () => {
        const { pick, whole: number } = chance(seed);
        const page = await desk.open();
        const [mary = '', other = '', third = ''] = world.sandbox.patients.map(({ _id }) => _id);
        await desk.read(page, [mary, other, third]);
        const side = () => pick(['before', 'after'] as const);
        const { sandbox } = world;
        // What waits: its store is out of order, and says for how long.
        const waits = desk.source({ recordId: third, attribute: 'wound_photo' });
        sandbox.fault({ on: 'put', status: 503, match: ({ fileName }) => fileName === waits.name });
        await desk.add(page, [waits]);
        await sandbox.wait(({ op, status }) => op === 'put' && status === 503);
        // Four at work, each held where it is, and one that has not begun.
        const [verified, attached, put, created, accepted] = [
          desk.source({ recordId: other, attribute: 'wound_photo' }),
          desk.source({ recordId: mary, attribute: 'consent_form' }),
          desk.source({ recordId: mary, attribute: 'wound_photo' }),
          desk.source({ recordId: mary, attribute: 'ecg_strip' }),
          desk.source({ recordId: mary, attribute: 'analysis_file' }),
        ] as const;
        const isSet = () =>
          sandbox.log.some(
            ({ op, entityId, committed }) => op === 'attach' && entityId === other && committed,
          );
        sandbox.fault({ on: 'attach', stale: true, match: ({ entityId }) => entityId === other });
        const verify = sandbox.fault({
          on: 'read',
          hold: true,
          match: (call) => ours(call) && call.entityId === other && isSet(),
        });
        const attach = sandbox.fault({
          on: 'attach',
          hold: side(),
          match: ({ entityId, attribute }) => entityId === mary && attribute === 'consent_form',
        });
        const put_ = sandbox.fault({
          on: 'put',
          hold: side(),
          match: ({ fileName }) => fileName === put.name,
        });
        await desk.add(page, [verified, attached, put]);
        await until(async () => [verify, attach, put_].every((one) => one.used() > 0), 'three are held');
        const create = sandbox.fault({ on: 'create', hold: side(), match: ours });
        await desk.add(page, [created]);
        await until(async () => create.used() > 0, 'the fourth is held');
        await desk.add(page, [accepted]);
        await pause(number(0, 300));
        await world.crash();
        desk.stroke(4);
        sandbox.release();
        await desk.open();
      },
      { timeout: 240_000, within: 150_000 },
    );

  for (const records of whole ? [1, 2, 4, 8] : [dice.pick([1, 2, 4, 8])])
    desk.proves(`F14 whose journal has lost its last ${records} records attaches nothing twice`, async () => {
      const page = await desk.open();
      const attach = world.sandbox.fault({ on: 'attach', hold: 'after', match: ours });
      const one = await desk.drop(page);
      await world.sandbox.wait(({ op, committed }) => op === 'attach' && committed === true, {
        at: 'arrival',
      });
      await world.crash((profile) => cutLog(profile, records));
      desk.stroke();
      attach.release();
      // Where it is not known any more which file was ours, it is not taken for ours: somebody is asked.
      const held = world.sandbox.attribute(one.recordId, one.attribute)?.fileId;
      Object.assign(one, { ends: ['attached', 'conflict'], theirs: held });
      await desk.open();
    });

  desk.proves('F15 whose profile has lost the bytes asks for the file again', async () => {
    const page = await desk.open();
    const put = world.sandbox.fault({ on: 'put', hold: true });
    const one = await desk.drop(page, 1_000_000);
    await world.sandbox.wait(({ op }) => op === 'put', { at: 'arrival' });
    await world.crash(loseBlobs);
    desk.stroke();
    put.release();
    one.ends = ['failed'];
    await desk.open();
    await desk.settled();
    const [upload] = (await desk.overview()).uploads;
    expect(upload?.progress).toMatchObject({ is: 'failed', reason: 'bytes-lost' });
  });

  desk.proves('F66 whose portal tab crashes during an upload sends and attaches it', async () => {
    const page = await desk.open();
    const put = world.sandbox.fault({ on: 'put', hold: true });
    await desk.drop(page);
    await world.sandbox.wait(({ op }) => op === 'put', { at: 'arrival' });
    const session = await page.createCDPSession();
    void session.send('Page.crash').catch(() => undefined); // It does not live to answer.
    await pause(300);
    put.release();
  });

  desk.proves('F44 that sleeps during an upload goes on with it', async () => {
    const page = await desk.open();
    const put = world.sandbox.fault({ on: 'put', hold: true });
    await desk.drop(page);
    await world.sandbox.wait(({ op }) => op === 'put', { at: 'arrival' });
    const browser = world.driver.browser.process();
    browser?.kill('SIGSTOP');
    put.release();
    await pause(whole ? 90_000 : 3_000);
    browser?.kill('SIGCONT');
  });

  desk.proves('F63 that goes back and forward shows what became of it, and sends it once', async () => {
    const page = await desk.open();
    const put = world.sandbox.fault({ on: 'put', hold: true });
    const { name } = await desk.drop(page);
    await world.sandbox.wait(({ op }) => op === 'put', { at: 'arrival' });
    await page.goto('about:blank');
    await page.goBack();
    put.release();
    await world.screen.find(page, 'button', `Open ${name}`);
  });

  desk.proves('F19 whose source is cut short while it is read takes it whole or not at all', async () => {
    const page = await desk.open();
    const one = desk.source({ recordId: desk.mary(), attribute: 'wound_photo' }, 30_000_000);
    const path = fileNamed(one.name, one.bytes);
    const { box } = await world.screen.find(page, 'button', /^Attach to Wound photo/);
    await world.drop(page, [path], middle(box));
    truncateSync(path, 1_000);
    await until(async () => {
      const { uploads } = await desk.overview();
      const said = await world.screen.things(page, 'status');
      return (
        uploads.some(({ progress }) => progress.is === 'attached') ||
        said.some(({ text }) => text.includes(one.name))
      );
    }, 'it is attached, or said to be unreadable');
    const held = world.sandbox.attribute(one.recordId, one.attribute)?.file;
    expect([undefined, one.sha256]).toContain(held?.sha256);
    rmSync(join(dirname(path), one.name));
  });

  for (const delay of whole ? [0, 10, 50, 200] : [dice.pick([0, 10, 50, 200])])
    desk.proves(
      `F17 whose tab is closed ${delay} ms after a drop has the file whole, or nothing`,
      async () => {
        const page = await desk.open();
        const one = desk.source({ recordId: desk.mary(), attribute: 'wound_photo' }, 5_000_000);
        const { box } = await world.screen.find(page, 'button', /^Attach to Wound photo/);
        await world.drop(page, [fileNamed(one.name, one.bytes)], middle(box));
        await pause(delay);
        await page.close();
        const next = await desk.open();
        await world.screen.find(next, 'button', /^Attach to Wound photo|^Undo/);
        await until(async () => {
          const { uploads } = await desk.overview();
          return uploads.every(({ progress }) => progress.is === 'attached');
        }, 'nothing is left half done');
        const { uploads } = await desk.overview();
        const held = world.sandbox.attribute(one.recordId, one.attribute)?.file;
        expect(held?.sha256).toBe(uploads.length === 0 ? undefined : one.sha256);
      },
    );

  desk.proves('F48 in which an upload is tried again by everybody at once attaches it once', async () => {
    const page = await desk.open();
    const put = world.sandbox.fault({
      on: 'put',
      status: 400,
      body: '<Error><Code>InvalidRequest</Code></Error>',
    });
    const one = await desk.drop(page);
    await until(async () => put.used() > 0, 'it fails');
    one.ends = ['failed'];
    await desk.settled();
    one.ends = ['attached'];
    const options = await world.extensionPage('options.html');
    await options.evaluate(retryAll, 10);
    await options.close();
  });
});

/** Runs in a page of the extension: asks for each failed upload to be tried again, so many times at once. */
async function retryAll(times: number): Promise<void> {
  const scope = globalThis as unknown as {
    chrome: { runtime: { sendMessage(letter: object): Promise<{ answer: { uploads: { id: string }[] } }> } };
  };
  const tell = (request: string, of?: object) =>
    scope.chrome.runtime.sendMessage({ to: 'background', request, of });
  const { uploads } = (await tell('overview.read')).answer;
  await Promise.all(
    uploads.flatMap(({ id }) => Array.from({ length: times }, () => tell('upload.retry', { id }))),
  );
}
