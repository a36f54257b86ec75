import { captureIn } from '../../lib/browser/injection.ts';
import { clickInFront, type MenuClick, offerMenu } from '../../lib/browser/menu.ts';
import { createSheet, type Sheet, screenPart } from '../../lib/browser/screen.ts';
import { type Handlers, type Sender, tellPages } from '../../lib/browser/transport.ts';
import { openWindow } from '../../lib/browser/windows.ts';
import { nameOf } from '../../lib/files/address-name.ts';
import type { Upload } from '../../lib/outbox/upload.ts';
import type { Brought, Order } from '../../lib/protocol/capture.ts';
import type { EntityRef } from '../../lib/protocol/record.ts';
import type { Requests } from '../../lib/protocol/requests.ts';
import type { FailReason, UploadView } from '../../lib/protocol/upload.ts';
import type { Session } from '../../lib/session/sessions.ts';
import type { WaitingFiles } from '../../lib/store/waiting.ts';
import { label } from '../../lib/texts/texts.ts';
import type { Carrier } from '../../lib/uploads/carrier.ts';
import { mustBeOurs } from './askers.ts';
import type { Biot } from './biot.ts';
import { createDispatch } from './dispatch.ts';
import { createHolding } from './holding.ts';
import type { PortalTab } from './portal-tab.ts';
import type { Portals } from './portals.ts';
import type { Recents } from './recents.ts';

interface Parts {
  portals: Portals;
  biot: Biot;
  carrier: Carrier;
  recents: Recents;
  waiting: WaitingFiles;
  portalTab: PortalTab;
  accept(upload: Upload, file: Blob, session: Session, ref: EntityRef): Promise<FailReason | null>;
  /** It was accepted, and its picker is gone: somebody may want to hear what becomes of it. */
  sent(id: UploadView['id']): Promise<void>;
  changed(): Promise<void>;
}

type Wanted =
  | 'capture.order'
  | 'capture.bring'
  | 'capture.piece'
  | 'capture.progress'
  | 'capture.page'
  | 'capture.whole';

/** What was chosen, until it has come. */
interface Errand {
  click: MenuClick;
  /** A script has asked what is wanted. */
  isUnderWay: boolean;
  /** Its window shows already how much of it has come. */
  isShown: boolean;
  sheet: Sheet | null;
}

/** Name and address of the document that fills a page in which no script of ours may look. */
function documentAt(page: string | null): { name: string; address?: string } {
  const { protocol, pathname, href } = new URL(page ?? 'about:blank');
  if (protocol !== 'https:' || !/\.pdf$/i.test(pathname)) return { name: '' };
  return { name: nameOf({ protocol, pathname }), address: href };
}

/** "Send to BioT attribute": brings what was chosen on any page into a window in which its target is chosen. */
export function createCaptures(parts: Parts) {
  const holding = createHolding(parts);
  const { held } = holding;
  const errands = new Map<string, Errand>();

  const show = (id: string) => openWindow('send.html', `capture=${encodeURIComponent(id)}`);

  /** What the page has brought; where it has nothing but a place on the screen, what is seen there. */
  async function brought(id: string, { click, isShown, sheet }: Errand, got: Brought): Promise<void> {
    // Somebody has closed its window meanwhile.
    if (isShown && !held.has(id)) return;
    await take(id, click, sheet, got);
    void parts.changed();
    if (isShown) await tellPages({ news: 'capture' });
    else await show(id);
  }

  async function take(id: string, { window, order }: MenuClick, sheet: Sheet | null, got: Brought) {
    if ('refusal' in got) return holding.refuse(id, got.refusal);
    if ('file' in got) {
      const source = got.manner === 'text' ? got.source : null;
      return holding.take(id, got.file, { manner: got.manner, original: null, source });
    }
    const shot =
      'sheet' in got ? await sheet?.blob() : await screenPart(window, got.pixels).catch(() => null);
    if (!shot) return holding.refuse(id, 'unreachable');
    const name = got.name === '' ? '' : `${got.name.replace(/\.\w{1,5}$/, '')}.png`;
    const file = new File([shot], name, { type: 'image/png' });
    if ('sheet' in got) return holding.take(id, file, { manner: got.sheet, original: null, source: null });
    // Asked for was the page as it is seen: those are no second best.
    const isWanted = (order.kind === 'page' || order.kind === 'view') && got.pixels === null;
    const manner = isWanted ? 'shot' : 'pixels';
    return holding.take(id, file, { manner, original: got.address ?? null, source: null });
  }

  async function chosen(click: MenuClick): Promise<void> {
    const id = crypto.randomUUID();
    const errand = { click, isUnderWay: false, isShown: false, sheet: null };
    errands.set(id, errand);
    if (await captureIn(click)) return;
    // No script is let in: into other origins' frames, into pages of the browser, into Firefox's viewer of PDF files.
    // Unless one has brought something all the same.
    if (errands.delete(id)) await brought(id, errand, { pixels: null, ...documentAt(click.page) });
  }

  /** The errand of a page's script; nobody's where it comes from another page than it was sent to. */
  function errandOf(id: string, { tab, frame }: Sender): Errand | null {
    const errand = errands.get(id);
    return errand && errand.click.tab === tab && errand.click.frame === frame ? errand : null;
  }

  async function inFront(kind: Order['kind']): Promise<void> {
    const click = await clickInFront({ kind, address: null });
    if (click) await chosen(click);
  }

  const answers: Pick<Handlers<Requests>, Wanted> = {
    'capture.order': (_, { tab, frame }) => {
      // Who chooses twice in a hurry gets both: each script takes an errand of its own.
      for (const [id, errand] of errands) {
        const { click, isUnderWay } = errand;
        if (isUnderWay || click.tab !== tab || click.frame !== frame) continue;
        errand.isUnderWay = true;
        return { id, ...click.order };
      }
      return null;
    },
    'capture.bring': async ({ id, got }, from) => {
      const errand = errandOf(id, from);
      errands.delete(id);
      if (errand) await brought(id, errand, got);
      return undefined;
    },
    'capture.piece': async ({ id, piece }, from) => {
      const errand = errandOf(id, from);
      if (!errand) return false;
      errand.sheet ??= createSheet();
      return errand.sheet.add(errand.click.window, piece).then(
        () => true,
        () => false,
      );
    },
    'capture.progress': async ({ id, received, total }, from) => {
      const errand = errandOf(id, from);
      if (!errand || (errand.isShown && !held.has(id))) return false;
      held.set(id, { received, total });
      if (errand.isShown) await tellPages({ news: 'capture' });
      else {
        errand.isShown = true;
        await show(id);
      }
      return true;
    },
    'capture.page': async (_, from) => {
      mustBeOurs(from);
      await inFront('view');
      return undefined;
    },
    'capture.whole': async (_, from) => {
      mustBeOurs(from);
      // It takes a while, and the popup that asks closes with the first click elsewhere.
      void inFront('whole').catch(failed);
      return undefined;
    },
  };

  const failed = (cause: unknown) =>
    console.error('Attach for BioT: nothing was brought', cause instanceof Error ? cause.name : '');
  offerMenu(label('menu_send'), (click) => void chosen(click).catch(failed));

  return {
    answers: { ...answers, ...createDispatch({ ...parts, holding, show }) },
    subject: holding.subject,
  };
}
export type Captures = ReturnType<typeof createCaptures>;
