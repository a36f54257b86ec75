import type { Page } from 'puppeteer';

/** What a page's main thread has spent, in milliseconds of its own CPU time. */
export interface Spent {
  /** Everything it did. */
  task: number;
  script: number;
  /** Style and layout. */
  drawing: number;
}

/**
 * Counts a page's main thread while something happens: CPU time, so that what else the machine does is not in it.
 * A session counts from its beginning, and anew with each document: one of its own holds no former sum.
 */
export async function spentDuring(page: Page, work: () => Promise<unknown>): Promise<Spent> {
  const session = await page.createCDPSession();
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await work();
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  const of = (name: string) => (metrics.find((one) => one.name === name)?.value ?? 0) * 1000;
  return {
    task: of('TaskDuration'),
    script: of('ScriptDuration'),
    drawing: of('RecalcStyleDuration') + of('LayoutDuration'),
  };
}

/** Nothing can be awaited where nothing is to happen: both sides get the same time to be done. */
export const quiet = (ms: number) => new Promise((next) => setTimeout(next, ms));
