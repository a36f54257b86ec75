import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { ask } from '../../lib/browser/letters.ts';
import { walk } from '../../lib/files/walk.ts';

/** Files handed over in one message: a person sees the table sooner than with all at once. */
const heap = 200;

/** Put into a frame when many files or folders were dropped there: walks them, and hands them to their table. */
export default defineUnlistedScript(() => {
  const entries: unknown = Reflect.get(globalThis, 'attach-for-biot/entries');
  Reflect.deleteProperty(globalThis, 'attach-for-biot/entries');
  // Only our own script has put them there, in our own world.
  if (Array.isArray(entries)) void gather(entries as FileSystemEntry[]);
});

async function gather(entries: FileSystemEntry[]): Promise<void> {
  const { files } = await walk(entries);
  for (let from = 0; from === 0 || from < files.length; from += heap)
    await ask('bulk.bring', { files: files.slice(from, from + heap), isLast: from + heap >= files.length });
}
