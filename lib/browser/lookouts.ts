import { browser } from 'wxt/browser';

/** Looks once at which addresses the page of a tab has called; the answer is a letter of its own. */
export async function lookAt(tab: number): Promise<void> {
  await browser.scripting.executeScript({ target: { tabId: tab }, files: ['/lookout.js'] }).catch(
    // A page of the browser's own, or one that has gone meanwhile.
    () => undefined,
  );
}

/** Looks at all pages of a host that are open now. */
export async function lookAtAll(pattern: string): Promise<void> {
  const tabs = await browser.tabs.query({ url: pattern });
  await Promise.all(tabs.map(({ id }) => id !== undefined && lookAt(id)));
}

/**
 * Registers the lookout for the pages of these hosts and for no others, until it is told otherwise: browsers
 * keep it over restarts.
 */
export async function registerLookouts(patterns: readonly string[]): Promise<void> {
  const present = await browser.scripting.getRegisteredContentScripts();
  const over = present.filter(({ id }) => !patterns.includes(id)).map(({ id }) => id);
  const fresh = patterns.filter((pattern) => !present.some(({ id }) => id === pattern));
  if (over.length > 0) await browser.scripting.unregisterContentScripts({ ids: over });
  if (fresh.length === 0) return;
  await browser.scripting.registerContentScripts(
    fresh.map((pattern) => ({
      id: pattern,
      matches: [pattern],
      js: ['/lookout.js'],
      runAt: 'document_idle',
      persistAcrossSessions: true,
    })),
  );
}
