import type { FoundFile } from '../../lib/protocol/bulk.ts';
import type { Entry } from './board.ts';

/** Nothing takes it, or it was given up; what waits for an answer or for somebody to sign in is neither. */
const hasFailed = ({ plan, sent, upload }: Entry): boolean =>
  sent === null ? plan.is === 'refused' : 'reason' in sent || upload?.progress.is === 'failed';

/**
 * Files of the same path as one that has failed, or of the name of one alone, come in its place.
 * @returns the files that do not, and the ids of uploads that are over with that.
 */
export function inPlaceOfFailed(entries: readonly Entry[], files: readonly FoundFile[]) {
  const failed = entries.filter(hasFailed);
  const given: string[] = [];
  const others = files.filter(({ file, path, tags = null }) => {
    const fits = (one: Entry) => one.path === path || one.path.split('/').at(-1) === path;
    const [only, ...more] = failed.filter(fits);
    if (!only || more.length > 0) return true;
    if (only.upload) given.push(only.upload.id);
    const { size, type } = file;
    Object.assign(only, { file, tags, size, type, sent: null, upload: null });
    return false;
  });
  return { others, given };
}
