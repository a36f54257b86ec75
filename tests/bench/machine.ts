import { cpus, loadavg, type } from 'node:os';
import { launchChromium } from '../browsers/chromium.ts';
import { amount } from './figures.ts';
import type { Bench } from './row.ts';

/** The load averages of 1, 5 and 15 minutes: figures from a busy machine are to be read with care. */
export const load = (): string =>
  `load average ${loadavg()
    .map((one) => amount(one))
    .join(' ')}`;

/** What the figures were measured on. */
export async function machine({ sandbox, nothing }: Bench): Promise<string> {
  const { browser } = await launchChromium({ proxyPort: sandbox.proxyPort, extension: nothing });
  const version = await browser.version();
  await browser.close();
  const [first] = cpus();
  return `${version}, Node ${process.versions.node}, ${type()}, ${cpus().length} × ${first?.model.trim()}, ${load()}`;
}
