import '../../components/look/page.css';
import { render } from 'preact';
import { ActivityList } from '../../components/ActivityList.tsx';
import { PortalList } from '../../components/PortalList.tsx';
import { Recovery } from '../../components/Recovery.tsx';
import { SightList } from '../../components/SightList.tsx';
import { askFor } from '../../lib/browser/asking.ts';
import { speak } from '../../lib/browser/language.ts';
import { ask, onNews } from '../../lib/browser/letters.ts';
import { choose, onRulingChanged, retention, ruling } from '../../lib/browser/policy.ts';
import { save } from '../../lib/browser/saving.ts';
import type { ActivityView } from '../../lib/protocol/activity.ts';
import type { SightReport } from '../../lib/protocol/sight.ts';
import { readActivity } from '../../lib/store/activity.ts';
import { activityCsv, activityJson } from '../../lib/texts/activity.ts';
import { activityViews } from '../../lib/uploads/activity-view.ts';

speak(document.documentElement);

let reports: readonly SightReport[] | null = null;
let copied = false;

async function look(): Promise<void> {
  reports = await ask('sights.read');
  copied = false;
  await draw();
}

async function copy(): Promise<void> {
  await navigator.clipboard.writeText(JSON.stringify(reports, null, 2));
  copied = true;
  await draw();
}

function saveLog(log: readonly ActivityView[], as: 'csv' | 'json'): void {
  if (as === 'csv') save('attach-for-biot.csv', 'text/csv;charset=utf-8', activityCsv(log));
  else save('attach-for-biot.json', 'application/json', activityJson(log));
}

async function draw(): Promise<void> {
  const [access, people, { policy, ruled }, entries] = await Promise.all([
    ask('portals.read'),
    ask('people.read'),
    ruling(),
    readActivity({ keptFor: retention }),
  ]);
  const log = activityViews(entries, people);
  const list = (
    <PortalList
      {...access}
      allow={(patterns) => void askFor(patterns).then(draw)}
      remove={(portal) => void ask('portal.remove', { portal }).then(draw)}
    >
      <Recovery
        recovery={policy.recovery}
        ruled={ruled.includes('recovery')}
        choose={(recovery) => void choose(recovery).then(draw)}
      />
      <ActivityList log={log} keptFor={policy.activityDays} save={(as) => saveLog(log, as)} />
      <SightList reports={reports} copied={copied} look={() => void look()} copy={() => void copy()} />
    </PortalList>
  );
  render(list, document.body);
}

onRulingChanged(() => void draw());
// Somebody else may have signed in meanwhile; uploads alone are no reason to ask the API again.
onNews(({ news }) => {
  if (news === 'session') void draw();
});
void draw();
