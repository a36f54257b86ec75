import '../../components/look/page.css';
import { render } from 'preact';
import { PortalList } from '../../components/PortalList.tsx';
import { SightList } from '../../components/SightList.tsx';
import { askFor } from '../../lib/browser/asking.ts';
import { speak } from '../../lib/browser/language.ts';
import { ask, onNews } from '../../lib/browser/letters.ts';
import type { SightReport } from '../../lib/protocol/sight.ts';

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

async function draw(): Promise<void> {
  const list = (
    <PortalList
      {...(await ask('portals.read'))}
      allow={(patterns) => void askFor(patterns).then(draw)}
      remove={(portal) => void ask('portal.remove', { portal }).then(draw)}
    >
      <SightList reports={reports} copied={copied} look={() => void look()} copy={() => void copy()} />
    </PortalList>
  );
  render(list, document.body);
}

// Somebody else may have signed in meanwhile; uploads alone are no reason to ask the API again.
onNews((news) => news.news === 'session' && void draw());
void draw();
