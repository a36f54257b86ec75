import type { Upload } from './upload.ts';

/** Somebody should be at work on it; after a worker's death nobody is, until it is run again. */
export function isRunning({ state }: Upload): boolean {
  return state.at === 'undoing' || state.at === 'creating' || isPastCreate(state.at);
}

/** On its way to the record: not there yet, and nothing stands in its way. */
export function isSendable({ state }: Pick<Upload, 'state'>): boolean {
  return state.at === 'accepted' || state.at === 'creating' || isPastCreate(state.at);
}

/** Nothing of it has been written to the record as far as is known, and nobody was asked about what is there. */
export function mayInherit({ state }: Upload): boolean {
  if (state.at === 'waiting') return state.resume.from !== 'verify';
  return isSendable({ state }) ? state.at !== 'verifying' : state.at === 'failed';
}

/** Nothing is left to do. Only an undo, or a save over it, still leads out of `attached`. The bytes are needed no more. */
export function isFinished({ state }: Upload): boolean {
  return state.at === 'attached' || state.at === 'undone' || state.at === 'cancelled';
}

/** Once an attach may have been tried, its answer may be the only thing lost: a cancel would be a lie. */
export function isCancellable({ state }: Upload): boolean {
  if (state.at === 'waiting') return state.resume.from === 'start' || state.resume.from === 'parts';
  return state.at === 'accepted' || state.at === 'creating' || state.at === 'sending';
}

function isPastCreate(at: Upload['state']['at']): boolean {
  return at === 'sending' || at === 'attaching' || at === 'verifying';
}
