import type { AttributeView, RecordView } from '../../../lib/protocol/record.ts';

/** An invented patient as the background would describe her. */
export function record(id: string, change: Partial<RecordView> = {}): RecordView {
  return {
    ref: {
      api: 'https://api.dev.sandbox.biot-med.com',
      kind: 'patient',
      path: `/organization/v1/users/patients/${id}`,
      id,
    },
    caption: 'Mary Jones',
    identity: [],
    titles: ['Mary Jones', 'Jones, Mary'],
    details: [],
    attributes: [],
    labels: [],
    refersTo: [],
    readAt: 0,
    ...change,
  };
}

/** An invented attribute for pictures, empty. */
export function attribute(change: Partial<AttributeView> = {}): AttributeView {
  return {
    name: 'wound_photo',
    displayName: 'Wound photo',
    type: 'IMAGE',
    accepts: null,
    takes: 'images',
    basePath: null,
    writable: true,
    isPublic: false,
    value: null,
    ...change,
  };
}
