import { Zone, type ZoneAction } from '../../components/Zone.tsx';
import type { AttributeView, FileValue, RecordView } from '../../lib/protocol/record.ts';
import { t } from '../../lib/texts/texts.ts';
import type { Stands } from '../handover/handover.ts';
import type { Pictures, Shown } from './pictures.ts';

/** What is drawn of one attribute, whether beside its value or in the dock. */
export interface Drawing {
  record: RecordView;
  attribute: AttributeView;
  over: boolean;
  inDock: boolean;
}

interface Means {
  pictures: Pictures;
  /** How an attribute's newest file stands; null where there is none. */
  stands(record: RecordView, attribute: AttributeView): Stands | null;
  choose(record: RecordView, attribute: AttributeView, replace: boolean): void;
  view(record: RecordView, attribute: AttributeView, fileId: string): void;
}

const isMac = /mac/i.test(navigator.platform);

/** Draws attributes from the newest snapshot, and carries out what is asked of them. */
export function createScene({ pictures, stands, choose, view }: Means) {
  function act(record: RecordView, attribute: AttributeView, action: ZoneAction): void {
    const file = stands(record, attribute);
    if (action === 'open') {
      if (attribute.value) view(record, attribute, attribute.value.id);
    } else if (action === 'choose' || action === 'replace') {
      file?.forgive();
      choose(record, attribute, action === 'replace');
    } else file?.act(action);
  }

  return {
    draw({ record, attribute, over, inDock }: Drawing) {
      const file = stands(record, attribute);
      const [known] = (file?.pictures ?? [attribute.value?.id]).flatMap(
        (id) => (id && pictures.get(id)) || [],
      );
      return (
        <Zone
          record={record}
          attribute={{ ...attribute, value: attribute.value && valueShown(attribute.value, known) }}
          bitmap={known?.bitmap ?? null}
          upload={file?.upload ?? null}
          standing={file?.standing ?? null}
          over={over}
          paste={isMac ? '⌘V' : t('paste_keys')}
          inDock={inDock}
          several={record.attributes.filter((one) => one.value || stands(record, one)).length > 1}
          act={(action) => act(record, attribute, action)}
        />
      );
    },
  };
}

/** Older platforms say only a file's id: the rest is known once somebody has looked. */
function valueShown(value: FileValue, known: Shown | undefined): FileValue {
  return {
    id: value.id,
    name: value.name ?? known?.name,
    size: value.size ?? known?.size ?? undefined,
    mimeType: value.mimeType ?? known?.type,
  };
}
