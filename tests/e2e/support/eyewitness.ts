import { basename } from 'node:path';
import type { Page } from 'puppeteer';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { Point } from './driver.ts';
import { until } from './until.ts';
import type { World } from './world.ts';

/** What stands in a page's own world: the portal's pages tell a patient's MRN, and no two have the same. */
interface Eyewitness {
  /** MRNs of the patients whose values are visible: a list's lines do not count. */
  shown(): string[];
  /** Where the visible value of an attribute has a zone, scrolled into view; null where it has none. */
  zone(displayName: string): Point | null;
  /** Where a patient's line in the list is, scrolled into view; null where there is none. */
  line(mrn: string): Point | null;
  /** Where the first control that says this is, scrolled into view; null where there is none. */
  control(says: string): Point | null;
  /** Where the visible label of a value is, scrolled into view; null where there is none. */
  label(displayName: string): Point | null;
  /** Clicks, by a script, what says this first. */
  pressed(says: string): null;
  /** What was visible at each drop, by the name of the file: a browser may bring a drop that seemed lost. */
  drops: Record<string, string[][]>;
}

/** Runs in the page, ahead of all other scripts. */
function stand(): void {
  const said = (one: Element) => (one.textContent ?? '').replace(/\s*:\s*\*?\s*$/, '').trim();
  const labels = (name: string) =>
    [...document.querySelectorAll('dt,b,td,div')].filter(
      (one) =>
        (one.textContent ?? '').length < name.length + 8 && said(one) === name && one.checkVisibility(),
    );
  /** What stands behind a label: its value, and what belongs to that. */
  const behind = (label: Element): Element[] => {
    let cell: Element | null = label;
    while (cell && !cell.nextElementSibling) cell = cell.parentElement;
    const next = cell?.nextElementSibling;
    return next ? [next, ...(next.nextElementSibling ? [next.nextElementSibling] : [])] : [];
  };
  const isLine = (one: Element, says: string) =>
    one.childElementCount === 0 && (one.textContent ?? '').split(/[·\s]+/).includes(says);
  const middleOf = (one: Element): Point => {
    one.scrollIntoView({ block: 'center' });
    const { x, y, width, height } = one.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  };
  const witness: Eyewitness = {
    drops: {},
    shown() {
      const values = labels('MRN').flatMap(
        (label) => /^\d{5}$/.exec(behind(label)[0]?.textContent?.trim() ?? '') ?? [],
      );
      return [...new Set(values)];
    },
    zone(displayName) {
      for (const one of labels(displayName).flatMap((label) => behind(label))) {
        const zone = one.matches('attach-for-biot') ? one : one.querySelector('attach-for-biot');
        if (zone && zone.getBoundingClientRect().height > 0) return middleOf(zone);
      }
      return null;
    },
    line(mrn) {
      const all = [...document.querySelectorAll('small,td,div')];
      const line = all.find((one) => isLine(one, mrn) && one.checkVisibility());
      if (!line) return null;
      // What we say of an earlier file may lie over it: a person clicks beside that.
      const bare = [line, ...(line.parentElement?.children ?? [])].find((one) => {
        const { x, y } = middleOf(one);
        return document.elementFromPoint(x, y)?.localName !== 'attach-for-biot';
      });
      return middleOf(bare ?? line);
    },
    pressed(says) {
      const all = [...document.querySelectorAll<HTMLElement>('button,a,[role=button],small,td,div')];
      all.find((one) => one.checkVisibility() && isLine(one, says))?.click();
      return null;
    },
    control(says) {
      const all = document.querySelectorAll<HTMLElement>('button,a,[role=button],input[type=button]');
      const one = [...all].find(
        (control) =>
          (control.getAttribute('value') ?? control.textContent ?? '').trim() === says &&
          control.checkVisibility(),
      );
      return one ? middleOf(one) : null;
    },
    label(displayName) {
      const one = labels(displayName).at(-1);
      return one ? middleOf(one) : null;
    },
  };
  // The first listener of all: nobody can keep the event from it.
  addEventListener(
    'drop',
    ({ dataTransfer }) => {
      for (const { name } of dataTransfer?.files ?? [])
        witness.drops[name] = [...(witness.drops[name] ?? []), witness.shown()];
    },
    true,
  );
  Reflect.set(globalThis, 'eyewitness', witness);
}

/** Lets the next documents of a page tell what they show. */
export async function placeEyewitness(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(stand);
}

/** Asks the one in the page. */
export function ask<K extends Exclude<keyof Eyewitness, 'drops'>>(
  page: Page,
  question: K,
  ...about: Parameters<Eyewitness[K]>
): Promise<ReturnType<Eyewitness[K]>> {
  return page.evaluate(
    (key, words) => Reflect.get(globalThis, 'eyewitness')[key](...words),
    question,
    about as readonly unknown[],
  );
}

/**
 * Drops a file as soon as there is a place for it. A browser keeps a drop from a page that has torn out what was
 * dragged over last: then the file is dropped again, as a person would.
 */
export async function dropSeen(
  { drop }: World,
  page: Page,
  path: string,
  where: () => Promise<Point | null>,
): Promise<void> {
  const file = basename(path);
  await until(async () => {
    const point = await where();
    if (point) await drop(page, [path], point);
    return page.evaluate((name) => name in Reflect.get(globalThis, 'eyewitness').drops, file);
  }, `a place for ${file}`);
}

/** Who was visible at each drop of a file, by id: null for nobody and several. Empty where no drop came. */
export async function patientsAtDrops(
  page: Page,
  { patients }: Sandbox,
  file: string,
): Promise<(string | null)[]> {
  const drops: string[][] = await page.evaluate(
    (name) => Reflect.get(globalThis, 'eyewitness').drops[name] ?? [],
    file,
  );
  return drops.map((mrns) => {
    const [one, ...others] = patients.filter(({ mrn }) => mrns.includes(mrn));
    return others.length === 0 ? (one?._id ?? null) : null;
  });
}

/**
 * Files that went to nobody who was visible at a drop of theirs, once all have arrived.
 * @param meant by the name of each file that was sent: what `patientsAtDrops` told.
 */
export async function wronglyAttached(
  { sandbox }: World,
  meant: ReadonlyMap<string, readonly (string | null)[]>,
): Promise<string[]> {
  const attached = () =>
    sandbox.log.flatMap(({ op, status, fileId = '', entityId = '' }) =>
      op === 'attach' && status === 200 ? [{ file: sandbox.file(fileId)?.name ?? '', entityId }] : [],
    );
  await until(
    async () => {
      const files = new Set(attached().map(({ file }) => file));
      return [...meant.keys()].every((file) => files.has(file));
    },
    () => `all of ${meant.size} files attached, not only ${attached().length}`,
  );
  const named = new Map(sandbox.patients.map(({ _id, mrn }) => [_id, mrn]));
  const told = (ids: readonly (string | null)[]) => ids.map((id) => named.get(id ?? '') ?? id).join(' then ');
  const once = new Set<string>();
  return attached().flatMap(({ file, entityId }) => {
    const seen = meant.get(file) ?? [];
    const again = once.has(file);
    once.add(file);
    if (seen.includes(entityId) && !again) return [];
    return `${file}: dropped on ${told(seen)}, attached to ${told([entityId])}${again ? ' as well' : ''}`;
  });
}

/** What has come of a dropped file, as far as a person sees it at once. */
export type Outcome =
  | { is: 'sent' }
  | { is: 'asked'; question: string }
  | { is: 'refused'; sentence: string };

/** Asked again and again: null while nothing has come of the file yet. */
export async function outcomeOf(
  { sandbox, screen }: World,
  page: Page,
  file: string,
): Promise<Outcome | null> {
  if (sandbox.log.some(({ op, fileName }) => op === 'create' && fileName === file)) return { is: 'sent' };
  // A modal dialog takes the cursor, and our elements hide what is in them.
  if (await page.evaluate(() => document.activeElement?.localName === 'attach-for-biot')) {
    const [dialog] = await screen.things(page, 'dialog');
    if (dialog) return { is: 'asked', question: dialog.name };
  }
  const told = (await screen.things(page, 'status')).find(
    ({ text }) => text.includes(file) && /was not sent|Nothing was attached/.test(text),
  );
  return told ? { is: 'refused', sentence: told.text } : null;
}
