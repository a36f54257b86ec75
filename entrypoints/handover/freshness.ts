import { isAlive } from '../../lib/browser/native.ts';
import { shadowOf } from '../../lib/browser/shadow.ts';
import { holdsUnsaved } from '../../lib/portal/unsaved.ts';
import type { RecordView } from '../../lib/protocol/record.ts';
import type { UploadView } from '../../lib/protocol/upload.ts';

/** A portal that hears of a change, or looks by itself, has read the record again by then, in ms. */
const patience = 3_000;
/** For so long (ms) it is believed that nothing has been typed: it would be asked at every drawing. */
const believed = 1_000;

/** Keeps the portal's own page true to what its records hold by now, without ever reloading it unasked. */
export function createFreshness(redraw: () => void) {
  let unsaved = { holds: true, until: 0 };
  const look = () => holdsUnsaved(document.body, shadowOf);

  function mayReload(): boolean {
    const now = performance.now();
    if (now >= unsaved.until) unsaved = { holds: look(), until: now + believed };
    return !unsaved.holds;
  }

  function again(): void {
    unsaved.until = 0;
    // An extension that is gone draws nothing into the page any more.
    if (isAlive()) redraw();
  }
  // Whoever has typed leaves the field before anything else can be pressed.
  addEventListener('change', again, { capture: true });

  return {
    /** A record has changed by our doing: the portal is asked to read it again. */
    changed(): void {
      tellPortal();
      setTimeout(again, patience);
    },
    /** Whether the page still shows what was there before: the portal has not read the record since. */
    isStale({ readAt }: RecordView, { progress, changedAt }: UploadView): boolean {
      const attached = progress.is === 'attached' && progress.notUndone === null;
      return attached && readAt < changedAt && Date.now() - changedAt >= patience && mayReload();
    },
    reload(): void {
      if (look()) again();
      else location.reload();
    },
  };
}
export type Freshness = ReturnType<typeof createFreshness>;

/** In BioT's words for its external pages; harmless where nobody hears them. */
function tellPortal(): void {
  const letter = { name: 'ON_RELOAD_ENTITY', payload: null };
  for (let at: Window = window; ; at = at.parent) {
    at.postMessage(letter, location.origin);
    // Null in the top window, and in one whose parent is another origin's.
    if (at.frameElement === null) return;
  }
}
