import type { PageAction } from '../../components/Actions.tsx';
import { type ShownUpload, type Standing, standingOf } from '../../components/standing.ts';
import { wish } from '../../lib/browser/wishes.ts';
import { type AttributeView, type RecordView, sameEntity } from '../../lib/protocol/record.ts';
import type { FailReason, UploadView } from '../../lib/protocol/upload.ts';
import { t } from '../../lib/texts/texts.ts';
import type { Freshness } from './freshness.ts';

/** A file that was not taken, and where it was meant to go; shown there until it is dismissed. */
export interface Refused {
  reason: FailReason;
  file: Pick<File, 'name' | 'size'>;
  record: RecordView | null;
  attribute: AttributeView | null;
}

/** How an attribute's newest file stands, on its way or refused. */
export interface Stands {
  upload: ShownUpload;
  standing: Standing<PageAction>;
  /** Under which its picture is known: the upload's while it runs, the file's afterwards. */
  pictures: readonly (string | null)[];
  act(action: PageAction): void;
  /** The person goes on to something else: a refusal has been read. */
  forgive(): void;
}

interface Means {
  /** @param silent heard and not seen, because the attribute's place shows it. */
  say(sentence: string, silent: boolean): void;
  /** Whether a person sees an attribute of a record at this moment. */
  sees(ref: RecordView['ref'], attribute: string): boolean;
  redraw(): void;
  /** Shows somebody's file beside an upload's; null where no answer was given. */
  compare(
    upload: UploadView,
    record: RecordView,
    attribute: AttributeView,
  ): Promise<'theirs' | 'mine' | null>;
  freshness: Freshness;
}

/** Uploads that ended before this page was opened are history: the popup has them. */
const opened = performance.timeOrigin;

/** One attribute of one record, as a key. */
const placeOf = (ref: RecordView['ref'], attribute: string) => `${ref.api}${ref.path} ${attribute}`;

/** What has become of files: those on their way, and those that were not taken. */
export function createAccount({ say, sees, redraw, compare, freshness }: Means) {
  let uploads: readonly UploadView[] = [];
  const refusals = new Map<string, Refused>();
  const known = new Map<string, string>();

  function uploadTo(record: RecordView, attribute: AttributeView): UploadView | null {
    const there = uploads
      .filter((one) => one.attribute === attribute.name && sameEntity(one.ref, record.ref))
      .toSorted((a, b) => b.createdAt - a.createdAt);
    // A later file that was taken back hides no question about the one before it.
    const newest = there.find(({ progress }) => progress.is === 'conflict' && progress.savedOver) ?? there[0];
    if (!newest) return null;
    const over = ['attached', 'undone', 'cancelled'].includes(newest.progress.is);
    // What stands in the record by now is somebody else's: our news of it is old.
    const stale = newest.progress.is === 'attached' && attribute.value?.id !== newest.fileId;
    return (over && newest.createdAt < opened) || stale ? null : newest;
  }

  function standingIn(record: RecordView, shown: ShownUpload, upload: UploadView | null): Stands['standing'] {
    const standing = standingOf(shown);
    const { progress } = shown;
    if (progress.is === 'conflict' && !progress.savedOver)
      return { ...standing, actions: ['compare', ...standing.actions] };
    if (!upload || !freshness.isStale(record, upload)) return standing;
    return {
      ...standing,
      news: t('attached_unseen', record.caption),
      // It comes late and first: what a hand is on its way to stays where it is.
      actions: ['reload', ...standing.actions],
    };
  }

  return {
    stands(record: RecordView, attribute: AttributeView): Stands | null {
      const place = placeOf(record.ref, attribute.name);
      const refusal = refusals.get(place);
      const upload = uploadTo(record, attribute);
      const forgive = () => refusals.delete(place);
      const shown: ShownUpload | null = refusal
        ? {
            fileName: refusal.file.name,
            size: refusal.file.size,
            caption: record.caption,
            displayName: attribute.displayName,
            progress: { is: 'failed', reason: refusal.reason, retry: false, elsewhere: false },
            inMemory: false,
          }
        : upload;
      return (
        shown && {
          upload: shown,
          standing: standingIn(record, shown, refusal ? null : upload),
          pictures: refusal || !upload ? [] : [upload.id, upload.fileId],
          forgive,
          act(action) {
            if (action === 'reload') freshness.reload();
            else if (action === 'compare') {
              if (!upload) return;
              void compare(upload, record, attribute).then((keep) => keep && wish(keep, upload.id));
            } else if (!forgive() && upload) void wish(action, upload.id);
            redraw();
          },
        }
      );
    },

    /** Several files that came together share a sentence: then it is said aloud wherever they were meant to go. */
    refuse(refused: Refused, sentence: string, alone: boolean): void {
      const { record, attribute } = refused;
      if (record && attribute) refusals.set(placeOf(record.ref, attribute.name), refused);
      say(sentence, alone && !!record && !!attribute && sees(record.ref, attribute.name));
    },

    /** New files: what was refused before has been read. */
    forget: () => refusals.clear(),

    /** Says what has become of uploads since the last time. */
    hear(news: readonly UploadView[]): void {
      uploads = news;
      let moved = false;
      for (const upload of news) {
        const { progress, id } = upload;
        const before = known.get(id);
        const now = standOf(upload);
        known.set(id, now);
        // What was over before this page was opened is no news.
        const old = before === undefined && upload.createdAt < opened;
        if (progress.is === 'running' || old || before === now) continue;
        moved ||= progress.is === 'attached' || progress.is === 'undone';
        const gone = progress.is === 'attached' && progress.notUndone === 'changed';
        say(standingOf(upload).news, !gone && sees(upload.ref, upload.attribute));
      }
      if (moved) freshness.changed();
      redraw();
    },
  };
}

/**
 * Two that are alike are no news. What went wrong is news each time: the try in between may have been too short for
 * this page to hear of it.
 */
function standOf({ progress, changedAt }: UploadView): string {
  const isTrouble =
    progress.is === 'failed' ||
    progress.is === 'conflict' ||
    (progress.is === 'attached' && progress.notUndone !== null);
  return isTrouble ? `${progress.is} ${changedAt}` : progress.is;
}
