import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import type { Watched } from '../portal/page.ts';
import { reportOf } from './report.ts';

/**
 * Run by the background in a frame where the portal script stands, when somebody asks on the options page what
 * it sees there. Leaves the answer in our own world; null where nothing stands.
 */
export default defineUnlistedScript(() => {
  const watched: (() => Watched) | undefined = Reflect.get(globalThis, 'attach-for-biot/watched');
  Reflect.set(globalThis, 'attach-for-biot/report', watched ? reportOf(watched()) : null);
});
