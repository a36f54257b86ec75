import type { BrowserName } from '../../browsers/find.ts';

const all: readonly BrowserName[] = ['chromium', 'firefox'];

/** Each behaviour is tested in each of these; BROWSER=chromium or BROWSER=firefox is for the hurried. */
export const browsers: readonly BrowserName[] = all.filter(
  (name) => !process.env.BROWSER || process.env.BROWSER === name,
);

/** For what can be reached, or is to be tried, in Chromium only. */
export const inChromium = browsers.includes('chromium');
