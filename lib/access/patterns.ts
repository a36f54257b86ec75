/** The match pattern of one origin. Firefox's patterns know no ports, so a host stands for all of its. */
export function patternOf(origin: string): string {
  return `https://${new URL(origin).hostname}/*`;
}

/** Whether one of the host patterns covers an address. Whatever is not https is covered by none. */
export function covers(patterns: readonly string[], address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === 'https:' && patterns.some((pattern) => coversHost(pattern, url.hostname));
}

function coversHost(pattern: string, hostname: string): boolean {
  if (pattern === '<all_urls>') return true;
  const host = /^(?:https|\*):\/\/([^/:]+)(?::[\d*]+)?\//.exec(pattern)?.[1];
  if (host === undefined) return false;
  if (host === '*' || host === hostname) return true;
  return host.startsWith('*.') && (hostname === host.slice(2) || hostname.endsWith(host.slice(1)));
}

/**
 * Whether a page may name an address as its API: https on the page's own host, or on a host with a public name.
 * A page must not bring up what stands in somebody's house: no address in numbers, no name without a dot.
 */
export function mayBeApi(address: string, portal: string): boolean {
  const url = URL.parse(address);
  if (url?.protocol !== 'https:') return false;
  const { hostname } = url;
  if (hostname === new URL(portal).hostname) return true;
  const isNumber = /^[\d.]+$/.test(hostname) || hostname.startsWith('[');
  const isInternal = /(?:^|\.)(?:localhost|local|internal|lan|home|corp|intranet)\.?$/.test(hostname);
  return hostname.includes('.') && !isNumber && !isInternal;
}
