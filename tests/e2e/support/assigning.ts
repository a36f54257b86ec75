import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { Page } from 'puppeteer';
import { afterEach, beforeEach, expect } from 'vitest';
import { woundPicture } from '../../sandbox/pictures.ts';
import { until } from './until.ts';
import type { World } from './world.ts';

/** A camera card of invented pictures, and the table in which they are given to records. */
export function useAssigning(browser: 'chromium' | 'firefox', world: World) {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'attach-card-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  let drawn = 0;
  const written = (page: Page) => page.evaluate(() => document.body.textContent);

  const hands = {
    folder: () => folder,
    /** A picture of its own below `card`, so that no two files have the same content. */
    put(path: string, size = 0): Buffer {
      const bytes = Buffer.concat([woundPicture(1, 12, 8), Buffer.from(`#${drawn++}`), Buffer.alloc(size)]);
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), bytes);
      return bytes;
    },
    /** A file beside the card. */
    write(name: string, content: string | Uint8Array): string {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
    written,
    says: (page: Page, sentence: string | RegExp, timeoutMs?: number) =>
      until(
        async () => {
          const text = await written(page).catch(() => '');
          return typeof sentence === 'string' ? text.includes(sentence) : sentence.test(text);
        },
        async () => `it says: ${sentence}; it says ${(await written(page)).slice(0, 1500)}`,
        timeoutMs,
      ),
    /** What is dropped. No driver drops folders in Firefox, whose pages may not look at the disk: there it is a .zip. */
    card(): string {
      if (browser === 'chromium') return join(folder, 'card');
      const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
      const files = names.filter(
        (name) => name.startsWith('card') && statSync(join(folder, name)).isFile() && !name.endsWith('.zip'),
      );
      const content = files.map((name) => [name, readFileSync(join(folder, name))] as const);
      return hands.write('card.zip', zipSync(Object.fromEntries(content)));
    },
    /** The table, with all patients and the card's content. */
    async table(count: number): Promise<Page> {
      await world.openRecord('Mary Jones');
      const page = await world.extensionPage('assign.html');
      await hands.says(page, 'Records: 1');
      await hands.choose(page, 'Records', 'Patients');
      await world.screen.click(page, 'button', 'Load records');
      await hands.says(page, /Records: [0-9,]{2,}/);
      await world.drop(page, [hands.card()], { x: 400, y: 600 });
      await hands.says(page, `All ${count.toLocaleString('en')}`, 60_000);
      return page;
    },
    /** Chooses in a list that is called so. */
    choose: (page: Page, name: string, option: string) =>
      page.evaluate(
        (called, wanted) => {
          const labels = [...document.querySelectorAll('label')];
          const select = labels
            .find((one) => one.firstChild?.textContent === called)
            ?.querySelector('select');
          if (!select) throw new Error(`No choice called ${called}`);
          const index = [...select.options].findIndex(({ text }) => text === wanted);
          if (index < 0) throw new Error(`No ${wanted} in ${called}`);
          select.selectedIndex = index;
          select.dispatchEvent(new Event('change', { bubbles: true }));
        },
        name,
        option,
      ),
    /** Presses the button, reads what it asks, and confirms. Nothing has left before. */
    async attach(page: Page, files: number, told: string): Promise<void> {
      const name = `Attach ${files.toLocaleString('en')} file${files === 1 ? '' : 's'}`;
      const created = () => world.sandbox.log.filter(({ op }) => op === 'create').length;
      const before = created();
      await world.screen.click(page, 'button', name);
      await hands.says(page, told);
      expect(created()).toBe(before);
      await world.screen.click(page, 'button', name);
    },
  };
  return hands;
}
