import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { Driver } from './driver.ts';

const folder = join(import.meta.dirname, '../../../node_modules/.cache/e2e');

/** Pictures of a failed test's pages, and what the sandbox saw last. */
export async function keepEvidence(
  test: { name: string },
  driver: Driver,
  pages: Iterable<Page>,
  sandbox: Sandbox,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const name = `${test.name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.${driver.name}`;
  let count = 0;
  for (const page of pages) {
    // Chromium may never draw a page that stands behind another one.
    if (page.isClosed()) continue;
    const path = join(folder, `${name}.${++count}.png`) as `${string}.png`;
    try {
      await page.bringToFront();
      await page.screenshot({ path });
      console.log(`Picture of ${page.url()}: ${path}`);
    } catch (error) {
      console.log(`No picture of ${page.url()}: ${String(error)}`);
    }
  }
  const calls = sandbox.log.map((one) => JSON.stringify(one)).join('\n');
  const path = join(folder, `${name}.log`);
  writeFileSync(path, `${calls}\n`);
  console.log(`What the sandbox saw: ${path}`);
}
