import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { setBadge } from '../../lib/browser/badge.ts';
import { carrierHere } from '../../lib/browser/carrier-host.ts';
import { inject } from '../../lib/browser/injection.ts';
import { speak } from '../../lib/browser/language.ts';
import { orphaned } from '../../lib/browser/orphans.ts';
import { createRuling, retention, ruling } from '../../lib/browser/policy.ts';
import { kept } from '../../lib/browser/session-area.ts';
import { sessionKey } from '../../lib/browser/session-key.ts';
import { showTab } from '../../lib/browser/tabs.ts';
import { serve, tellPages } from '../../lib/browser/transport.ts';
import { watchUpdate } from '../../lib/browser/update.ts';
import type { FrameReads } from '../../lib/portal/reads.ts';
import { hostName } from '../../lib/portal/tree.ts';
import type { Requests } from '../../lib/protocol/requests.ts';
import { needsSomebody } from '../../lib/protocol/upload.ts';
import { activityNotes } from '../../lib/store/activity.ts';
import { openJournal } from '../../lib/store/journal.ts';
import { withMemory } from '../../lib/store/memory.ts';
import { openWaiting } from '../../lib/store/waiting.ts';
import { coalesced } from '../../lib/uploads/coalesced.ts';
import { isOwn } from '../../lib/uploads/frame-records.ts';
import { createHanded } from '../../lib/uploads/handed.ts';
import { createRunner } from '../../lib/uploads/runner.ts';
import { watchSaves } from '../../lib/uploads/saves.ts';
import { watchAccess } from './access.ts';
import { createAlarm } from './alarm.ts';
import { createAnnouncements } from './announcements.ts';
import { answers } from './answers.ts';
import { createBiot } from './biot.ts';
import { createLosses } from './losses.ts';
import { createPages } from './pages.ts';
import { createPortalTab } from './portal-tab.ts';
import { type Leaver, watchPortals } from './portals.ts';
import { createProgress } from './progress.ts';
import { reachOf } from './reach.ts';
import { createRecents } from './recents.ts';
import { viewsOf } from './views.ts';

/** Pages and the badge are told no oftener than every so many ms: a thousand files move faster than anybody looks. */
const between = 250;

export default defineBackground({
  type: 'module',
  main() {
    speak();
    const losses = createLosses();
    const present = createRuling();
    const sealed = { sealing: async () => (await present()).policy, sessionKey: sessionKey() };
    const journal = withMemory(openJournal(sealed), losses.remember);
    const waiting = openWaiting(sealed);
    const noteActivity = activityNotes({ keptFor: () => retention(present) });
    const access = watchAccess({
      changed: () => void moved(),
      learnt: () => void tellPages({ news: 'session' }),
    });
    const reach = reachOf(access);
    const hearer: Parameters<typeof watchPortals>[0] = {
      onSession: (portal, api) =>
        void runner
          .wake()
          .then(() => Promise.all([access.met(portal, api), portalTab.met(portal)]))
          .then(() => Promise.all([pages.changed(), tellPages({ news: 'session' })])),
      onLeft: (who) => void left(who),
      onList: () => void pages.changed(),
      onRecord(frame, ref, what) {
        const known = biot.noticed(frame, ref);
        void known.then(() => pages.changed());
        if (what === 'changed') void known.then((record) => record && saves.noticed(frame, record));
        // Until it is known, pages are told that there is a record of which nothing is known.
        void pages.changed();
      },
    };
    const portals = watchPortals(hearer, access);
    const portalTab = createPortalTab();
    const announcements = createAnnouncements((id) => void showRecord(id));
    const biot = createBiot(portals, reach);
    const progress = createProgress(() => pages.changed());
    const carrier = carrierHere(progress.hear);
    const recents = createRecents(async () => (await present()).policy.recentTargets);
    const wakeMeAt = createAlarm(() => void runner.wake());
    const handed = createHanded();
    const runner = createRunner({
      journal,
      carrier,
      handed: handed.take,
      clientFor: biot.clientFor,
      took: ({ owner, target }, entity) => biot.records.took(target.path, owner, entity),
      changed: () => void changed(),
      wakeMeAt,
      async lost(lost) {
        await losses.add(lost);
        void changed();
      },
      online: () => navigator.onLine,
      now: Date.now,
    });
    const begun = kept('begun', v.boolean(), false);
    const settleUpdate = watchUpdate(browser.runtime, runner.busy);
    const saves = watchSaves({ journal, renew: biot.noticed, tell: runner.tell, now: Date.now });
    const pages = createPages({ portals, records: biot.records, journal, progress, reach });

    const changed = coalesced(async () => {
      progress.keepAlive(runner.busy() || losses.areFragile());
      settleUpdate();
      await pages.changed();
      void saves.moved();
      const reaches = await reach();
      const { uploads } = await journal.all();
      // What is not noted now is noted with the next change.
      void noteActivity(uploads).catch((cause: unknown) => {
        console.error('Attach for BioT: activity was not noted', cause instanceof Error ? cause.name : '');
      });
      const views = viewsOf(uploads, { progress, reaches });
      const shown = views.map((view) => view.progress);
      await announcements.see(views);
      await setBadge({
        running: shown.filter(({ is }) => is === 'running' || is === 'waiting').length,
        needing: shown.filter(needsSomebody).length + (await losses.count()) + (await waiting.all()).length,
      });
    }, between);

    /** The tab in which the record stands, else its portal: how portals address their records is theirs alone. */
    async function showRecord(id: string): Promise<void> {
      const upload = await journal.get(id);
      if (!upload) return;
      const isItsPage = (frame: FrameReads) => frame.reads[0]?.ref.path === upload.target.path;
      const frames = (await portals.frames()).filter((frame) => isOwn(frame, upload.owner));
      await showTab(upload.owner.portal, frames.find(isItsPage)?.tab);
    }

    /** What becomes of uploads whose owner has signed out, or was replaced by somebody else. */
    async function left({ portal, user, organization }: Leaver): Promise<void> {
      await recents.forget({ portal, user, organization });
      const { policy } = await ruling();
      if (policy.atSignOut === 'wipe')
        await runner.wipe(
          (owner) => owner.portal === portal && owner.user === user && owner.organization === organization,
        );
    }

    /** The browser lets us work elsewhere than before: pages we may not help are left, and what waited goes on. */
    async function moved(): Promise<void> {
      await pages.left(await portals.leave(await access.may()));
      await runner.wake();
      await changed();
      await tellPages({ news: 'session' });
    }

    /** Once in the life of this version: pages that were open before it came say that they must be loaded anew. */
    async function begin(): Promise<void> {
      let isFirst = false;
      await begun.change((before) => {
        isFirst = !before;
        return true;
      });
      if (isFirst) await Promise.all((await orphaned(hostName)).map((frame) => inject(frame, true)));
    }

    serve<Requests>(
      'background',
      answers({
        access,
        reach,
        journal,
        carrier,
        handed,
        portals,
        biot,
        runner,
        pages,
        progress,
        losses,
        recents,
        waiting,
        portalTab,
        sent: announcements.expect,
        changed,
      }),
    );
    // That it listens is what wakes the background when the browser starts; the rest is done below.
    browser.runtime.onStartup.addListener(() => void runner.wake());
    self.addEventListener('online', () => void runner.reconnected());
    void begin().catch((cause: unknown) => {
      console.error(
        'Attach for BioT: open pages were not looked at',
        cause instanceof Error ? cause.name : '',
      );
    });
    void losses.mourn().then(changed);
    void runner.wake().then(changed);
  },
});
