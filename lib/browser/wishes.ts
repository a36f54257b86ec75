import { ask } from './letters.ts';

/** What a person can ask of an upload. */
export type Wish = 'cancel' | 'retry' | 'undo' | 'theirs' | 'mine' | 'dismiss';

/** Asks the background to do it; what came of it arrives as news. */
export async function wish(what: Wish, id: string): Promise<void> {
  if (what === 'theirs' || what === 'mine') await ask('upload.settle', { id, keep: what });
  else await ask(`upload.${what}`, { id });
}
