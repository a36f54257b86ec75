import * as v from 'valibot';

const claims = v.looseObject({
  sub: v.pipe(v.string(), v.minLength(1)),
  tenantId: v.pipe(v.string(), v.minLength(1)),
  tokenType: v.optional(v.literal('USER')),
  exp: v.optional(v.number()),
});

/** Whose token it is, read from a BioT access token; its signature is the API's business. */
export interface TokenOwner {
  /** `sub`. */
  user: string;
  /** `tenantId`. */
  organization: string;
}

/** Reads the `Authorization` header of an observed call; null for anything but a user's access token. */
export function bearerOf(authorization: string): { token: string; owner: TokenOwner } | null {
  const token = /^Bearer\s+([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization.trim())?.[1];
  const payload = token?.split('.')[1];
  if (token === undefined || payload === undefined) return null;
  const read = v.safeParse(claims, parsed(payload));
  if (!read.success) return null;
  return { token, owner: { user: read.output.sub, organization: read.output.tenantId } };
}

function parsed(payload: string): unknown {
  try {
    const binary = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0))));
  } catch {
    return null; // Somebody else's token in the same header: not ours to read.
  }
}
