import { openDisplay } from '../../browsers/display.ts';
import { ensureBrowsers } from '../../browsers/install.ts';
import { browsers } from './browsers.ts';

/** Once per run: browsers are there, and a screen for those that need one. */
export default async function setup(): Promise<(() => void) | undefined> {
  await ensureBrowsers(browsers);
  if (!browsers.includes('firefox')) return undefined;
  const display = await openDisplay();
  if (display.name) process.env.DISPLAY = display.name;
  return () => display.close();
}
