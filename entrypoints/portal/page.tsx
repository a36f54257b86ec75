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
import { look, watchPage } from './sight.ts';
import { createZones } from './zones.ts';

/** Everything of ours on one page, until `life` is aborted: what it shows is drawn from snapshots and from the page. */
export function openPage(life: AbortController): void {
  const { signal } = life;
  let snapshot: PageSnapshot = { records: [], pending: [], listedAt: 0, uploads: [], lastAttribute: null };
  let verdict: OnScreen = { is: 'none', because: 'nothing-read' };
  /** Every attribute's name was found on the page. */
  let placed = true;
  /** What files hang over: an attribute's name, '' for the page itself, null while there are none. */
  let over: string | null = null;

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
  const record = (): RecordView | null => (verdict.is === 'one' ? verdict.record : null);

  /** Looks at the page as it stands, settles the zones and draws everything. */
  function see(): void {
    // An extension that is gone leaves the page as it found it; its successor may stand there already.
    if (!isAlive()) {
      life.abort();
      return;
    }
    const sight = look(snapshot);
    verdict = sight.verdict;
    placed = zones.settle(record(), sight.page);
    draw();
  }

  function draw(): void {
    const shown = record();
    const zone = (name: string, inDock: boolean) => {
      const attribute = shown?.attributes.find((one) => one.name === name);
      return shown && attribute
        ? scene.draw({ record: shown, attribute, inDock, over: over === name })
        : null;
    };
    zones.each((name, host) => host.draw(zone(name, false)));
    const dragging = over !== null;
    desk.draw({ verdict, placed, dragging, zone: (name) => zone(name, true), question: handover?.draw() });
  }

  function fetchPicture(name: string): void {
    const shown = record();
    const value = shown?.attributes.find((one) => one.name === name)?.value;
    if (shown && value) void pictures.fetch(shown.ref, name, value.id);
  }

  function choose(to: RecordView, { name }: AttributeView, replace: boolean): void {
    const aim: Aim = {
      verdict: { is: 'one', record: to, because: 'title-visible' },
      attribute: name,
      replace,
    };
    chooseFiles((files) => send(files, aim));
  }

  function view(attribute: AttributeView, fileId: string): void {
    const shown = record();
    const picture = pictures.get(fileId);
    if (!shown) return;
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
      return shown !== null && sameEntity(shown.ref, ref) && (zones.has(attribute) || desk.isOpen());
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

  const attributeOf = ({ host, x, y }: Place) =>
    host === desk.host.element ? desk.attributeAt({ x, y }) : zones.attributeOf(host);

  /** What the page shows at this very moment decides, not what it showed when the zones were drawn. */
  function take({ files, at }: Arrival): boolean {
    const attribute = at && attributeOf(at);
    const meant = record();
    see();
    const moved =
      attribute !== null && (!meant || verdict.is !== 'one' || !sameEntity(verdict.record.ref, meant.ref));
    if (moved) {
      refuse('record-changed', files, meant);
      return true;
    }
    if (verdict.is === 'none') return false;
    send(files, { verdict, attribute, replace: false });
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

  const page = watchPage(see, signal);
  hearArrivals(
    {
      ready: () => verdict.is !== 'none',
      take,
      unclaimed: (files) => refuse('record-unknown', files, null),
      over(at) {
        const name = at && (attributeOf(at) ?? '');
        if (over === name) return;
        over = name;
        draw();
      },
    },
    signal,
  );
  onNews((news) => {
    if (news.news === 'page') hear(news.snapshot);
    if (news.news === 'leave') life.abort();
  }, signal);
  const read = (back: boolean) => void ask('page.snapshot', { back }).then(hear, () => page.soon());
  // A page that comes back from the back/forward cache has missed the news.
  addEventListener('pageshow', (event) => event.persisted && read(true), { signal });
  read(false);
}
