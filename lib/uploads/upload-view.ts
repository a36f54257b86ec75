import { kindAt } from '../biot/kinds.ts';
import { isCancellable, isFinished } from '../outbox/phase.ts';
import type { Upload } from '../outbox/upload.ts';
import type { UploadProgress, UploadView } from '../protocol/upload.ts';

interface Present {
  /** Bytes that have left, while a PUT runs. */
  sent: number;
  /** The browser keeps us from its portal, or from where its bytes go. */
  barred?: boolean;
}

export function uploadView(upload: Upload, present: Present): UploadView {
  const { id, file, owner, target, state, createdAt, changedAt } = upload;
  return {
    id,
    fileName: file.name,
    type: file.type,
    size: file.size,
    portal: owner.portal,
    ref: {
      api: owner.api,
      // The path tells, for uploads of every age.
      kind: target.making ? 'generic-entity' : (kindAt(target.path)?.kind ?? 'patient'),
      path: target.path,
      id: target.path.split('/').at(-1) ?? '',
    },
    caption: target.caption,
    identity: target.identity,
    attribute: target.attribute,
    displayName: target.displayName,
    batch: upload.batch ?? null,
    isMade: target.making !== undefined,
    fileId: 'fileId' in state ? state.fileId : null,
    progress: progressOf(upload, present),
    inMemory: upload.inMemory === true && !isFinished(upload),
    createdAt,
    changedAt,
  };
}

function progressOf(upload: Upload, { sent, barred = false }: Present): UploadProgress {
  const { state, file } = upload;
  switch (state.at) {
    case 'waiting':
      return { is: 'waiting', why: barred ? 'access' : state.why, cancel: isCancellable(upload) };
    case 'attached':
      return { is: 'attached', notUndone: state.notUndone ?? null };
    case 'undone':
    case 'cancelled':
      return { is: state.at };
    case 'conflict':
      return { is: 'conflict', theirs: state.theirs, savedOver: state.because === 'saved-over' };
    case 'failed':
      return {
        is: 'failed',
        reason: state.reason,
        retry: retryHelps.has(state.reason),
        elsewhere: elsewhereHelps.has(state.reason),
      };
    case 'accepted':
    case 'creating':
      return { is: 'running', step: state.at, sent: 0 };
    case 'sending':
      return { is: 'running', step: state.at, sent };
    default:
      return { is: 'running', step: state.at, sent: file.size };
  }
}

/** Failures behind which something may have been put right meanwhile, so that trying again makes sense. */
const retryHelps: ReadonlySet<string> = new Set([
  'no-session',
  'access-denied',
  'firewall',
  'value-refused',
  'storage-refused',
  'not-stored',
  'altered',
  'server',
  'unreachable',
  'unreadable',
  'browser',
]);

/** Failures that lie with the record or its attribute: the file is kept, and may go to another one. */
const elsewhereHelps: ReadonlySet<string> = new Set([
  'attribute-gone',
  'read-only',
  'access-denied',
  'record-gone',
  'value-refused',
]);
