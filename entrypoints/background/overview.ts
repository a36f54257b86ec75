import type { Handlers } from '../../lib/browser/transport.ts';
import { isFinished } from '../../lib/outbox/phase.ts';
import type { Upload } from '../../lib/outbox/upload.ts';
import type { Overview, Requests } from '../../lib/protocol/requests.ts';
import { needsSomebody, type UploadView } from '../../lib/protocol/upload.ts';
import type { Journal } from '../../lib/store/journal.ts';
import type { WaitingFiles } from '../../lib/store/waiting.ts';
import type { AccessWatch } from './access.ts';
import { mustBeOurs } from './askers.ts';
import type { Losses } from './losses.ts';
import type { Pages } from './pages.ts';

interface Parts {
  access: AccessWatch;
  journal: Journal;
  losses: Losses;
  waiting: WaitingFiles;
  pages: Pages;
  views(uploads: readonly Upload[]): Promise<UploadView[]>;
  isSignedIn(upload: Pick<Upload, 'owner'>): Promise<boolean>;
  changed(): Promise<void>;
}

/** What the toolbar's popup asks. */
export function overviewAnswers(parts: Parts): Pick<Handlers<Requests>, 'overview.read' | 'uploads.clear'> {
  const { access, journal, losses, waiting, pages, views, isSignedIn, changed } = parts;

  /** Uploads of people who are signed in; those of others are nobody's to see here. */
  async function ownUploads() {
    const { uploads } = await journal.all();
    const own = await Promise.all(uploads.map(isSignedIn));
    return {
      own: uploads.filter((_, index) => own[index]),
      others: uploads.filter((_, index) => !own[index]),
    };
  }

  return {
    'overview.read': async (_, from) => {
      mustBeOurs(from);
      const { own, others } = await ownUploads();
      const shown = await views(own.toSorted((a, b) => b.createdAt - a.createdAt));
      return {
        others: others.filter((one) => !isFinished(one)).length,
        uploads: shown.filter(({ batch, progress }) => batch === null || needsSomebody(progress)),
        batches: batchesOf(shown),
        lost: await losses.count(),
        waiting: await waiting.all(),
        lostNames: await losses.names((owner) => isSignedIn({ owner })),
        withheld: await access.withheld(),
        tab: await access.tab(pages.isObserved),
      };
    },
    'uploads.clear': async (_, from) => {
      mustBeOurs(from);
      const { own } = await ownUploads();
      await journal.forget(...own.filter(isFinished).map(({ id }) => id));
      await losses.clear();
      await changed();
      return undefined;
    },
  };
}

/** Newest first, as their uploads come. */
function batchesOf(shown: readonly UploadView[]): Overview['batches'] {
  const batches = new Map<string, { id: string; files: number; attached: number }>();
  for (const { batch, progress } of shown) {
    if (batch === null) continue;
    const one = batches.get(batch) ?? { id: batch, files: 0, attached: 0 };
    one.files += 1;
    if (progress.is === 'attached') one.attached += 1;
    batches.set(batch, one);
  }
  return [...batches.values()];
}
