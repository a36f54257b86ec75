import { Zone, type ZoneAction } from '../../components/Zone.tsx';
import { wish } from '../../lib/browser/wishes.ts';
import type { AttributeView, FileValue, RecordView } from '../../lib/protocol/record.ts';
import { sameEntity } from '../../lib/protocol/record.ts';
import type { PageSnapshot } from '../../lib/protocol/requests.ts';
import type { FailReason, UploadView } from '../../lib/protocol/upload.ts';
import type { Pictures, Shown } from './pictures.ts';

/** One attribute of one record, as a key. */
export const placeName = ({ ref }: RecordView, { name }: AttributeView): string =>
  `${ref.api}${ref.path} ${name}`;

/** A file that was not taken; shown where it was meant to go until it is dismissed. */
export interface Refusal {
  file: Pick<File, 'name' | 'size'>;
  reason: FailReason;
}

/** What is drawn of one attribute, whether beside its value or in the dock. */
export interface Drawing {
  record: RecordView;
  attribute: AttributeView;
  over: boolean;
  inDock: boolean;
}

interface Means {
  snapshot(): PageSnapshot;
  pictures: Pictures;
  /** By `placeName`. */
  refusals: Map<string, Refusal>;
  choose(record: RecordView, attribute: AttributeView, replace: boolean): void;
  view(attribute: AttributeView, fileId: string): void;
  redraw(): void;
}

/** Uploads that ended before this page was opened are history: the popup has them. */
export const opened = Date.now();

const pasteKeys = /mac/i.test(navigator.platform) ? '⌘V' : 'Ctrl V';

/** Draws attributes from the newest snapshot, and carries out what is asked of them. */
export function createScene({ snapshot, pictures, refusals, choose, view, redraw }: Means) {
  const uploadTo = (record: RecordView, attribute: AttributeView): UploadView | null => {
    const [newest] = snapshot()
      .uploads.filter((one) => one.attribute === attribute.name && sameEntity(one.ref, record.ref))
      .toSorted((a, b) => b.createdAt - a.createdAt);
    if (!newest) return null;
    const over = ['attached', 'undone', 'cancelled'].includes(newest.progress.is);
    // What stands in the record by now is somebody else's: our news of it is old.
    const stale = newest.progress.is === 'attached' && attribute.value?.id !== newest.fileId;
    return (over && newest.createdAt < opened) || stale ? null : newest;
  };

  function act(record: RecordView, attribute: AttributeView, action: ZoneAction): void {
    const upload = uploadTo(record, attribute);
    const refused = refusals.delete(placeName(record, attribute));
    redraw();
    switch (action) {
      case 'choose':
      case 'replace':
        choose(record, attribute, action === 'replace');
        break;
      case 'open':
        if (attribute.value) view(attribute, attribute.value.id);
        break;
      default:
        if (!refused && upload) void wish(action, upload.id);
    }
  }

  return {
    uploadTo,
    draw({ record, attribute, over, inDock }: Drawing) {
      const refusal = refusals.get(placeName(record, attribute));
      const upload = uploadTo(record, attribute);
      const shown = refusal
        ? {
            fileName: refusal.file.name,
            size: refusal.file.size,
            caption: record.caption,
            displayName: attribute.displayName,
            progress: { is: 'failed' as const, reason: refusal.reason, retry: false },
          }
        : upload;
      const fileId = upload?.fileId ?? attribute.value?.id;
      const known = fileId ? pictures.get(fileId) : null;
      const local = upload ? pictures.get(upload.id) : null;
      const value = attribute.value && valueShown(attribute.value, known);
      return (
        <Zone
          record={record}
          attribute={{ ...attribute, value }}
          bitmap={refusal ? null : ((local ?? known)?.bitmap ?? null)}
          upload={shown}
          over={over}
          paste={pasteKeys}
          inDock={inDock}
          several={record.attributes.filter((one) => one.value || uploadTo(record, one)).length > 1}
          act={(action) => act(record, attribute, action)}
        />
      );
    },
  };
}

/** Older platforms say only a file's id: the rest is known once somebody has looked. */
function valueShown(value: FileValue, known: Shown | null): FileValue {
  return {
    id: value.id,
    name: value.name ?? known?.name,
    size: value.size ?? known?.size ?? undefined,
    mimeType: value.mimeType ?? known?.type,
  };
}
