import * as v from 'valibot';
import { kept } from './session-area.ts';

/**
 * The key that goes with the browser: its bytes lie in `storage.session` alone, in memory and out of reach of
 * pages, because a key that cannot be read out could not be kept there. A new one is made where there is none.
 */
export function sessionKey(): () => Promise<CryptoKey> {
  const stored = kept<string | null>('seal', v.nullable(v.string()), null);
  return async () => {
    const made = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))));
    const text = (await stored.change((before) => before ?? made)) ?? made;
    const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
    return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
  };
}
