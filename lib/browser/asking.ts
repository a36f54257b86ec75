import { native } from './native.ts';

/**
 * Lets the browser ask for host patterns. To be called within a click and before anything is awaited: Firefox
 * takes nothing else for a person's wish. The page that asks may be gone by the time of the answer.
 */
export async function askFor(patterns: readonly string[]): Promise<boolean> {
  return native.permissions.request({ origins: [...patterns] });
}
