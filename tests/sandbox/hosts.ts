/** The three hosts of an invented BioT environment. Names follow BioT's and S3's patterns; none is ever resolved. */
export const portalHost = 'organization.app.dev.sandbox.biot-med.com';
export const apiHost = 'api.dev.sandbox.biot-med.com';
export const bucket = 'dev-file-1';
export const region = 'eu-west-1';
export const storeHost = `${bucket}.s3.${region}.amazonaws.com`;

export const portalOrigin = `https://${portalHost}`;
export const apiOrigin = `https://${apiHost}`;
export const storeOrigin = `https://${storeHost}`;

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
