import type { Page } from 'puppeteer';
import type { Point } from './driver.ts';
import { ask } from './eyewitness.ts';
import { happens, until } from './until.ts';

/** The list, by itself or with a record beside it; a page of its own has nothing to expand. */
const isList = async (page: Page) =>
  (await ask(page, 'control', 'Expand')) !== null || (await ask(page, 'shown')).length === 0;

/** Clicks until it has done what it is for: a page that draws itself anew in the middle of a click swallows it. */
const press = (page: Page, where: () => Promise<Point | null>, done: () => Promise<boolean>) =>
  happens(async () => {
    const point = await where();
    if (!point) return false;
    await page.mouse.click(point.x, point.y);
    return happens(done, 2_000);
  }, 5_000);

export interface Way {
  /** To its page; else it stands beside the list. */
  expands: boolean;
  /** Does not wait until it is there. */
  hurries?: boolean;
}

/**
 * Opens the record by the list, as a person does: from the beginning where an answer to an earlier call, which was
 * on its way still, has brought another one meanwhile.
 */
export async function openByList(page: Page, mrn: string, { expands, hurries }: Way): Promise<void> {
  const list = () => ask(page, 'control', 'Patients');
  const line = () => ask(page, 'line', mrn);
  const expand = () => ask(page, 'control', 'Expand');
  const stands = async () => (await ask(page, 'shown')).join() === mrn;
  await until(
    async () => {
      if (!(await isList(page)) && !(await press(page, list, () => isList(page)))) return false;
      if (!(await press(page, line, async () => hurries === true || stands()))) return false;
      if (!expands || hurries) return true;
      return press(page, expand, async () => (await expand()) === null && (await stands()));
    },
    `the record ${mrn}, opened by the list`,
    60_000,
  );
}
