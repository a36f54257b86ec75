import { browser } from 'wxt/browser';
import type { Cutout } from '../protocol/capture.ts';

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
