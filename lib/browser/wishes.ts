import { ask } from './letters.ts';

/** What a person can ask of an upload. */
export type Wish = 'cancel' | 'retry' | 'undo' | 'elsewhere' | 'dismiss' | keyof typeof kept;

/** Where a person was asked: whose file is to stay. */
const kept = { theirs: 'theirs', mine: 'mine', leave: 'theirs', again: 'mine' } as const;

const isAnswer = (what: Wish): what is keyof typeof kept => what in kept;

/** Asks the background to do it; what came of it arrives as news. */
export async function wish(what: Wish, id: string): Promise<void> {
  if (isAnswer(what)) await ask('upload.settle', { id, keep: kept[what] });
  else await ask(`upload.${what}`, { id });
}
