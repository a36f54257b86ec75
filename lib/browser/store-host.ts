/** Object stores serve whoever rents them: no page there is a portal, and no API there is BioT's. */
export function isStoreHost(address: string): boolean {
  return /(?:^|\.)amazonaws\.com\.?$/.test(URL.parse(address)?.hostname ?? '');
}
