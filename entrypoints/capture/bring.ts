import { nameOf } from '../../lib/files/address-name.ts';
import type { Brought, Order } from '../../lib/protocol/capture.ts';
import { download, type Progress } from './download.ts';
import { backgroundOf, cutoutOf, shownAt, underPointer } from './element.ts';
import { type Take, unrolled } from './sheet.ts';

/** What happens meanwhile. */
export interface Watch {
  /** Hears how much has come; false where nobody waits for it any more. */
  progress: Progress;
  /** Takes a piece of the page as it stands on the screen. */
  take: Take;
}

/**
 * Brings what a person has meant: the very bytes where they are to be had. A link's are waited for and seen to come;
 * a picture stands on the page already.
 */
export function bring({ kind, address }: Order, { progress, take }: Watch): Promise<Brought> {
  if (kind === 'selection') return Promise.resolve(selection());
  if (kind === 'video') return film(address);
  if (kind === 'image' && address !== null) return picture(address, shownAt([...document.images], address));
  if (document.contentType === 'application/pdf') return download(location.href, progress);
  if (kind === 'view') return Promise.resolve(view());
  if (kind === 'whole') return unrolled(take);
  if (kind === 'page' || address === null) return whatIsThere();
  return download(address, progress);
}

function selection(): Brought {
  const text = getSelection()?.toString() ?? '';
  if (text.trim() === '') return { refusal: 'nothing' };
  return {
    file: new File([text], `${document.title || location.hostname}.txt`, { type: 'text/plain' }),
    manner: 'text',
    source: { title: document.title, address: location.href },
  };
}

/** The bytes of a picture; else what is seen of it. */
async function picture(address: string, element: Element | null): Promise<Brought> {
  const got = await download(address);
  if (!('refusal' in got) || got.refusal === 'too-large' || got.refusal === 'private') return got;
  const pixels = element && cutoutOf(element);
  const { href, protocol, pathname } = new URL(address, document.baseURI);
  const name = nameOf({ protocol, pathname });
  return pixels ? { pixels, name, ...(protocol === 'https:' && { address: href }) } : got;
}

/** A film's picture that stands on the screen. */
async function film(address: string | null): Promise<Brought> {
  const element = shownAt([...document.querySelectorAll('video')], address);
  if (!element) return address === null ? { refusal: 'nothing' } : download(address);
  const { videoWidth: width, videoHeight: height } = element;
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  canvas.getContext('2d')?.drawImage(element, 0, 0);
  const file = width > 0 ? await drawn(canvas, '') : null;
  if (file) return { file, manner: 'frame' };
  const pixels = cutoutOf(element);
  return pixels ? { pixels, name: '' } : { refusal: 'nothing' };
}

/** Null for what the browser does not let a page read. */
async function drawn(canvas: HTMLCanvasElement, name: string): Promise<File | null> {
  try {
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
    return blob && new File([blob], name, { type: 'image/png' });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'SecurityError') return null;
    throw cause;
  }
}

/** A drawing, a vector picture or a background under the pointer; else the page as it is seen. */
async function whatIsThere(): Promise<Brought> {
  for (const element of underPointer()) {
    if (element instanceof HTMLImageElement && element.currentSrc)
      return picture(element.currentSrc, element);
    if (element instanceof HTMLVideoElement) return film(element.currentSrc);
    if (element instanceof HTMLCanvasElement) {
      const file = await drawn(element, '');
      return file ? { file, manner: 'original' } : { pixels: cutoutOf(element), name: '' };
    }
    if (element instanceof SVGSVGElement) return vector(element);
    const background = backgroundOf(element);
    if (background !== null && element !== document.body && element !== document.documentElement)
      return picture(new URL(background, document.baseURI).href, element);
  }
  return view();
}

const view = (): Brought => ({ pixels: null, name: document.title });

function vector(element: SVGSVGElement): Brought {
  const text = new XMLSerializer().serializeToString(element);
  return { file: new File([text], '', { type: 'image/svg+xml' }), manner: 'original' };
}
