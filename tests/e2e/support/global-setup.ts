import { openDisplay } from '../../browsers/display.ts';
import { ensureBrowsers } from '../../browsers/install.ts';
import { browsers } from './browsers.ts';
import { workers } from './workers.ts';

/** Once per run: browsers are there, and a screen for each one that needs it. */
export default async function setup(): Promise<() => void> {
  await ensureBrowsers(browsers, true);
  const displays = await Promise.all(Array.from({ length: workers }, openDisplay));
  process.env.DISPLAYS = displays.flatMap(({ name }) => name ?? []).join(' ');
  return () => {
    for (const display of displays) display.close();
  };
}
