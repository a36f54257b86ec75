import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { BrowserName } from '../../browsers/find.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import type { Switches } from '../../sandbox/switches.ts';
import { buildIn, outputs } from './build.ts';
import { chromiumDriver } from './chromium-driver.ts';
import type { Driver, Point } from './driver.ts';
import { keepEvidence } from './evidence.ts';
import { firefoxDriver } from './firefox-driver.ts';
import { comeBack, openOfKind, openPatient, signIn } from './portal.ts';
import { createScreen } from './screen.ts';
import { until } from './until.ts';

export interface WorldOptions {
  switches?: Partial<Switches>;
  colorScheme?: 'light' | 'dark';
  /** The extension's language, a folder of `_locales`; without it English, as the browser's. */
  language?: string;
  /** After each test the extension has no uploads any more: for tests that leave failed or waiting ones. */
  forgets?: boolean;
  /** Hosts that are granted to the extension outlive the browser. */
  keepsGrants?: boolean;
  /** What an organization has ruled for the extension; Firefox only. */
  ruled?: object;
  /** In a window, for what the browser draws itself; Firefox always has one. */
  window?: boolean;
}

const drivers = { chromium: chromiumDriver, firefox: firefoxDriver };

export type World = ReturnType<typeof useWorld>;

/**
 * A sandbox and a browser with the shipped extension, for all tests of a `describe`. After each test its pages are
 * closed, the sandbox must have seen no violation, and it is as at the start again (the browser's profile is not).
 */
export function useWorld(name: BrowserName, options: WorldOptions = {}) {
  let running: { sandbox: Sandbox; driver: Driver; profile: string } | undefined;
  const pages = new Set<Page>();
  const now = () => {
    if (!running) throw new Error('The world starts with the first test.');
    return running;
  };

  const extensionFor = (profile: string): string => {
    const copy = `${profile}-${options.language}`;
    if (!options.language) return outputs[name];
    return existsSync(copy) ? copy : buildIn(options.language, name, copy);
  };

  const launch = (sandbox: Sandbox, profile: string): Promise<Driver> =>
    drivers[name]({
      proxyPort: sandbox.proxyPort,
      extension: extensionFor(profile),
      userDataDir: profile,
      ...(options.window && { headless: false }),
      ...(options.ruled && { ruled: options.ruled }),
      ...(options.keepsGrants && { keepsGrants: true }),
      ...(options.colorScheme && { colorScheme: options.colorScheme }),
    });

  beforeAll(async () => {
    const sandbox = await startSandbox({ switches: options.switches ?? {} });
    const profile = mkdtempSync(join(tmpdir(), 'attach-for-biot-'));
    running = { sandbox, profile, driver: await launch(sandbox, profile) };
  });

  afterEach(async ({ task }) => {
    const { driver, sandbox } = now();
    if (task.result?.state === 'fail') await keepEvidence(task, driver, pages, sandbox);
    if (options.forgets) await forgetUploads(driver);
    for (const page of pages) if (!page.isClosed()) await page.close();
    pages.clear();
    const violations = sandbox.violations();
    sandbox.reset();
    Object.assign(sandbox.switches, options.switches);
    expect(violations, 'what the sandbox must never see').toEqual([]);
  });

  afterAll(async () => {
    if (!running) return;
    await running.driver.close();
    await running.sandbox.close();
    for (const folder of [running.profile, `${running.profile}-${options.language}`])
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const newPage = async (): Promise<Page> => {
    const page = await now().driver.newPage();
    pages.add(page);
    return page;
  };

  return {
    get sandbox() {
      return now().sandbox;
    },
    get driver() {
      return now().driver;
    },
    get screen() {
      return createScreen(now().driver);
    },
    newPage,
    async extensionPage(path: string): Promise<Page> {
      const page = await now().driver.extensionPage(path);
      pages.add(page);
      return page;
    },
    /** The portal in a private window, in which nobody is signed in yet. */
    async privatePortal(): Promise<Page> {
      const { driver, sandbox } = now();
      const page = await driver.privatePage(`${sandbox.portal}/`);
      pages.add(page);
      return page;
    },
    /** A page of the extension that it has opened itself. */
    async opened(path: string): Promise<Page> {
      const { browser, origin } = now().driver;
      // Firefox never tells where its extensions' pages are: they are asked themselves.
      const isIt = (page: Page) =>
        page.evaluate((start) => location.href.startsWith(start), `${origin}/${path}`).catch(() => false);
      const page = await until(async () => {
        for (const one of await browser.pages()) if (await isIt(one)) return one;
        return null;
      }, `${path} is open`);
      pages.add(page);
      return page;
    },
    signIn: (page: Page, username?: string) => signIn(now().driver, page, now().sandbox, username),
    openPatient: (page: Page, patientId: string) => openPatient(now().driver, page, now().sandbox, patientId),
    /** A new page with somebody signed in, on the record of the first patient of that name. */
    async openRecord(caption: string, username?: string): Promise<Page> {
      const page = await newPage();
      await comeBack(now().driver, page, now().sandbox, username);
      await openPatient(now().driver, page, now().sandbox, patientCalled(now().sandbox, caption));
      return page;
    },
    /** The same for a record of any kind, by its tab in the English portal; nobody else may be called so. */
    async openOfKind(tab: string, caption: string): Promise<Page> {
      const page = await newPage();
      await comeBack(now().driver, page, now().sandbox);
      await openOfKind(now().driver, page, tab, caption);
      return page;
    },
    goToKind: (page: Page, tab: string, caption: string) => openOfKind(now().driver, page, tab, caption),
    patientCalled: (caption: string) => patientCalled(now().sandbox, caption),
    /** Waits until the extension's script stands in some page, even where it shows nothing. */
    async ready(): Promise<void> {
      const options = await now().driver.extensionPage('options.html');
      await until(() => options.evaluate(countSights), 'the extension is on the page');
      await options.close();
    },
    paste: (page: Page, png: Uint8Array) => now().driver.paste(page, { type: 'image/png', bytes: png }),
    drop: (page: Page, paths: readonly string[], point: Point) => now().driver.drop(page, paths, point),
    /** Clicks at the point and answers the file chooser that opens. */
    chooseFile: (page: Page, path: string, { x, y }: Point) =>
      now().driver.choose(page, [path], () => page.mouse.click(x, y)),
    /** The browser is closed, and started again on the same profile. All pages are gone. */
    async restart(): Promise<void> {
      const { driver, sandbox, profile } = now();
      // Only then has it written down everything: a second one on the same profile would not find it.
      const ended = new Promise((resolve) => driver.browser.process()?.once('exit', resolve));
      await driver.close();
      await ended;
      pages.clear();
      running = { sandbox, profile, driver: await launch(sandbox, profile) };
    },
    /**
     * The browser is killed without a word, and started again on the same profile. All pages are gone.
     * @param look sees the profile as the dead browser has left it.
     */
    async crash(look?: (profile: string) => void): Promise<void> {
      const { driver, sandbox, profile } = now();
      const ended = new Promise((resolve) => driver.browser.process()?.once('exit', resolve));
      driver.browser.process()?.kill('SIGKILL');
      await ended;
      pages.clear();
      look?.(profile);
      running = { sandbox, profile, driver: await launch(sandbox, profile) };
    },
  };
}

/** Runs in a page of the extension: in how many frames a script of it stands. */
async function countSights(): Promise<number> {
  const scope = globalThis as unknown as {
    chrome: { runtime: { sendMessage(letter: object): Promise<{ answer: unknown[] }> } };
  };
  const letter = { to: 'background', request: 'sights.read' };
  return (await scope.chrome.runtime.sendMessage(letter)).answer.length;
}

/** Runs in a page of the extension: empties its database but for the key. */
async function emptyStores(): Promise<void> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('attach-for-biot');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const tx = db.transaction(['uploads', 'bytes'], 'readwrite');
  for (const store of ['uploads', 'bytes']) tx.objectStore(store).clear();
  await new Promise((resolve) => {
    tx.oncomplete = resolve;
  });
  db.close();
}

async function forgetUploads(driver: Driver): Promise<void> {
  const page = await driver.extensionPage('options.html');
  await page.evaluate(emptyStores);
  await page.close();
}

/** Id of the first patient with this caption that the north's users see. */
function patientCalled(sandbox: Sandbox, caption: string): string {
  const patient = sandbox.patients.find((one) => one._caption === caption);
  if (!patient) throw new Error(`The sandbox has no patient called ${caption}.`);
  return patient._id;
}
