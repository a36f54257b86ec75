import { ask } from '../../lib/browser/letters.ts';
import type { EntityRef } from '../../lib/protocol/record.ts';
import type { ShownValue } from '../../lib/protocol/requests.ts';

/** What an attribute's file turned out to be, once somebody has looked. */
export interface Shown {
  name: string;
  type: string;
  size: number | null;
  /** Small: a camera's photo, decoded, takes fifty megabytes of the page. */
  bitmap: ImageBitmap | null;
  /** The picture itself, still encoded; null where the browser sees none. */
  picture: Blob | null;
}

/** Shorter side of what is kept decoded, in pixels: 40 px on a screen of four times the density. */
const small = 160;

/** Pixels beyond which a picture is not decoded: a hostile header may claim any size (50 MP, as threats go). */
const pixelLimit = 50_000_000;
/** Pictures stay decoded for so many files; older ones are fetched again when they come back into view. */
const remembered = 24;

/** Decoded pictures of files by their id. In memory only, gone with the page. */
export function createPictures(changed: () => void) {
  const shown = new Map<string, Shown | 'loading' | 'failed'>();

  function keep(fileId: string, what: Shown | 'loading' | 'failed'): void {
    shown.set(fileId, what);
    for (const [old, entry] of shown) {
      if (shown.size <= remembered) break;
      if (typeof entry === 'object') entry.bitmap?.close();
      shown.delete(old);
    }
    changed();
  }

  return {
    thumbnail,
    decoded,
    get(fileId: string): Shown | null {
      const entry = shown.get(fileId);
      return typeof entry === 'object' ? entry : null;
    },
    /** Fetches what an attribute holds; once a file, because a file never changes. */
    async fetch(ref: EntityRef, attribute: string, fileId: string): Promise<void> {
      if (shown.has(fileId)) return;
      keep(fileId, 'loading');
      const value: ShownValue = await ask('value.show', { ref, attribute, fileId });
      if (value.found) {
        const bitmap = await thumbnail(value.picture);
        keep(fileId, { ...value, bitmap, picture: bitmap && value.picture });
      } else keep(fileId, 'failed');
    },
    /** Shows a file that this page itself has handed over, without fetching it back. */
    async put(fileId: string, file: File, name: string): Promise<void> {
      if (typeof shown.get(fileId) === 'object') return;
      const bitmap = await thumbnail(file);
      keep(fileId, { name, type: file.type, size: file.size, bitmap, picture: bitmap && file });
    },
    /** What was known under one id is known under another. */
    rename(from: string, to: string): void {
      const entry = shown.get(from);
      if (!entry || shown.has(to)) return;
      shown.delete(from);
      keep(to, entry);
    },
  };
}
export type Pictures = ReturnType<typeof createPictures>;

/** The picture in a file, in full; null where the browser sees none in it. */
async function decoded(file: Blob | null): Promise<ImageBitmap | null> {
  if (!file?.type.startsWith('image/')) return null;
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap || bitmap.width * bitmap.height <= pixelLimit) return bitmap;
  bitmap.close();
  return null;
}

async function thumbnail(file: Blob | null): Promise<ImageBitmap | null> {
  const full = await decoded(file);
  const scale = full ? small / Math.min(full.width, full.height) : 1;
  if (!full || scale >= 1) return full;
  const size = { resizeWidth: Math.ceil(full.width * scale), resizeHeight: Math.ceil(full.height * scale) };
  const bitmap = await createImageBitmap(full, { ...size, resizeQuality: 'medium' });
  full.close();
  return bitmap;
}
