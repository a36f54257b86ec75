import { standingOf } from '../../components/standing.ts';
import type { ZoneProps } from '../../components/Zone.tsx';
import type { AttributeView, RecordView } from '../../lib/protocol/record.ts';
import type { UploadProgress, UploadView } from '../../lib/protocol/upload.ts';
import { t } from '../../lib/texts/texts.ts';
import { takes } from '../../lib/texts/types.ts';
import { called, dated } from './spoken.ts';

const ref = { api: 'https://api.dev.sandbox.biot-med.com', kind: 'patient', path: '/p/1', id: '1' } as const;

export function attribute(change: Partial<AttributeView> = {}): AttributeView {
  const view: AttributeView = {
    name: 'wound_photo',
    displayName: called.wound,
    type: 'IMAGE',
    accepts: ['image/png', 'image/jpeg'],
    takes: '',
    basePath: null,
    writable: true,
    isPublic: false,
    value: null,
    ...change,
  };
  return { ...view, takes: takes(view) };
}

export const photo = { id: 'f1', name: 'wound-2026-11-20.jpg', size: 661_204, mimeType: 'image/jpeg' };
export const report = { id: 'f2', name: 'analysis.pdf', size: 1_204_000, mimeType: 'application/pdf' };

export const attributes: readonly AttributeView[] = [
  attribute({ value: photo }),
  attribute({ name: 'ecg_strip', displayName: called.ecg, accepts: null }),
  attribute({
    name: 'analysis_file',
    displayName: called.analysis,
    type: 'FILE',
    accepts: ['application/pdf', 'text/csv'],
    value: report,
  }),
];

const identity = (born: string, number: string) => [
  t('record_born', dated(born)),
  t('record_label', called.number, number),
];

export const mary: RecordView = {
  ref,
  caption: called.person,
  identity: identity('1961-04-02', '40017'),
  titles: [called.person],
  details: [],
  attributes,
  labels: [],
  refersTo: [],
  readAt: 0,
};
export const namesake: RecordView = { ...mary, identity: identity('1984-09-30', '51220') };

export function upload(progress: UploadProgress, change: Partial<UploadView> = {}): UploadView {
  return {
    id: progress.is,
    fileName: 'wound-photo 2026-11-23 14.02.07.png',
    type: 'image/png',
    size: 661_204,
    portal: 'https://organization.app.dev.sandbox.biot-med.com',
    ref,
    caption: mary.caption,
    identity: mary.identity,
    attribute: 'wound_photo',
    displayName: called.wound,
    batch: null,
    isMade: false,
    fileId: null,
    progress,
    inMemory: false,
    createdAt: 0,
    changedAt: 0,
    ...change,
  };
}

export const progresses: readonly UploadProgress[] = [
  { is: 'running', step: 'sending', sent: 412_000 },
  { is: 'running', step: 'verifying', sent: 661_204 },
  { is: 'running', step: 'undoing', sent: 661_204 },
  { is: 'waiting', why: 'session', cancel: true },
  { is: 'waiting', why: 'network', cancel: true },
  { is: 'waiting', why: 'server', cancel: false },
  { is: 'attached', notUndone: null },
  { is: 'attached', notUndone: 'changed' },
  { is: 'undone' },
  { is: 'cancelled' },
  { is: 'conflict', theirs: 'f9', savedOver: false },
  { is: 'conflict', theirs: 'f9', savedOver: true },
  { is: 'conflict', theirs: null, savedOver: true },
  { is: 'failed', reason: 'not-an-image', retry: false, elsewhere: false },
  { is: 'failed', reason: 'unreachable', retry: true, elsewhere: false },
];

export const zone = (change: Partial<ZoneProps>): ZoneProps => ({
  record: mary,
  attribute: attribute(),
  bitmap: null,
  upload: null,
  standing: change.upload ? standingOf(change.upload) : null,
  over: false,
  paste: t('paste_keys'),
  several: true,
  act: () => undefined,
  ...change,
});

/** A picture nobody has taken. */
export function picture(): ImageBitmap {
  const canvas = new OffscreenCanvas(600, 400);
  const context = canvas.getContext('2d');
  if (context) {
    const shade = context.createLinearGradient(0, 0, 600, 400);
    shade.addColorStop(0, '#e8b7a4');
    shade.addColorStop(0.55, '#b95f4d');
    shade.addColorStop(1, '#7d352c');
    context.fillStyle = shade;
    context.fillRect(0, 0, 600, 400);
  }
  return canvas.transferToImageBitmap();
}
