import { ask } from '../../lib/browser/letters.ts';
import type { Stage } from '../stage/stage.tsx';

/** Names in our own world's global scope, which no script of the page can see. */
const name = 'attach-for-biot/stage';

/** Fetches what is shown into this frame, unless it came along with this script. */
export async function fetchStage(signal: AbortSignal): Promise<Stage> {
  if (!Reflect.has(globalThis, name)) await ask('page.equip', { with: 'stage' });
  const create: (signal: AbortSignal) => Stage = Reflect.get(globalThis, name);
  return create(signal);
}
