import { ask, onNews } from '../../lib/browser/letters.ts';
import { isAlive } from '../../lib/browser/native.ts';
import type { OnScreen } from '../../lib/portal/on-screen.ts';
import { hostName, isBelow, isTaken } from '../../lib/portal/tree.ts';
import { nothing, type PageSnapshot } from '../../lib/protocol/requests.ts';
import type { Stage } from '../stage/stage.tsx';
import { hearArrivals } from './arrivals.ts';
import { createSight, type Sight } from './sight.ts';
import { fetchStage } from './stage.ts';

/** What stands before the eyes of this script, for the one that reports it. */
export interface Watched {
  snapshot: PageSnapshot;
  sight: Sight;
  roots: readonly (Document | ShadowRoot)[];
  /** Zones that are drawn on the page. */
  zones: number;
}

/**
 * Watches one page until `life` is aborted: what it is about, and what files come to it. All that is shown
 * stands on the stage, which is not there before the page shows a record.
 * @param late another version of the extension was here before, and nobody knows any more what the page has read.
 */
export function openPage(life: AbortController, late: boolean): void {
  const { signal } = life;
  let snapshot: PageSnapshot = nothing;
  let verdict: OnScreen = { is: 'none', because: 'nothing-read' };
  let coming: Promise<Stage> | null = null;
  let stage: Stage | null = null;
  /** Windows of frames in which files may arrive. */
  const heard = new WeakSet<Window>();

  /** The extension is gone from behind this page. */
  let isOrphan = false;

  /**
   * Zones leave the page. Who brings files hears that it must be loaded anew, until a new version clears away the
   * place where that is said.
   */
  function orphaned(): void {
    const isCleared = stage === null || document.querySelector(hostName) === null;
    if (isCleared) life.abort();
    if (stage === null || isCleared || isOrphan) return;
    isOrphan = true;
    snapshot = nothing;
    const sight = look(snapshot);
    verdict = sight.verdict;
    stage.show(sight, snapshot);
  }

  /** Looks at the page as it stands, and has shown what has changed. */
  function see(): void {
    if (!isAlive()) orphaned();
    if (signal.aborted || isOrphan) return;
    const sight = look(snapshot);
    verdict = sight.verdict;
    if (stage) stage.show(sight, snapshot);
    else if (verdict.is !== 'none' || snapshot.uploads.length > 0) void staged().catch(ignored);
  }

  /** Without an extension behind this page there is nothing to say it with. */
  const ignored = () => undefined;

  /** Rejects where the extension was updated or removed under this page. */
  async function staged(): Promise<Stage> {
    coming ??= fetchStage(signal).catch((cause: unknown) => {
      coming = null;
      throw cause;
    });
    const come = await coming;
    if (!stage) {
      stage = come;
      see();
    }
    return stage;
  }

  function hear(news: PageSnapshot): void {
    snapshot = news;
    now();
  }

  /** Where zones of the former version stood, nothing may be taken for what is not known any more. */
  const isOutdated = () => isOrphan || (late && snapshot.records.length === 0 && snapshot.listedAt === 0);

  const outdated = () => void staged().then((tools) => tools.outdated(), ignored);

  /** Brings files that nothing here is meant by to a form, or says that they were not taken. */
  function offer(files: File[]): void {
    if (isOutdated()) outdated();
    else void staged().then((tools) => tools.take(files, null, verdict, verdict), ignored);
  }

  /** The record may stand in a frame of this page. */
  function pass(files: File[]): void {
    void ask('page.pass', { files }).then(
      (taken) => taken || offer(files),
      () => offer(files),
    );
  }

  const arrivals: Parameters<typeof hearArrivals>[0] = {
    ready: () => verdict.is !== 'none' || isShared() || isOutdated(),
    take(arrival) {
      if (!isAlive()) orphaned();
      if (isOutdated()) {
        outdated();
        return true;
      }
      const zone = stage?.zoneAt(arrival.at) ?? null;
      const meant = verdict;
      // What the page shows at this very moment decides, not what it showed when the zones were drawn.
      see();
      if (verdict.is === 'none' && !zone) {
        if (isShared()) pass(arrival.files);
        return isShared();
      }
      const present = verdict;
      void staged().then((tools) => tools.take(arrival.files, zone, meant, present), ignored);
      return true;
    },
    many(entries) {
      if (isOutdated()) return outdated();
      Reflect.set(globalThis, 'attach-for-biot/entries', entries);
      void ask('page.equip', { with: 'gather' }).catch(ignored);
    },
    unclaimed: offer,
    over: (at) => stage?.over(at),
  };
  const { look, soon, now, seen, isShared } = createSight(
    {
      see,
      lost: () => stage?.lost() ?? false,
      turned: () => stage?.turned() ?? false,
      frame(inner) {
        const view = inner.defaultView;
        if (!view || heard.has(view)) return;
        heard.add(view);
        // A frame keeps its window when the document it began with gives way to the one it was to show.
        const isOurs = () => isBelow(view.document) && !isTaken(view.document);
        hearArrivals(arrivals, signal, view, isOurs);
      },
    },
    signal,
  );
  hearArrivals(arrivals, signal);
  const watched = (): Watched => ({
    snapshot,
    sight: look(snapshot),
    roots: seen(),
    zones: stage?.drawn() ?? 0,
  });
  Reflect.set(globalThis, 'attach-for-biot/watched', watched);
  onNews((news) => {
    if (news.news === 'page') hear(news.snapshot);
    if (news.news === 'files') arrivals.take({ files: news.files, at: null });
    if (news.news === 'leave') life.abort();
  }, signal);
  const read = (back: boolean) => void ask('page.snapshot', { back }).then(hear, soon);
  // A page that comes back from the back/forward cache has missed the news.
  addEventListener('pageshow', (event) => event.persisted && read(true), { signal });
  read(false);
}
