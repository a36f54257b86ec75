import { browser } from 'wxt/browser';
import type { Cutout, Piece } from '../protocol/capture.ts';

/** What a window shows of its tab in front, at the screen's own resolution; of that a part. Needs `activeTab`. */
export async function screenPart(windowId: number, part: Cutout | null): Promise<Blob> {
  const address = await browser.tabs.captureVisibleTab(windowId, { format: 'png' });
  const whole = await (await fetch(address)).blob();
  if (!part) return whole;
  const bitmap = await createImageBitmap(whole);
  const scale = bitmap.width / part.viewport;
  const [x, y, width, height] = [part.x, part.y, part.width, part.height].map((px) => Math.round(px * scale));
  const canvas = new OffscreenCanvas(Math.max(1, width ?? 1), Math.max(1, height ?? 1));
  canvas.getContext('2d')?.drawImage(bitmap, -(x ?? 0), -(y ?? 0));
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/png' });
}

/** How long (ms) is between two pictures: Chromium takes two in a second and no more. */
const pause = 510;

/** A page that is put together of what is seen of it piece by piece. */
export interface Sheet {
  add(windowId: number, piece: Piece): Promise<void>;
  blob(): Promise<Blob | null>;
}

export function createSheet(): Sheet {
  let canvas: OffscreenCanvas | null = null;
  let last = 0;
  return {
    async add(windowId, { cut, top, height }) {
      await new Promise((done) => setTimeout(done, last + pause - Date.now()));
      last = Date.now();
      const bitmap = await createImageBitmap(await screenPart(windowId, null));
      const scale = bitmap.width / cut.viewport;
      const to = (px: number) => Math.max(1, Math.round(px * scale));
      canvas ??= new OffscreenCanvas(to(cut.width), to(height));
      const [x, y] = [Math.round(cut.x * scale), Math.round(cut.y * scale)];
      const size = [to(cut.width), to(cut.height)] as const;
      canvas.getContext('2d')?.drawImage(bitmap, x, y, ...size, 0, Math.round(top * scale), ...size);
      bitmap.close();
    },
    blob: async () => (canvas ? canvas.convertToBlob({ type: 'image/png' }) : null),
  };
}
