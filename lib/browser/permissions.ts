import { browser } from 'wxt/browser';

/** Host patterns of the manifest. Browsers may withhold them, at installation or later. */
export function ownPatterns(): readonly string[] {
  return browser.runtime.getManifest().host_permissions ?? [];
}

/** Host patterns granted for good: what a press on the toolbar button lends is not among them. */
export async function grantedPatterns(): Promise<readonly string[]> {
  return (await browser.permissions.getAll()).origins ?? [];
}

/** Calls back whenever the browser grants or withdraws hosts, be it through us or through its own pages. */
export function onGrantsChanged(hear: () => void): void {
  browser.permissions.onAdded.addListener(hear);
  browser.permissions.onRemoved.addListener(hear);
}

/** Gives host patterns back; never those of the manifest. */
export async function giveBack(patterns: readonly string[]): Promise<void> {
  if (patterns.length > 0) await browser.permissions.remove({ origins: [...patterns] });
}
