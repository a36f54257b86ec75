/** Services that every portal of BioT calls, and hardly anything else has under these names. */
const service = /\/(?:organization|ums|generic-entity)\/v\d+\//;

/** Origin of the API that a page has called most, told by the addresses of its calls; null where there is none. */
export function apiAmong(addresses: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const address of addresses) {
    const url = URL.parse(address);
    if (url?.protocol !== 'https:' || !service.test(url.pathname)) continue;
    counts.set(url.origin, (counts.get(url.origin) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  return most?.[0] ?? null;
}
