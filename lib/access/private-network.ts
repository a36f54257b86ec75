/**
 * Whether a host is one that only its own network reaches (RFC 1918, 4193, 3927, 4291, 6761, 6762): such a one may
 * answer whoever stands in front of the screen what it would never tell a page from outside.
 * @param host as `URL.hostname` writes it.
 */
export function isPrivate(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  if (name.includes(':')) return name === '::1' || name === '::' || /^(?:f[cd]|fe[89ab]|::ffff:)/.test(name);
  const [a = -1, b = -1] = /^\d+(?:\.\d+){3}$/.test(name) ? name.split('.').map(Number) : [];
  if (a >= 0)
    return (
      [0, 10, 127].includes(a) ||
      (a === 172 && b >= 16 && b < 32) ||
      (a === 192 && b === 168) ||
      (a === 169 && b === 254) ||
      (a === 100 && b >= 64 && b < 128)
    );
  // A name without a dot is one of the network it is asked in.
  return !name.includes('.') || /\.(?:localhost|local|internal|lan|home\.arpa)$/.test(name);
}
