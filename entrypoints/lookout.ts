import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { apiAmong } from '../lib/biot/apis.ts';
import { ask } from '../lib/browser/letters.ts';

/** In our own world's global scope, which no script of the page can see. */
const present = 'attach-for-biot/lookout';

/**
 * Tells which API a page calls, by the addresses of its calls alone: of these nothing but the API's origin leaves
 * the page. Runs once when the toolbar button is pressed; on a portal that somebody has allowed, it waits for the
 * first call where there has been none yet.
 */
export default defineUnlistedScript(() => {
  const seen = () => apiAmong(performance.getEntriesByType('resource').map(({ name }) => name));
  void tell(seen()).then(({ wait }) => {
    if (!wait || Reflect.has(globalThis, present)) return;
    Reflect.set(globalThis, present, true);
    const observer = new PerformanceObserver((list) => {
      const api = apiAmong(list.getEntries().map(({ name }) => name));
      if (api === null) return;
      observer.disconnect();
      void tell(api);
    });
    observer.observe({ type: 'resource', buffered: true });
  });
});

/** Nobody answers where the extension was updated meanwhile: then nobody wants to know. */
const tell = (api: string | null): Promise<{ wait: boolean }> =>
  ask('portal.seen', { api }).catch(() => ({ wait: false }));
