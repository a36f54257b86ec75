import { native } from './native.ts';

/**
 * Lets the browser ask for host patterns. To be called within a click and before anything is awaited: Firefox
 * takes nothing else for a person's wish. The page that asks may be gone by the time of the answer.
 */
export async function askFor(patterns: readonly string[]): Promise<boolean> {
  return native.permissions.request({ origins: [...patterns] });
}

/** Whether what becomes of a file may be shown beside the screen's edge. */
export const mayNotify = (): Promise<boolean> =>
  native.permissions.contains({ permissions: ['notifications'] });

/** Asks for it, or gives it back; what holds then. To be called within a click, as `askFor`. */
export async function letNotify(isWanted: boolean): Promise<boolean> {
  const asked = { permissions: ['notifications' as const] };
  if (isWanted) return native.permissions.request(asked);
  await native.permissions.remove(asked);
  return false;
}
