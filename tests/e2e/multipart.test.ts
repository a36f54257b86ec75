import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { LogEntry } from '../sandbox/log.ts';
import { browsers } from './support/browsers.ts';
import { middle } from './support/driver.ts';
import { fileNamed } from './support/files.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

/** Of nine parts, the last of them small: just above the size from which files go in parts. */
const content = randomBytes(64 * 1024 ** 2 + 1000);
const recording = fileNamed('recording.bin', content);
const sha256 = createHash('sha256').update(content).digest('hex');
const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9];
/** In ms: for sealing, opening, sending and hashing all of it on a busy machine. */
const patience = 50_000;

describe.each(browsers)('a large file in %s', { timeout: 120_000 }, (browser) => {
  const world = useWorld(browser, { forgets: true });

  const seen = (...ops: LogEntry['op'][]) => world.sandbox.log.filter(({ op }) => ops.includes(op));
  const storedParts = () =>
    seen('put-part')
      .filter(({ status }) => status === 200)
      .map(({ partNumber }) => partNumber);
  const sorted = (parts: (number | undefined)[]) => parts.map(Number).toSorted((a, b) => a - b);

  async function drop() {
    const page = await world.openRecord('Mary Jones');
    const { box } = await world.screen.find(page, 'button', 'Attach to Consent form, Mary Jones');
    await world.drop(page, [recording], middle(box));
    return page;
  }
  async function attached(): Promise<void> {
    await world.sandbox.wait(({ op, status }) => op === 'attach' && status === 200, { timeoutMs: patience });
    const held = world.sandbox.attribute(world.patientCalled('Mary Jones'), 'consent_form')?.file;
    expect(held).toMatchObject({ name: 'recording.bin', size: content.length, sha256 });
  }
  /** Four parts are stored, and the next one waits at the store until the test lets them go. */
  async function halfway() {
    const rest = world.sandbox.fault({ on: 'put-part', after: 4, times: 100, hold: 'before' });
    const page = await drop();
    // None of these would be under way if it had not been written down that the four are stored.
    await world.sandbox.wait(({ op }) => op === 'put-part', {
      at: 'arrival',
      count: 5,
      timeoutMs: patience,
    });
    await until(async () => storedParts().length === 4, 'four parts are stored', patience);
    return { page, rest, before: storedParts() };
  }

  it('goes in parts, one at a time, and is attached with every byte', async () => {
    const page = await drop();
    await attached();
    await world.screen.find(page, 'button', /^Undo/);
    expect(sorted(storedParts())).toEqual(numbers);
    expect(seen('create', 'put')).toEqual([]);
    expect(seen('create-parts', 'complete').map(({ status }) => status)).toEqual([200, 200]);
    for (const { at } of seen('put-part')) {
      const present = seen('put-part').filter((put) => put.at <= at && at < (put.answeredAt ?? 0));
      expect(present.length).toBeLessThanOrEqual(1);
    }
  });

  it('costs the parts under way at most when the worker dies', async () => {
    const { rest, before } = await halfway();
    await world.driver.stopBackground();
    rest.release();
    // Firefox's background is the carrier, and nobody wakes it but the clock or a page.
    if (browser === 'firefox') await world.extensionPage('popup.html');
    await attached();
    const sent = storedParts();
    for (const part of before) expect(sent.filter((one) => one === part)).toHaveLength(1);
    // The document that carries outlives the worker: there not one part is sent again.
    if (browser === 'chromium') expect(sorted(sent)).toEqual(numbers);
    expect(seen('create-parts')).toHaveLength(1);
  });

  it('goes on where it was when the browser is killed and comes back', async () => {
    const { rest, before } = await halfway();
    await world.crash();
    rest.release();
    await world.openRecord('Mary Jones');
    await attached();
    const sent = storedParts();
    for (const part of before) expect(sent.filter((one) => one === part)).toHaveLength(1);
    expect(seen('create-parts', 'complete')).toHaveLength(2);
  });

  it('is called off at BioT when it is cancelled, and attached nowhere', async () => {
    const { page, rest } = await halfway();
    await world.screen.click(page, 'button', /^Cancel/);
    await world.sandbox.wait(({ op, status }) => op === 'cancel-parts' && status === 204);
    rest.release();
    await world.screen.gone(page, 'button', /^Cancel/);
    expect(storedParts()).toHaveLength(4);
    expect(seen('complete', 'attach').filter(({ from }) => from === 'extension')).toEqual([]);
  });

  // What follows is the same code in every browser: it is watched in one.
  const inOne = it.skipIf(browser === 'firefox');

  inOne('gets a new address for a part whose address the store turns down', async () => {
    world.sandbox.fault({ on: 'put-part', match: ({ partNumber }) => partNumber === 5, status: 403 });
    await drop();
    await attached();
    expect(sorted(storedParts())).toEqual(numbers);
    expect(seen('create-parts')).toHaveLength(1);
  });

  inOne('goes in parts to a store that does not answer to foreign pages', async () => {
    world.sandbox.switches.storeCors = 'closed';
    await drop();
    await attached();
    expect(sorted(storedParts())).toEqual(numbers);
  });

  inOne('goes whole where the platform has no uploads in parts', async () => {
    world.sandbox.switches.multipart = 'absent';
    await drop();
    await attached();
    expect(
      seen('create-parts', 'create', 'put', 'put-part').map(({ op, status }) => `${op} ${status}`),
    ).toEqual(['create-parts 404', 'create 200', 'put 200']);
  });
});
