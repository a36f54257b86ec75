import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { kept } from '../../lib/browser/session-area.ts';
import { showTab } from '../../lib/browser/tabs.ts';

/** The portal somebody was signed in to last, by its origin alone, so that the way back to it is one click. */
export function createPortalTab() {
  const last = kept<string | null>('last-portal', v.nullable(v.string()), null, () => browser.storage.local);
  return {
    async met(origin: string): Promise<void> {
      await last.change(() => origin);
    },
    async host(): Promise<string | null> {
      const origin = await last.read();
      return origin === null ? null : new URL(origin).host;
    },
    /** Brings one of its tabs to the front, or opens it. */
    async show(tab?: number): Promise<void> {
      const origin = await last.read();
      if (origin !== null) await showTab(origin, tab);
    },
  };
}
export type PortalTab = ReturnType<typeof createPortalTab>;
