import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { speak } from '../../lib/browser/language.ts';
import { hostName } from '../../lib/portal/tree.ts';
import { openPage } from './page.ts';

/**
 * Injected by the background into a frame that has read a record or a list. An unlisted script, because WXT's
 * content scripts bring a context of their own that every portal page would pay for.
 */
export default defineUnlistedScript(() => {
  // What an earlier version of the extension has left behind answers to nobody.
  const orphans = document.querySelectorAll(hostName);
  for (const orphan of orphans) orphan.remove();
  speak();
  openPage(new AbortController(), orphans.length > 0);
});
