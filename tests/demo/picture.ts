import type { Browser } from 'puppeteer';
import { woundPicture } from '../sandbox/pictures.ts';

/**
 * A screenshot as somebody might take one on a sharp screen: of another program, in which a wound was measured.
 * The photo is grainy, as photos are: some megabytes, which take long enough to be watched.
 */
export async function takeScreenshot(browser: Browser): Promise<Uint8Array> {
  const photo = woundPicture(3, 640, 420).toString('base64');
  const page = await browser.newPage();
  await page.setViewport({ width: 720, height: 400, deviceScaleFactor: 4 });
  await page.setContent(`<!doctype html>
    <style>
      body { margin: 0; font: 15px system-ui, sans-serif; background: #eef2f5; color: #1d2731; }
      header { background: #23415c; color: #fff; padding: 12px 20px; }
      main { padding: 16px 20px; }
      figure { margin: 0; position: relative; width: 480px; height: 315px; }
      figure > * { position: absolute; inset: 0; width: 100%; height: 100%; border-radius: 6px; }
      svg { opacity: 0.35; }
      main { display: grid; grid-template-columns: auto 1fr; gap: 20px; }
      dt { color: #5b6671; } dd { margin: 0 0 12px; font-size: 20px; }
    </style>
    <header>Wound measurement (invented)</header>
    <main><figure><img src="data:image/png;base64,${photo}" alt="">
      <svg><filter id="grain"><feTurbulence baseFrequency="1.7" numOctaves="4"/></filter><rect width="100%" height="100%" filter="url(#grain)"/></svg></figure>
      <dl><dt>Length</dt><dd>42 mm</dd><dt>Width</dt><dd>31 mm</dd><dt>Depth</dt><dd>4 mm</dd></dl></main>`);
  const png = await page.screenshot({ type: 'png' });
  await page.close();
  return png;
}
