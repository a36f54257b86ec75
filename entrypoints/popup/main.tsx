import '../../components/look/page.css';
import { render } from 'preact';
import { UploadList } from '../../components/UploadList.tsx';
import { askFor } from '../../lib/browser/asking.ts';
import { speak } from '../../lib/browser/language.ts';
import { ask, onNews } from '../../lib/browser/letters.ts';
import { wish } from '../../lib/browser/wishes.ts';
import type { TabView } from '../../lib/protocol/requests.ts';

speak(document.documentElement);

async function draw(): Promise<void> {
  const list = (
    <UploadList
      {...(await ask('overview.read'))}
      act={(action, upload) => void wish(action, upload.id)}
      send={send}
      bulk={(batch) => void ask('bulk.open', { batch }).then(() => window.close())}
      resume={(id) => void ask('capture.resume', { id }).then(() => window.close())}
      discard={(id) => void ask('capture.discard', { id }).then(draw)}
      clear={() => void ask('uploads.clear')}
      reload={() => void ask('tab.reload').then(() => window.close())}
      allow={allow}
    />
  );
  render(list, document.body);
}

function send(what: 'page' | 'whole'): void {
  void ask(what === 'page' ? 'capture.page' : 'capture.whole').then(() => window.close());
}

/** Nothing is awaited before the browser asks, and the background goes on by itself: this page may be closed by then. */
function allow(patterns: readonly string[], tab: TabView | null): void {
  if (tab?.portal) void ask('portal.ask', { portal: tab.portal, api: tab.api });
  void askFor(patterns).then(draw);
}

onNews(() => void draw());
void draw().then(() => ask('tab.look'));
