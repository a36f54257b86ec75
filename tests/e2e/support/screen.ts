import type { Page } from 'puppeteer';
import { type Box, type Driver, middle, type Thing } from './driver.ts';
import { until } from './until.ts';

export type Drawn = Thing & { box: Box };

const isDrawn = (thing: Thing): thing is Drawn => thing.box !== undefined;

const fits = (name: string | RegExp, thing: Thing) =>
  typeof name === 'string' ? thing.name === name : name.test(thing.name);

/** What is on a page for those who look at it or have it read to them. */
export function createScreen(driver: Driver) {
  const outline = async (page: Page, role: string): Promise<string> => {
    const things = await driver.things(page, role);
    return things.map(({ name, text }) => `"${name || text}"`).join(', ') || 'none';
  };

  const screen = {
    things: (page: Page, role: string): Promise<Thing[]> => driver.things(page, role),

    /** The one thing of this role and name that is drawn; waits for it, and until it stands still. */
    find(page: Page, role: string, name: string | RegExp, timeoutMs?: number): Promise<Drawn> {
      let before = '';
      return until(
        async () => {
          const found = (await driver.things(page, role))
            .filter((thing) => fits(name, thing))
            .filter(isDrawn);
          const [one, ...others] = found;
          if (!one || others.length > 0) return false;
          const last = before;
          before = JSON.stringify(one.box);
          return before === last && one;
        },
        async () => `exactly one ${role} called ${name}; there are: ${await outline(page, role)}`,
        timeoutMs,
      );
    },

    /** Waits until nothing of this role and name is there any more. */
    async gone(page: Page, role: string, name: string | RegExp, timeoutMs?: number): Promise<void> {
      await until(
        async () => !(await driver.things(page, role)).some((thing) => fits(name, thing)),
        `no ${role} called ${name} any more`,
        timeoutMs,
      );
    },

    /** A real click in the middle of it; what is out of sight is scrolled to with the wheel first. */
    async click(page: Page, role: string, name: string | RegExp): Promise<void> {
      const height = await page.evaluate(() => innerHeight);
      const { x, y } = await until(async () => {
        const at = middle((await screen.find(page, role, name)).box);
        if (at.y > 0 && at.y < height) return at;
        await page.mouse.wheel({ deltaY: Math.round(at.y - height / 2) });
        return null;
      }, `${role} called ${name} in sight`);
      await page.mouse.click(x, y);
    },

    /** The places that take files, as they are drawn now: zones on the record, and rows of the dock. */
    async zones(page: Page): Promise<Drawn[]> {
      return (await driver.things(page, 'button'))
        .filter(isDrawn)
        .filter(({ name }) => name.startsWith('Attach to '));
    },

    /** Waits for a sentence of news that fits. */
    news(page: Page, text: string | RegExp, timeoutMs?: number): Promise<string> {
      return until(
        async () => {
          const told = (await driver.things(page, 'status')).map((thing) => thing.text);
          return told.find((one) => (typeof text === 'string' ? one.includes(text) : text.test(one)));
        },
        async () => `news saying ${text}; there is: ${await outline(page, 'status')}`,
        timeoutMs,
      );
    },
  };
  return screen;
}
