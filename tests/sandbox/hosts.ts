/** The three hosts of an invented BioT environment. Names follow BioT's and S3's patterns; none is ever resolved. */
export const portalHost = 'organization.app.dev.sandbox.biot-med.com';
export const apiHost = 'api.dev.sandbox.biot-med.com';
export const bucket = 'dev-file-1';
export const region = 'eu-west-1';
export const storeHost = `${bucket}.s3.${region}.amazonaws.com`;

export const portalOrigin = `https://${portalHost}`;
export const apiOrigin = `https://${apiHost}`;
export const storeOrigin = `https://${storeHost}`;

/** One way to BioT: hosts of a portal and of the API that its pages call. */
export interface Environment {
  portal: string;
  api: string;
}

/** BioT's own, and portals on domains of customers: with an API beside it, on the same host, and before BioT's. */
export const environments = {
  biot: { portal: portalHost, api: apiHost },
  northfield: { portal: 'portal.northfield.example', api: 'api.northfield.example' },
  southbank: { portal: 'records.southbank.example', api: 'records.southbank.example' },
  care: { portal: 'care.northfield.example', api: apiHost },
} satisfies Record<string, Environment>;

const all: readonly Environment[] = Object.values(environments);
export const portalOrigins: readonly string[] = all.map(({ portal }) => `https://${portal}`);

/** Where a portal's pages find their API. */
export function apiOf(portal: string | undefined): string {
  return `https://${all.find((one) => one.portal === portal)?.api ?? apiHost}`;
}

/** Origins that an API's allow-list names: those of its portals. */
export function portalsOf(api: string | undefined): string[] {
  return all.filter((one) => one.api === api).map(({ portal }) => `https://${portal}`);
}

/** All host names of the sandbox. */
export const hostNames: readonly string[] = [
  ...new Set([...all.flatMap(({ portal, api }) => [portal, api]), storeHost]),
];

/** What Chromium and Firefox call on their own account, seen with fresh profiles; refused, but no violation. */
const browserHosts: readonly RegExp[] = [
  /^(accounts|www|clients\d*|update|android\.clients|redirector|sb-ssl|content-autofill)\.google\.com$/,
  /^(update|optimizationguide-pa|content-autofill|safebrowsing|safebrowsingohttpgateway|android)\.googleapis\.com$/,
  /^(edgedl\.me|redirector)\.gvt1\.com$/,
  /(^|\.)(mozilla\.(com|net|org)|firefox\.com|mozgcp\.net)$/,
  /^(ocsp|r\d+\.o)\.(digicert|lencr)\.(com|org)$/,
  /^(ciscobinary\.openh264\.org|mozilla\.cloudflare-dns\.com)$/,
];

export function isBrowserHost(host: string): boolean {
  return browserHosts.some((pattern) => pattern.test(host));
}
