import type { Page } from 'puppeteer';
import { pressToClose } from './keys.ts';
import { until } from './until.ts';
import type { World } from './world.ts';

const written = (one: Page) => one.evaluate(() => document.body.textContent);

/** "Send to BioT attribute", as people do it. */
export function createSending(world: World, host: string) {
  const says = (one: Page, sentence: string) =>
    until(async () => (await written(one)).includes(sentence), `it says: ${sentence}`);

  async function picker(): Promise<Page> {
    const one = await world.opened('send.html');
    await one.bringToFront();
    return one;
  }

  return {
    written,
    says,
    picker,
    /** A page of that host, with its menu's item taken at a point where its pictures and links lie. */
    async choose(path: string, after = 1, first: () => void = () => undefined): Promise<Page> {
      const one = await world.newPage();
      await one.goto(`https://${host}${path}`);
      await one.waitForFunction(() => [...document.images].every(({ naturalWidth }) => naturalWidth > 0));
      await one.evaluate(first);
      await world.driver.takeFromMenu(one, { x: 30, y: 20 }, after);
      return picker();
    },
    /** By keyboard alone, as somebody who has never sent anything there. */
    async sendTo(one: Page, caption: string): Promise<void> {
      const isReady = () => document.activeElement?.getAttribute('type') === 'search';
      await until(() => one.evaluate(isReady), 'the search has the focus');
      await one.keyboard.type(caption.slice(0, 5));
      await says(one, 'Choose with the arrow keys');
      await says(one, caption);
      await one.keyboard.press('Enter');
      await world.screen.find(one, 'dialog', 'Attach to which attribute?');
      await pressToClose(one);
    },
    async attached() {
      const attach = await world.sandbox.wait(({ op, status }) => op === 'attach' && status === 200);
      const file = world.sandbox.attribute(String(attach.entityId), String(attach.attribute))?.file;
      return { record: attach.entityId, file };
    },
  };
}
