import type { Brought, Piece } from '../../lib/protocol/capture.ts';
import { cutoutOf } from './element.ts';

/** Takes what stands on the screen now; false where it could not. */
export type Take = (piece: Piece) => Promise<boolean>;

/** A sheet is no longer than this, in the screen's own pixels: browsers draw none of more than 16,384. */
const longest = 16_000;

/** How long (ms) a page is left to draw what comes into sight, beyond two frames. */
const settling = 120;

/** Shows the page piece by piece from its top to its end, and leaves it as it was. */
export async function unrolled(take: Take): Promise<Brought> {
  const roll = rollOf();
  const before = { top: roll.scrollTop, left: roll.scrollLeft };
  const isPage = roll === document.scrollingElement;
  const box = isPage
    ? { x: 0, y: 0, width: roll.clientWidth, height: roll.clientHeight, viewport: innerWidth }
    : cutoutOf(roll);
  if (!box) return { refusal: 'nothing' };
  const limit = Math.floor(longest / devicePixelRatio);
  const height = Math.min(roll.scrollHeight, limit);
  const hidden: { element: HTMLElement; visibility: string }[] = [];
  try {
    for (let from = 0; from < height; from += box.height) {
      roll.scrollTo({ top: from, left: 0, behavior: 'instant' });
      await drawn();
      // At the end the page stops short of where it was sent: what is new of it lies further down on the screen.
      const skipped = from - roll.scrollTop;
      const shown = Math.min(box.height - skipped, height - from);
      const piece = { cut: { ...box, y: box.y + skipped, height: shown }, top: from, height };
      if (!(await take(piece))) return { refusal: 'unreachable' };
      // What stands still while the rest moves would be on every piece.
      if (from === 0) hidden.push(...hide(roll));
    }
  } finally {
    for (const { element, visibility } of hidden) element.style.visibility = visibility;
    roll.scrollTo({ ...before, behavior: 'instant' });
  }
  return { sheet: roll.scrollHeight > limit ? 'beginning' : 'whole', name: document.title };
}

/** What moves when the page is read on: the page itself, or the largest part of it that is rolled in its place. */
function rollOf(): Element {
  const page = document.scrollingElement ?? document.documentElement;
  if (page.scrollHeight > page.clientHeight + 1) return page;
  const area = (one: Element) => one.clientWidth * one.clientHeight;
  const isRoll = (one: Element) =>
    one.scrollHeight > one.clientHeight + 1 && /^(?:auto|scroll)$/.test(getComputedStyle(one).overflowY);
  const rolls = [...document.querySelectorAll('body *')].filter(isRoll);
  const [largest] = rolls.toSorted((a, b) => area(b) - area(a));
  return largest && area(largest) > (innerWidth * innerHeight) / 4 ? largest : page;
}

function hide(roll: Element): { element: HTMLElement; visibility: string }[] {
  const stands = [...roll.querySelectorAll<HTMLElement>('*')].filter((one) =>
    /^(?:fixed|sticky)$/.test(getComputedStyle(one).position),
  );
  return stands.map((element) => {
    const { visibility } = element.style;
    element.style.visibility = 'hidden';
    return { element, visibility };
  });
}

async function drawn(): Promise<void> {
  for (let frame = 0; frame < 2; frame += 1) await new Promise((done) => requestAnimationFrame(done));
  await new Promise((done) => setTimeout(done, settling));
}
