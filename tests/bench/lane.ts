import type { Page } from 'puppeteer';
import type { Driver } from '../e2e/support/driver.ts';
import type { LogEntry } from '../sandbox/log.ts';
import { quiet } from './main-thread.ts';
import { emptyAttribute, loopOnDrop, noteDrops, type RawTarget } from './raw-loop.ts';
import { openRecord, placeFor } from './record-page.ts';
import { RoundLost } from './rounds.ts';
import type { SandboxProcess } from './sandbox-process.ts';

/** When what happened to one dropped file, in milliseconds since the epoch: all clocks are this machine's. */
export interface Journey {
  dropped: number;
  create: Span;
  put: Span;
  attach: Span;
}

interface Span {
  from: number;
  to: number;
}

/** A record page in which files are dropped, one after another. */
export interface Lane {
  page: Page;
  /** Drops the file, waits until it hangs at the record, and takes it away again. */
  round(path: string): Promise<Journey>;
}

interface Options {
  sandbox: SandboxProcess;
  /** Whose record; each lane has its own, so that none meets another's files. */
  caption: string;
  attribute: { name: string; displayName: string };
  /** Who brings the file to the record: our extension, or the loop in the page. */
  by: 'extension' | 'loop';
  timeoutMs: number;
}

/** What is left to do after an attach (wiping, drawing) should not fall into the next measurement. */
const settleMs = 300;

export async function openLane(driver: Driver, options: Options): Promise<Lane> {
  const { sandbox, caption, attribute, by, timeoutMs } = options;
  const { api } = await sandbox.state();
  const targetOf = (patientId: string): RawTarget => ({
    api,
    record: `${api}/organization/v1/users/patients/${patientId}`,
    attribute: attribute.name,
  });
  const { page, patientId } = await openRecord(driver, sandbox, caption, async (fresh, id) => {
    await fresh.evaluateOnNewDocument(noteDrops);
    if (by === 'loop') await fresh.evaluateOnNewDocument(loopOnDrop, targetOf(id));
  });
  const place = () => placeFor(page, attribute.displayName, by === 'extension');
  await place();

  async function send(path: string): Promise<Journey> {
    const point = await place();
    const since = Date.now();
    await driver.drop(page, [path], point);
    const { fileId, status } = await sandbox.wait('attach', since, timeoutMs);
    if (status !== 200) throw new RoundLost(`The attach was answered with ${status}.`);
    const log = (await sandbox.log(since)).filter((entry) => entry.fileId === fileId);
    const dropped = Number(await page.evaluate(() => Reflect.get(window, 'droppedAt')));
    return {
      dropped,
      create: span(log, 'create', 'create-parts'),
      // A file in parts is stored when it has become one.
      put: span(log, 'put', 'put-part', 'complete'),
      attach: span(log, 'attach'),
    };
  }

  /** Empties the attribute as the portal would, and lets the dust settle. */
  async function clear(): Promise<void> {
    const since = Date.now();
    await page.evaluate(emptyAttribute, targetOf(patientId));
    // The extension sees that the portal has changed the record, and reads it anew.
    if (by === 'extension') await sandbox.wait('read', since, timeoutMs);
    await quiet(settleMs);
  }

  return {
    page,
    async round(path) {
      try {
        const journey = await send(path);
        await clear();
        return journey;
      } catch (error) {
        // Whatever stands open on the page would swallow the next drop as well.
        await page.evaluate(emptyAttribute, targetOf(patientId));
        await page.reload();
        await place();
        throw error;
      }
    },
  };
}

/** From the first of these calls to the answer of the last. */
function span(log: readonly LogEntry[], ...ops: LogEntry['op'][]): Span {
  const entries = log.filter(({ op, status }) => ops.includes(op) && status === 200);
  if (entries.length === 0) throw new RoundLost(`The sandbox has seen no ${ops[0]} that succeeded.`);
  return {
    from: Math.min(...entries.map(({ at }) => at)),
    to: Math.max(...entries.map(({ answeredAt = 0 }) => answeredAt)),
  };
}
