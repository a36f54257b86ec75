import type { UploadEvent } from './event.ts';
import { isCancellable, isSendable, mayInherit } from './phase.ts';
import { isUnmade } from './place.ts';
import type { FailReason, Resume, Upload, UploadState } from './upload.ts';

/**
 * The upload after an event. An event that does not fit returns the same object, so that late or doubled
 * events are harmless and there is nothing to store.
 */
export function step(upload: Upload, event: UploadEvent): Upload {
  const { state, target } = upload;
  const to = (next: UploadState, change?: Partial<Pick<Upload, 'attempts' | 'target'>>): Upload => ({
    ...upload,
    ...change,
    state: next,
    changedAt: event.now,
  });
  /** From here on as if nothing had gone wrong before. */
  const anew = (next: UploadState): Upload => {
    const { addressRefused: _, ...rest } = to(next, { attempts: 0 });
    return rest;
  };

  switch (event.type) {
    case 'started':
      return state.at === 'accepted' ? to({ at: 'creating' }) : upload;

    case 'created':
      return state.at === 'creating' ? to({ at: 'sending', fileId: event.fileId }) : upload;

    case 'partsBegun':
      return state.at === 'creating'
        ? to({ at: 'sending', fileId: event.fileId, parts: { size: event.partSize, etags: {} } })
        : upload;

    case 'partStored': {
      if (state.at !== 'sending' || !state.parts || state.fileId !== event.fileId) return upload;
      const { size, etags } = state.parts;
      if (etags[event.part] === event.etag) return upload;
      const parts = { size, etags: { ...etags, [event.part]: event.etag } };
      // Each is progress: what went wrong before has passed.
      return to({ ...state, parts }, { attempts: 0 });
    }

    case 'partsGivenUp':
      return state.at === 'sending' && state.parts ? to({ at: 'accepted' }) : upload;

    case 'sent':
      return state.at === 'sending' ? anew({ at: 'attaching', fileId: state.fileId }) : upload;

    case 'patched':
      return state.at === 'attaching' ? to({ at: 'verifying', fileId: state.fileId }) : upload;

    case 'made': {
      if (state.at !== 'attaching' || !isUnmade(target)) return upload;
      const { path, modified, holds } = event;
      const there = { ...target, path, making: { ...target.making, made: { modified } } };
      return to(
        { at: holds ? 'attached' : 'verifying', fileId: state.fileId },
        { attempts: 0, target: there },
      );
    }

    case 'attached':
      return isAttaching(state) ? to({ at: 'attached', fileId: state.fileId }, { attempts: 0 }) : upload;

    case 'conflicted':
      return isAttaching(state) ? to({ at: 'conflict', fileId: state.fileId, theirs: event.theirs }) : upload;

    case 'savedOver':
      return state.at === 'attached'
        ? to({ at: 'conflict', fileId: state.fileId, theirs: target.before, because: 'saved-over' })
        : upload;

    case 'heldBack': {
      if (!isSendable(upload)) return upload;
      const { why, notBefore } = event;
      // To be signed in or online again is nothing that was tried and failed: it may take a night.
      const attempts = why === 'session' || why === 'offline' ? upload.attempts : upload.attempts + 1;
      return to({ at: 'waiting', why, notBefore, resume: resumeOf(state) }, { attempts });
    }

    case 'addressRefused': {
      if (state.at !== 'sending') return upload;
      const resume: Resume = { from: 'start' };
      // A new address is all there is to try: where that one is turned down too, no further one will do.
      return upload.addressRefused
        ? to({ at: 'failed', reason: 'storage-refused', resume })
        : {
            ...to({ at: 'waiting', why: 'server', notBefore: event.notBefore, resume }),
            addressRefused: true,
          };
    }

    case 'woken':
      return state.at === 'waiting' ? to(resumed(state.resume)) : upload;

    case 'reconnected':
      return state.at === 'waiting' && (state.why === 'network' || state.why === 'offline')
        ? to(resumed(state.resume), { attempts: 0 })
        : upload;

    case 'preceded':
      return mayInherit(upload) && target.before === event.before && event.by !== event.before
        ? to(state, { target: { ...target, before: event.by } })
        : upload;

    // Signed addresses are never journalled, so bytes under way begin anew; what is stored in parts stays. An
    // attach is simply run again.
    case 'interrupted':
      return state.at === 'creating' || (state.at === 'sending' && !state.parts)
        ? to({ at: 'accepted' })
        : upload;

    case 'failed':
      return isSendable(upload) || state.at === 'waiting'
        ? to({ at: 'failed', reason: event.reason, resume: resumeAfter(event.reason, state) })
        : upload;

    case 'retried':
      return state.at === 'failed' ? anew(resumed(state.resume)) : upload;

    // With a file of its own at BioT: the former one may hang at the former record, whatever was answered there.
    case 'moved':
      return state.at === 'failed' ? { ...anew({ at: 'accepted' }), target: event.target } : upload;

    case 'cancelled':
      return isCancellable(upload) ? to({ at: 'cancelled' }) : upload;

    case 'settled': {
      if (state.at !== 'conflict') return upload;
      if (event.keep === 'theirs')
        return to(
          state.because === 'saved-over' ? { at: 'undone', fileId: state.fileId } : { at: 'cancelled' },
        );
      // Only the file the person was shown may be replaced: if it changed since, there is a new conflict.
      const change = { attempts: 0, target: { ...target, before: state.theirs } };
      return to({ at: 'attaching', fileId: state.fileId }, change);
    }

    case 'undoAsked':
      return state.at === 'attached' ? to({ at: 'undoing', fileId: state.fileId }) : upload;

    case 'undone':
      return state.at === 'undoing' ? to({ at: 'undone', fileId: state.fileId }) : upload;

    case 'undoRefused':
      return state.at === 'undoing'
        ? to({ at: 'attached', fileId: state.fileId, notUndone: event.why })
        : upload;

    default:
      return event satisfies never;
  }
}

function isAttaching(state: UploadState): state is Extract<UploadState, { at: 'attaching' | 'verifying' }> {
  return state.at === 'attaching' || state.at === 'verifying';
}

function resumeOf(state: UploadState): Resume {
  if (state.at === 'waiting' || state.at === 'failed') return state.resume;
  if (state.at === 'sending' && state.parts)
    return { from: 'parts', fileId: state.fileId, parts: state.parts };
  if (!isAttaching(state)) return { from: 'start' };
  // A read that lags behind is read again: a second PATCH could replace what somebody has put there since.
  return { from: state.at === 'verifying' ? 'verify' : 'attach', fileId: state.fileId };
}

/**
 * A file that BioT no longer knows cannot be attached however often that is tried, and parts that the store has
 * turned down do not become a file: all is left to repeat.
 */
function resumeAfter(reason: FailReason, state: UploadState): Resume {
  const resume = resumeOf(state);
  const isLost = reason === 'not-stored' || (reason === 'storage-refused' && resume.from === 'parts');
  if (isLost) return { from: 'start' };
  return resume.from === 'verify' ? { ...resume, from: 'attach' } : resume;
}

function resumed(resume: Resume): UploadState {
  switch (resume.from) {
    case 'start':
      return { at: 'accepted' };
    case 'parts':
      return { at: 'sending', fileId: resume.fileId, parts: resume.parts };
    case 'attach':
      return { at: 'attaching', fileId: resume.fileId };
    case 'verify':
      return { at: 'verifying', fileId: resume.fileId };
    default:
      return resume satisfies never;
  }
}
