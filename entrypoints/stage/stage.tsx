import { inPageLook } from '../../components/look/in-page.ts';
import { ask } from '../../lib/browser/letters.ts';
import { isAlive } from '../../lib/browser/native.ts';
import type { OnScreen } from '../../lib/portal/on-screen.ts';
import { type AttributeView, type RecordView, sameEntity } from '../../lib/protocol/record.ts';
import { nothing, type PageSnapshot } from '../../lib/protocol/requests.ts';
import type { FailReason } from '../../lib/protocol/upload.ts';
import { t } from '../../lib/texts/texts.ts';
import type { Aim, Handover, Loan } from '../handover/handover.ts';
import { chooseFiles, type Place } from '../portal/arrivals.ts';
import type { Sight } from '../portal/sight.ts';
import { createDesk } from './desk.tsx';
import { fetchHandover } from './late.ts';
import { createPictures } from './pictures.ts';
import { createScene } from './scene.tsx';
import { createZones, type PlacedZone } from './zones.ts';

/** A zone on the page, an attribute's row in the dock; '' for the page as a whole. */
export type Spot = PlacedZone | string;

/** Everything of ours that people see on a page: drawn from snapshots and from what the page shows. */
export interface Stage {
  show(sight: Sight, snapshot: PageSnapshot): void;
  /** What of ours is at a place; null for what was pasted. */
  zoneAt(at: Place | null): Spot | null;
  /** Files hang over a place; null when they have left. */
  over(at: Place | null): void;
  /**
   * Brings files to their record.
   * @param meant what the page showed as it was drawn last, `now` what it shows at the moment they came.
   */
  take(files: readonly File[], spot: Spot | null, meant: OnScreen, now: OnScreen): void;
  /** Says that files cannot be taken before the page is loaded anew. */
  outdated(): void;
  /** Something of ours was torn out of the page. */
  lost(): boolean;
  /** Something of ours has appeared or vanished with the part of the page around it. */
  turned(): boolean;
  /** How many zones are drawn on the page. */
  drawn(): number;
}

const recordOf = (verdict: OnScreen): RecordView | null => (verdict.is === 'one' ? verdict.record : null);

/** @param signal ends it: everything of ours leaves the page. */
export function createStage(signal: AbortSignal): Stage {
  let snapshot: PageSnapshot = nothing;
  let verdict: OnScreen = { is: 'none', because: 'nothing-read' };
  /** Every attribute's name was found on the page. */
  let placed = true;
  let over: Spot | null = null;
  /** Opened for no reason, the dock would cover the zone that somebody aims at. */
  let overDesk = false;

  const pictures = createPictures(draw);
  const zones = createZones(inPageLook, drawZone, fetchPicture, signal);
  const desk = createDesk(inPageLook, draw, signal);
  let coming: Promise<Handover> | null = null;
  let handover: Handover | null = null;
  const scene = createScene({
    pictures,
    stands: (of, attribute) => handover?.stands(of, attribute) ?? null,
    choose,
    view,
  });

  function draw(): void {
    for (const zone of zones.all()) drawZone(zone);
    const shown = recordOf(verdict);
    const row = (name: string) => {
      const attribute = shown?.attributes.find((one) => one.name === name);
      return shown && attribute
        ? scene.draw({ record: shown, attribute, inDock: true, over: over === name })
        : null;
    };
    desk.draw({
      verdict,
      placed,
      dragging: over !== null && (overDesk || !placed),
      zone: row,
      question: handover?.draw(),
    });
  }

  function drawZone(zone: PlacedZone): void {
    const isOver = typeof over === 'object' && over?.host === zone.host;
    zone.host.draw(scene.draw({ ...zone, inDock: false, over: isOver }));
  }

  function fetchPicture({ record: { ref }, attribute: { name, value } }: PlacedZone): void {
    if (value) void pictures.fetch(ref, name, value.id);
  }

  function choose(to: RecordView, { name }: AttributeView, replace: boolean): void {
    const aim: Aim = {
      verdict: { is: 'one', record: to, because: 'title-visible' },
      attribute: name,
      replace,
    };
    chooseFiles((files) => send(files, aim));
  }

  function view(shown: RecordView, attribute: AttributeView, fileId: string): void {
    const picture = pictures.get(fileId);
    if (picture?.bitmap) {
      const about = [shown.caption, ...shown.identity].join(', ');
      void equipped().then(({ view: open }) => open(picture, attribute, about));
    } else {
      const { ref } = shown;
      const failed = () => desk.say(t('open_failed'));
      void ask('value.open', { ref, attribute: attribute.name, fileId }).then((answer) => {
        if (answer.opened) return;
        if (answer.reason === 'no-session') desk.say(t('open_no_session'));
        else failed();
      }, failed);
    }
  }

  const loan: Loan = {
    pictures,
    lastAttribute: () => snapshot.lastAttribute,
    redraw: draw,
    say: desk.say,
    sees(ref, attribute) {
      const shown = recordOf(verdict);
      return zones.has(ref, attribute) || (shown !== null && sameEntity(shown.ref, ref) && desk.isOpen());
    },
  };

  async function equipped(): Promise<Handover> {
    coming ??= fetchHandover(loan).catch((cause: unknown) => {
      coming = null;
      throw cause;
    });
    handover = await coming;
    return handover;
  }

  // Asked for in time: once the extension is gone there is no catalogue to look into.
  const reloadFirst = t('reload_page');
  const outdated = () => desk.say(reloadFirst);

  function refuse(reason: FailReason, files: readonly File[], to: RecordView | null): void {
    if (isAlive()) void equipped().then((tools) => tools.refuse(reason, files, to), outdated);
    else outdated();
  }

  function send(files: readonly File[], aim: Aim): void {
    void equipped()
      .then(({ deliver }) => deliver(files, aim))
      // The background gave no answer: mostly because the extension was updated or removed under this page.
      .catch(() => refuse('not-kept', files, null));
  }

  /** Takes in how uploads stand; the script for it comes with the first of them. */
  function follow(): void {
    for (const { id, fileId, progress } of snapshot.uploads)
      if (fileId && progress.is === 'attached') pictures.rename(id, fileId);
    zones.fetchVisible();
    if (!handover && snapshot.uploads.length === 0) return;
    const tell = (tools: Handover) => tools.hear(snapshot.uploads);
    void equipped().then(tell, () => undefined);
  }

  return {
    show({ verdict: now, page }, news) {
      const before = { verdict, placed };
      const isNews = news !== snapshot;
      [verdict, snapshot] = [now, news];
      const settled = zones.settle(verdict, snapshot.records, page);
      placed = settled.placed;
      if (isNews || settled.moved || before.placed !== placed || !alike(before.verdict, verdict)) draw();
      for (const { host } of [...zones.all(), desk]) host.dress();
      handover?.seen(verdict, snapshot);
      if (isNews) follow();
    },
    zoneAt(at) {
      if (at === null) return null;
      return (at.host === desk.host.element ? desk.attributeAt(at) : zones.at(at.host)) ?? '';
    },
    over(at) {
      const now = this.zoneAt(at);
      const isDesk = at?.host === desk.host.element;
      if (over === now && overDesk === isDesk) return;
      [over, overDesk] = [now, isDesk];
      draw();
    },
    take(files, spot, meant, now) {
      const isZone = spot !== null && typeof spot === 'object';
      const before = isZone ? spot.record : recordOf(meant);
      const after = isZone ? (zones.at(spot.host.element)?.record ?? null) : recordOf(now);
      const isSame = before !== null && after !== null && sameEntity(before.ref, after.ref);
      if (spot && !isSame) refuse('record-changed', files, before);
      else if (isZone && after) {
        const sure = { is: 'one', record: after, because: 'title-beside-attributes' } as const;
        send(files, { verdict: sure, attribute: spot.attribute.name, replace: false });
      } else send(files, { verdict: now, attribute: isZone ? null : spot || null, replace: false });
    },
    outdated,
    lost: () => zones.lost() || !desk.host.element.isConnected,
    turned: zones.turned,
    drawn: zones.drawn,
  };
}

/** Whether two verdicts are drawn alike. */
function alike(one: OnScreen, other: OnScreen): boolean {
  if (one.is === 'one' && other.is === 'one') return one.record === other.record;
  if (one.is === 'many' && other.is === 'many')
    return (
      one.records.length === other.records.length && one.records.every((of, at) => of === other.records[at])
    );
  return one.is === other.is;
}
