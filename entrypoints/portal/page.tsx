import { inPageLook } from '../../components/look/in-page.ts';
import { ask, onNews } from '../../lib/browser/letters.ts';
import { isAlive } from '../../lib/browser/native.ts';
import type { OnScreen } from '../../lib/portal/on-screen.ts';
import { type AttributeView, type RecordView, sameEntity } from '../../lib/protocol/record.ts';
import type { PageSnapshot } from '../../lib/protocol/requests.ts';
import type { FailReason } from '../../lib/protocol/upload.ts';
import { t } from '../../lib/texts/texts.ts';
import type { Aim, Handover, Loan } from '../handover/handover.ts';
import { type Arrival, chooseFiles, hearArrivals, type Place } from './arrivals.ts';
import { createDesk } from './desk.tsx';
import { fetchHandover } from './late.ts';
import { createPictures } from './pictures.ts';
import { createScene } from './scene.tsx';
import { createSight } from './sight.ts';
import { createZones, type PlacedZone } from './zones.ts';

/** Everything of ours on one page, until `life` is aborted: what it shows is drawn from snapshots and from the page. */
export function openPage(life: AbortController): void {
  const { signal } = life;
  let snapshot: PageSnapshot = { records: [], pending: [], listedAt: 0, uploads: [], lastAttribute: null };
  let verdict: OnScreen = { is: 'none', because: 'nothing-read' };
  /** Every attribute's name was found on the page. */
  let placed = true;
  /** What files hang over: a zone, an attribute's name in the dock, '' for the page itself; null without files. */
  let over: PlacedZone | string | null = null;

  const pictures = createPictures(draw);
  const zones = createZones(inPageLook, fetchPicture, signal);
  const desk = createDesk(inPageLook, draw, signal);
  let coming: Promise<Handover> | null = null;
  let handover: Handover | null = null;
  const scene = createScene({
    pictures,
    stands: (of, attribute) => handover?.stands(of, attribute) ?? null,
    choose,
    view,
  });
  let drawn: PageSnapshot | null = null;
  const record = (): RecordView | null => (verdict.is === 'one' ? verdict.record : null);

  /** Looks at the page as it stands, settles the zones, and draws what has changed. */
  function see(): void {
    // An extension that is gone leaves the page as it found it; its successor may stand there already.
    if (!isAlive()) {
      life.abort();
      return;
    }
    const before = [verdict, placed, drawn] as const;
    const { page, verdict: now } = sight.look(snapshot);
    verdict = now;
    const settled = zones.settle(verdict, snapshot.records, page);
    placed = settled.placed;
    if (settled.moved || !alike(before[0], verdict) || before[1] !== placed || before[2] !== snapshot) draw();
    for (const { host } of [...zones.all(), desk]) host.dress();
  }

  function draw(): void {
    drawn = snapshot;
    for (const zone of zones.all())
      zone.host.draw(scene.draw({ ...zone, inDock: false, over: isOver(zone) }));
    const shown = record();
    const row = (name: string) => {
      const attribute = shown?.attributes.find((one) => one.name === name);
      return shown && attribute
        ? scene.draw({ record: shown, attribute, inDock: true, over: over === name })
        : null;
    };
    desk.draw({ verdict, placed, dragging: over !== null, zone: row, question: handover?.draw() });
  }

  const isOver = ({ host }: PlacedZone) => typeof over === 'object' && over?.host === host;

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
      void equipped().then(({ view: show }) => show(picture, attribute, about));
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
      const shown = record();
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

  function refuse(reason: FailReason, files: readonly File[], to: RecordView | null): void {
    const gone = () => desk.say(t('reload_page'));
    if (isAlive()) void equipped().then((tools) => tools.refuse(reason, files, to), gone);
    else gone();
  }

  function send(files: readonly File[], aim: Aim): void {
    void equipped()
      .then(({ deliver }) => deliver(files, aim))
      // The background gave no answer: mostly because the extension was updated or removed under this page.
      .catch(() => refuse('not-kept', files, null));
  }

  const zoneAt = (at: Place | null): PlacedZone | string | null => {
    if (at === null) return null;
    return (at.host === desk.host.element ? desk.attributeAt(at) : zones.at(at.host)) ?? '';
  };

  /** What the page shows at this very moment decides, not what it showed when the zones were drawn. */
  function take({ files, at }: Arrival): boolean {
    const zone = zoneAt(at) ?? '';
    const meant = typeof zone === 'object' ? zone.record : record();
    see();
    const shown = typeof zone === 'object' ? zones.at(zone.host.element)?.record : record();
    if (zone !== '' && !(meant && shown && sameEntity(shown.ref, meant.ref))) {
      refuse('record-changed', files, meant);
      return true;
    }
    if (verdict.is === 'none') return false;
    if (typeof zone === 'object' && shown) {
      const sure = { is: 'one', record: shown, because: 'title-beside-attributes' } as const;
      send(files, { verdict: sure, attribute: zone.attribute.name, replace: false });
    } else send(files, { verdict, attribute: zone === '' ? null : String(zone), replace: false });
    return true;
  }

  function hear(news: PageSnapshot): void {
    snapshot = news;
    for (const { id, fileId, progress } of snapshot.uploads) {
      if (fileId && progress.is === 'attached') pictures.rename(id, fileId);
    }
    see();
    zones.fetchVisible();
    if (handover || news.uploads.length > 0) {
      void equipped().then(
        (tools) => tools.hear(snapshot.uploads),
        () => undefined,
      );
    }
  }

  const arrivals: Parameters<typeof hearArrivals>[0] = {
    ready: () => verdict.is !== 'none',
    take,
    unclaimed: (files) => refuse('record-unknown', files, null),
    over(at) {
      const now = zoneAt(at);
      if (over === now) return;
      over = now;
      draw();
    },
  };
  const sight = createSight(
    {
      see,
      lost: () => zones.lost() || !desk.host.element.isConnected,
      frame: ({ defaultView }) => defaultView && hearArrivals(arrivals, signal, defaultView),
    },
    signal,
  );
  hearArrivals(arrivals, signal);
  onNews((news) => news.news === 'page' && hear(news.snapshot), signal);
  const read = (back: boolean) => void ask('page.snapshot', { back }).then(hear, () => sight.soon());
  // A page that comes back from the back/forward cache has missed the news.
  addEventListener('pageshow', (event) => event.persisted && read(true), { signal });
  read(false);
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
