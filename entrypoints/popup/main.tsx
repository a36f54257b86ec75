import '../../components/look/page.css';
import { render } from 'preact';
import { UploadList } from '../../components/UploadList.tsx';
import { speak } from '../../lib/browser/language.ts';
import { ask, onNews } from '../../lib/browser/letters.ts';
import { wish } from '../../lib/browser/wishes.ts';

speak(document.documentElement);

async function draw(): Promise<void> {
  const { uploads, others, lost, tab } = await ask('overview.read');
  const list = (
    <UploadList
      uploads={uploads}
      others={others}
      lost={lost}
      tab={tab}
      act={(action, upload) => void wish(action, upload.id)}
      clear={() => void ask('uploads.clear')}
      reload={() => void ask('tab.reload').then(() => window.close())}
    />
  );
  render(list, document.body);
}

onNews(() => void draw());
void draw();
