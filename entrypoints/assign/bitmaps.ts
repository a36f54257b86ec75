import type { Entry } from './board.ts';

/** Pictures kept at most; those that were looked at longest ago go first. */
const most = 300;
/** Pictures decoded at the same time: a camera's take a while. */
const atOnce = 2;
/** In px, for a lead of 40 CSS px on a sharp screen. */
const width = 80;
/** Larger files (bytes) are not decoded for a picture as small as this. */
const largest = 30 * 1024 ** 2;

/** Small pictures of the files in sight. */
export function createBitmaps(came: () => void) {
  const known = new Map<Entry, ImageBitmap | null>();
  const wanted: Entry[] = [];
  let running = 0;

  async function decode(): Promise<void> {
    // What came into sight last is looked at now.
    const entry = wanted.pop();
    if (!entry?.file) return;
    running += 1;
    // What the browser cannot draw has its ending for a picture.
    const bitmap = await createImageBitmap(entry.file, { resizeWidth: width }).catch(() => null);
    running -= 1;
    known.set(entry, bitmap);
    for (const [oldest, one] of known) {
      if (known.size <= most) break;
      one?.close();
      known.delete(oldest);
    }
    if (bitmap) came();
    if (wanted.length > 0) void decode();
  }

  return (entry: Entry): ImageBitmap | null => {
    const { file, type, size } = entry;
    if (!file || !type.startsWith('image/') || size > largest) return null;
    const bitmap = known.get(entry);
    if (bitmap !== undefined) return bitmap;
    known.set(entry, null);
    wanted.push(entry);
    if (running < atOnce) void decode();
    return null;
  };
}
