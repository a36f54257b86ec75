import '../../components/look/page.css';
import { render } from 'preact';
import { PortalList } from '../../components/PortalList.tsx';
import { askFor } from '../../lib/browser/asking.ts';
import { speak } from '../../lib/browser/language.ts';
import { ask, onNews } from '../../lib/browser/letters.ts';

speak(document.documentElement);

async function draw(): Promise<void> {
  const list = (
    <PortalList
      {...(await ask('portals.read'))}
      allow={(patterns) => void askFor(patterns).then(draw)}
      remove={(portal) => void ask('portal.remove', { portal }).then(draw)}
    />
  );
  render(list, document.body);
}

// Somebody else may have signed in meanwhile; uploads alone are no reason to ask the API again.
onNews((news) => news.news === 'session' && void draw());
void draw();
