import type { Page } from 'puppeteer';
import type { Point } from './driver.ts';
import { ask } from './eyewitness.ts';
import { until } from './until.ts';

/** The list, by itself or with a record beside it; a page of its own has nothing to expand. */
const isList = async (page: Page) =>
  (await ask(page, 'control', 'Expand')) !== null || (await ask(page, 'shown')).length === 0;

/** Clicks until it has done what it is for: a page that draws itself anew in the middle of a click swallows it. */
async function press(page: Page, where: () => Promise<Point | null>, done: () => Promise<boolean>) {
  await until(
    async () => {
      const point = await where();
      if (!point) return false;
      await page.mouse.click(point.x, point.y);
      return until(done, 'what the click is for', 2_000);
    },
    `something that happens at a click, by ${where}, so that ${done}`,
    5_000,
  );
}

export interface Way {
  /** To its page; else it stands beside the list. */
  expands: boolean;
  /** Does not wait until it is there. */
  hurries?: boolean;
}

/** Opens the record by the list, as a person does. */
export async function openByList(page: Page, mrn: string, { expands, hurries }: Way): Promise<void> {
  if (!(await isList(page)))
    await press(
      page,
      () => ask(page, 'control', 'Patients'),
      () => isList(page),
    );
  const stands = async () => (await ask(page, 'shown')).join() === mrn;
  await press(
    page,
    () => ask(page, 'line', mrn),
    async () => hurries === true || stands(),
  );
  if (!expands || hurries) return;
  const expand = () => ask(page, 'control', 'Expand');
  await press(page, expand, async () => (await expand()) === null && (await stands()));
}
