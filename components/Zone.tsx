import type { AttributeView, RecordView } from '../lib/protocol/record.ts';
import { amount } from '../lib/texts/amounts.ts';
import { label, t } from '../lib/texts/texts.ts';
import { Actions, type PageAction } from './Actions.tsx';
import { Lead } from './Lead.tsx';
import { Dots, Progress, Row } from './Row.tsx';
import type { ShownUpload, Standing } from './standing.ts';

export type ZoneAction = PageAction | 'choose' | 'replace' | 'open';

export interface ZoneProps {
  record: Pick<RecordView, 'caption' | 'identity'>;
  attribute: Pick<AttributeView, 'name' | 'displayName' | 'type' | 'takes' | 'writable' | 'value'>;
  /** The picture of the file in view: the upload's while there is one, else the value's. */
  bitmap: ImageBitmap | null;
  upload: ShownUpload | null;
  /** How the upload stands; null where there is none. */
  standing: Standing<PageAction> | null;
  /** Files are being dragged over it. */
  over: boolean;
  /** The keys that paste here: `Ctrl V`, `⌘V`. */
  paste: string;
  /** In the dock the record is named once, at its head. */
  inDock?: boolean;
  /** Several files are on screen: buttons carry the file's name. */
  several: boolean;
  act(action: ZoneAction): void;
}

/** One attribute of one record, wherever it stands. */
export function Zone(props: ZoneProps) {
  const { record, attribute, bitmap, upload, standing, over, paste, inDock, several, act } = props;
  const { displayName, value, writable } = attribute;
  const about = [record.caption, ...record.identity].join(', ');
  const id = `about-${attribute.name}`;
  const under = writable && (
    <button
      type="button"
      class="under"
      aria-label={label('attach_to', displayName, record.caption)}
      aria-describedby={id}
      onClick={() => act('choose')}
    />
  );
  const lead = { sign: writable ? '+' : '–', bitmap, displayName };
  if (over) {
    const news = t('drop_to_attach', displayName);
    return (
      <Row
        tone="over"
        id={id}
        under={under}
        lead={<Lead file={null} {...lead} />}
        title={news}
        detail={about}
      />
    );
  }

  const file = upload?.fileName ?? (value && (value.name ?? t('unnamed_file')));
  const size = (upload ?? value)?.size;
  const bytes = size != null && amount(size);
  const holds = value && (!upload || upload.progress.is === 'attached');
  const idleInDock = inDock && !upload;
  const facts = standing
    ? [
        standing.news,
        standing.tone === 'ok' && bytes,
        upload?.inMemory && upload.progress.is === 'running' && t('kept_in_memory'),
      ]
    : value
      ? [idleInDock && file, bytes, !writable && t('read_only')]
      : [writable ? attribute.takes : t('read_only')];
  return (
    <Row
      tone={standing?.tone ?? (value ? 'plain' : 'empty')}
      id={id}
      under={under}
      lead={<Lead file={file} {...lead} open={holds && (() => act('open'))} />}
      caption={!idleInDock && <Dots of={[displayName, !inDock && about]} />}
      title={idleInDock ? displayName : (file ?? t(writable ? 'paste_drop_choose' : 'empty'))}
      detail={<Dots of={facts} />}
    >
      {!file && writable && !inDock && <kbd>{paste}</kbd>}
      <Actions
        of={standing?.actions ?? (value && writable ? ['replace'] : [])}
        file={several ? file : null}
        act={act}
      />
      {upload?.progress.is === 'running' && (
        <Progress name={upload.fileName} sent={upload.progress.sent} size={upload.size} />
      )}
    </Row>
  );
}
