import type { ComponentChild } from 'preact';
import { Waiting } from '../../components/Waiting.tsx';
import { shadowOf } from '../../lib/browser/shadow.ts';
import { showsForm } from '../../lib/portal/file-fields.ts';
import type { OnScreen } from '../../lib/portal/on-screen.ts';
import type { RecordView } from '../../lib/protocol/record.ts';
import type { PageSnapshot } from '../../lib/protocol/requests.ts';
import { pluralOf, t } from '../../lib/texts/texts.ts';

interface Means {
  /** Asks where in the new record the files go. */
  offer(files: readonly File[], record: RecordView): Promise<void>;
  /** @param silent heard and not seen. */
  say(sentence: string, silent?: boolean): void;
  redraw(): void;
}

/** Whether the page shows a form in which a record may be written that has no id yet. */
export const isWriting = (): boolean => showsForm(document.body, shadowOf);

/**
 * Files that came while a record was being written. They stay in this page's memory until it has been added and is
 * on screen, and go nowhere before a person has said so: a record that was there before is never meant.
 */
export function createNewcomer({ offer, say, redraw }: Means) {
  let kept: readonly File[] = [];
  /** When the first of them came: milliseconds since the epoch. */
  let since = 0;
  let added = false;
  /** Paths of records that were there before. */
  const former = new Set<string>();

  const warn = (event: BeforeUnloadEvent) => event.preventDefault();

  function keep(files: readonly File[]): void {
    kept = files;
    if (kept.length > 0) addEventListener('beforeunload', warn);
    else removeEventListener('beforeunload', warn);
    if (kept.length === 0) former.clear();
    added = false;
  }

  function waits(): string {
    const [first, ...others] = kept;
    if (others.length > 0) return t(`waits_many_${added ? 'added' : 'form'}`, String(kept.length));
    return t(`waits_${added ? 'added' : 'form'}`, first?.name ?? '');
  }

  return {
    wait(files: readonly File[]): void {
      if (kept.length === 0) since = Date.now();
      keep([...kept, ...files]);
      say(waits(), true);
    },
    /** Looks at what the page has read since, and whether the new record is on screen. */
    seen(verdict: OnScreen, { records, pending, createdAt }: PageSnapshot): void {
      if (kept.length === 0) return;
      if (createdAt <= since) {
        for (const { path } of [...records.map(({ ref }) => ref), ...pending]) former.add(path);
        return;
      }
      if (!added) {
        added = true;
        say(waits(), true);
      }
      if (verdict.is !== 'one' || verdict.record.readAt < createdAt || former.has(verdict.record.ref.path))
        return;
      const files = kept;
      keep([]);
      void offer(files, verdict.record);
    },
    draw: (): ComponentChild =>
      kept.length > 0 && (
        <Waiting
          key="waiting"
          text={waits()}
          discard={() => {
            const count = kept.length;
            keep([]);
            say(t(`discarded_${pluralOf(count)}`, String(count)));
            redraw();
          }}
        />
      ),
  };
}
