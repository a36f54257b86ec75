import type { FailReason } from '../protocol/upload.ts';

/** Why a call gave no answer to work with. Never holds a body, an id or a token. */
export type Trouble =
  /** The token was refused: wait for the portal to use a newer one. */
  | { is: 'session' }
  /** Waiting may help. `retryAfter` in milliseconds, where the server named one. */
  | { is: 'later'; why: 'network' | 'server'; retryAfter: number | null }
  /** Waiting cannot help. */
  | { is: 'refused'; reason: FailReason };

export type Answer<T> = { ok: true; value: T } | { ok: false; trouble: Trouble };

const refused = (reason: FailReason): Trouble => ({ is: 'refused', reason });

/** Reasons behind BioT's error codes, as its published descriptions list them for 400, 403, 404 and 409. */
const reasonOfCode: Record<string, FailReason> = {
  ATTRIBUTE_NOT_VALID_FOR_TEMPLATE: 'attribute-gone',
  WRITE_MODE_NOT_VALID_FOR_ATTRIBUTE_TYPE: 'read-only',
  ATTRIBUTE_IS_MANDATORY: 'value-refused',
  ACCESS_DENIED: 'access-denied',
  FILE_ID_NOT_FOUND: 'not-stored',
};

/**
 * What an unsuccessful answer of the API means.
 * @param code the `code` of BioT's error body; null where the body is not BioT's, as the firewall's is not.
 * @param retryAfter the `Retry-After` header as it came.
 */
export function troubleOf(status: number, code: string | null, retryAfter: string | null): Trouble {
  const known = code === null ? undefined : reasonOfCode[code];
  if (status === 401) return { is: 'session' };
  if (known) return refused(known);
  if (status === 403) return refused(code === null ? 'firewall' : 'access-denied');
  if (status === 404 || status === 410) return refused('record-gone');
  if (status === 413) return refused('too-large');
  if (status === 408 || status === 429 || status >= 500) {
    return { is: 'later', why: 'server', retryAfter: waitNamedBy(retryAfter) };
  }
  return refused(status < 400 ? 'server' : 'value-refused');
}

/** `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), in milliseconds from now. */
export function waitNamedBy(retryAfter: string | null): number | null {
  if (retryAfter === null) return null;
  const after = /^\d+$/.test(retryAfter.trim())
    ? Number(retryAfter) * 1000
    : Date.parse(retryAfter) - Date.now();
  return Number.isFinite(after) ? Math.max(0, after) : null;
}
