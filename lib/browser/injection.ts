import { browser } from 'wxt/browser';
import type { SightReport } from '../protocol/sight.ts';
import { type FrameAt, tellFrame } from './transport.ts';

/**
 * Puts the content script into one document, unless it is there already: a second one would end the first.
 * False where the browser or the page's owner does not let it.
 * @param shows a record was read: what shows records will be wanted at once.
 */
export async function inject(at: FrameAt, shows: boolean): Promise<boolean> {
  if (await tellFrame(at, { news: 'knock' })) return true;
  return put(at, shows ? ['/portal.js', '/stage.js'] : ['/portal.js']);
}

/** Puts a further script behind the first one. */
export const equip = (at: FrameAt, script: 'stage' | 'handover' | 'gather'): Promise<boolean> =>
  put(at, [`/${script}.js`]);

/**
 * Puts into a frame what brings what was chosen there. False where the browser lets no script in: a menu's click
 * opens the tab's own origin, and no other one that stands in it.
 */
export async function captureIn({ tab, frame }: Pick<FrameAt, 'tab' | 'frame'>): Promise<boolean> {
  for (const ms of pauses) {
    if (await put({ tab, frame, document: '' }, ['/capture.js'])) return true;
    await new Promise((done) => setTimeout(done, ms));
  }
  return put({ tab, frame, document: '' }, ['/capture.js']);
}

/** In ms. On a busy machine Chromium (156) has turned down a script that came right after the click that allows it. */
const pauses = [50, 250];

/** What the portal script in a document sees; null where there is none. */
export async function sightIn({ tab, frame, document }: FrameAt): Promise<SightReport | null> {
  const into = document === '' ? { frameIds: [frame] } : { documentIds: [document] };
  const target = { tabId: tab, ...into };
  const answers = await browser.scripting
    .executeScript({ target, files: ['/report.js'] })
    // What a bundled script evaluates to is nothing: it leaves its report in our own world.
    .then(() => browser.scripting.executeScript({ target, func: left }))
    .catch(() => []);
  const answer: unknown = answers[0]?.result;
  return isReport(answer) ? answer : null;
}

/** Runs in the page's isolated world. */
const left = (): unknown => Reflect.get(globalThis, 'attach-for-biot/report');

/** Only our own script answers, in our own world. */
const isReport = (answer: unknown): answer is SightReport =>
  typeof answer === 'object' && answer !== null && 'verdict' in answer;

type Script = '/portal.js' | '/stage.js' | '/handover.js' | '/capture.js' | '/gather.js';

function put({ tab, frame, document }: FrameAt, files: Script[]): Promise<boolean> {
  const into = document === '' ? { frameIds: [frame] } : { documentIds: [document] };
  return browser.scripting.executeScript({ target: { tabId: tab, ...into }, files }).then(
    () => true,
    () => false,
  );
}
