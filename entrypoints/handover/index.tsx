import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { speak } from '../../lib/browser/language.ts';
import { createHandover } from './handover.ts';

/**
 * Injected behind the portal script when the first file arrives: what asks where it goes, and brings it there.
 * Until then no page pays for it. It draws with the portal script's Preact (see wxt.config.ts).
 */
export default defineUnlistedScript(() => {
  speak();
  Reflect.set(globalThis, 'attach-for-biot/handover', createHandover);
});
