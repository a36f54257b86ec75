import { describe, expect, it } from 'vitest';
import { browsers } from './support/browsers.ts';
import { until } from './support/until.ts';
import { useWorld } from './support/world.ts';

describe.each(browsers)('what the extension sees, in %s,', (browser) => {
  const world = useWorld(browser);

  it('is told on the options page, without anybody’s name', async () => {
    const page = await world.openRecord('Mary Jones');
    await world.screen.find(page, 'button', 'Attach to Wound photo, Mary Jones');
    const options = await world.extensionPage('options.html');
    // The page writes the report into the clipboard: what it writes is kept here as well.
    await options.evaluate(() => {
      const copied: string[] = [];
      Reflect.set(globalThis, 'copied', copied);
      Object.defineProperty(navigator, 'clipboard', {
        value: {
          writeText: async (text: string) => {
            copied.push(text);
          },
        },
      });
    });
    await world.screen.click(options, 'button', 'Look');
    await until(
      () => options.evaluate(() => document.body.textContent.includes('One record is certain')),
      'the verdict on the page that is open',
    );
    await world.screen.click(options, 'button', 'Copy the report');
    await world.screen.news(options, 'Copied.');
    const [text = ''] = await options.evaluate(() => Reflect.get(globalThis, 'copied') as string[]);
    const [report] = JSON.parse(text);
    expect(report).toMatchObject({
      verdict: 'one',
      because: 'id-in-address',
      attributes: 4,
      zones: 4,
      pending: 0,
      roots: 1,
      read: [{ kind: 'patient', title: 'proved', inAddress: true }],
    });
    for (const secret of ['Mary', 'Jones', '40017', '1961', 'eyJ', world.patientCalled('Mary Jones')])
      expect(text).not.toContain(secret);
  });
});
