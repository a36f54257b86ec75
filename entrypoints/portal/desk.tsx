import type { ComponentChild } from 'preact';
import { Dock } from '../../components/Dock.tsx';
import { Notice } from '../../components/Notice.tsx';
import { standingOf } from '../../components/standing.ts';
import { isAlive } from '../../lib/browser/native.ts';
import type { OnScreen } from '../../lib/portal/on-screen.ts';
import type { AttributeView, RecordView } from '../../lib/protocol/record.ts';
import type { FailReason, UploadView } from '../../lib/protocol/upload.ts';
import { failSentence } from '../../lib/texts/reasons.ts';
import { t } from '../../lib/texts/texts.ts';
import { createHost } from './host.ts';
import { opened } from './scene.tsx';

export interface DeskView {
  verdict: OnScreen;
  /** Every attribute has its zone beside its value: the dock need not stand open. */
  placed: boolean;
  dragging: boolean;
  zone(attribute: string): ComponentChild;
  question: ComponentChild;
}

/** What stands in no place of the page's own: dock, questions, news. */
export function createDesk(css: string, redraw: () => void, signal: AbortSignal) {
  const host = createHost(css, 'position:fixed;z-index:2147483647;inset:auto 0 0 auto;');
  let folded: boolean | null = null;
  let news = { text: '', silent: false };
  const known = new Map<string, string>();
  signal.addEventListener('abort', host.remove);

  function say(text: string, silent = false): void {
    news = { text, silent };
    redraw();
  }

  return {
    host,
    say,
    /** A file was not taken: where the zone shows it, it is only said. */
    refused(
      reason: FailReason,
      file: { name: string },
      record: RecordView | null,
      attribute: AttributeView | null,
    ) {
      const concerned = {
        file: file.name,
        attribute: attribute?.displayName ?? null,
        record: record?.caption ?? null,
      };
      say(failSentence(reason, concerned), attribute !== null);
    },
    /** Says what has become of uploads since the last time; `shown` are those whose zone is on the page. */
    hear(uploads: readonly UploadView[], shown: (upload: UploadView) => boolean): void {
      for (const upload of uploads) {
        const { progress, id } = upload;
        const before = known.get(id);
        known.set(id, progress.is);
        // What was over before this page was opened is no news.
        const old = before === undefined && upload.createdAt < opened;
        if (progress.is === 'running' || old || before === progress.is) continue;
        say(standingOf(upload).news, shown(upload));
      }
    },
    /** The attribute whose row in the dock is at a point of the window. */
    attributeAt(point: { x: number; y: number }): string | null {
      const row = host.root.elementFromPoint(point.x, point.y)?.closest('[data-attribute]');
      return row?.getAttribute('data-attribute') ?? null;
    },
    draw({ verdict, placed, dragging, zone, question }: DeskView): void {
      host.place(document.documentElement, null);
      const record = verdict.is === 'one' ? verdict.record : null;
      const isFolded = dragging ? false : (folded ?? placed);
      host.draw([
        verdict.is !== 'none' && (
          <Dock
            key="dock"
            record={record}
            folded={isFolded}
            fold={(to) => {
              folded = to;
              redraw();
            }}
          >
            {record?.attributes.map(({ name }) => (
              <div key={name} data-attribute={name}>
                {zone(name)}
              </div>
            ))}
          </Dock>
        ),
        question,
        <Notice key="news" {...news} dismiss={() => say('')} />,
      ]);
    },
    /** The background gave no answer: mostly because the extension was updated or removed under this page. */
    unanswered([file]: readonly File[]): void {
      const concerned = { file: file?.name ?? '', attribute: null, record: null };
      say(isAlive() ? failSentence('not-kept', concerned) : t('reload_page'));
    },
  };
}
