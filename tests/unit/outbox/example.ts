import type { Upload, UploadState } from '../../../lib/outbox/upload.ts';

/** An invented upload; `change` says what matters to the test. */
export function example(change: Partial<Upload> = {}): Upload {
  return {
    id: 'upload-1',
    file: { name: 'wound.png', type: 'image/png', size: 1234 },
    owner: {
      portal: 'https://organization.app.dev.sandbox.biot-med.com',
      api: 'https://api.dev.sandbox.biot-med.com',
      user: 'user-1',
      organization: 'organization-1',
    },
    target: {
      kind: 'patient',
      path: '/organization/v1/users/patients/p1',
      caption: 'Mary Jones',
      identity: ['b. 2 Apr 1961'],
      attribute: 'wound_photo',
      displayName: 'Wound photo',
      basePath: null,
      before: 'file-before',
    },
    state: { at: 'accepted' },
    attempts: 2,
    createdAt: 1_000,
    changedAt: 1_000,
    ...change,
  };
}

const parts = { size: 8_388_608, etags: { 1: '"e1"' } };

/** Every state, those with a `resume` once for each of its forms. */
export const states = {
  accepted: { at: 'accepted' },
  creating: { at: 'creating' },
  sending: { at: 'sending', fileId: 'f1' },
  sendingParts: { at: 'sending', fileId: 'f1', parts },
  attaching: { at: 'attaching', fileId: 'f1' },
  verifying: { at: 'verifying', fileId: 'f1' },
  attached: { at: 'attached', fileId: 'f1' },
  undoing: { at: 'undoing', fileId: 'f1' },
  undone: { at: 'undone', fileId: 'f1' },
  waitingToStart: { at: 'waiting', why: 'network', notBefore: 5_000, resume: { from: 'start' } },
  waitingToSendParts: {
    at: 'waiting',
    why: 'network',
    notBefore: 5_000,
    resume: { from: 'parts', fileId: 'f1', parts },
  },
  waitingToAttach: {
    at: 'waiting',
    why: 'server',
    notBefore: 5_000,
    resume: { from: 'attach', fileId: 'f1' },
  },
  waitingOffline: {
    at: 'waiting',
    why: 'offline',
    notBefore: 5_000,
    resume: { from: 'attach', fileId: 'f1' },
  },
  conflict: { at: 'conflict', fileId: 'f1', theirs: 'file-theirs' },
  savedOver: { at: 'conflict', fileId: 'f1', theirs: 'file-before', because: 'saved-over' },
  failedAtStart: { at: 'failed', reason: 'unreachable', resume: { from: 'start' } },
  failedAtParts: { at: 'failed', reason: 'server', resume: { from: 'parts', fileId: 'f1', parts } },
  failedAtAttach: { at: 'failed', reason: 'server', resume: { from: 'attach', fileId: 'f1' } },
  cancelled: { at: 'cancelled' },
} as const satisfies Record<string, UploadState>;
export type StateName = keyof typeof states;
