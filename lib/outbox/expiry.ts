import type { Upload } from './upload.ts';

/** How long a file is kept that has not been sent, in ms: who was away for longer chooses it again. */
export const keptFor = 24 * 60 * 60_000;

/** Whether it rests, and goes on (if at all) with bytes that are kept for it. */
function isKept({ state }: Upload): boolean {
  if (state.at === 'accepted') return true;
  const rests = state.at === 'waiting' || state.at === 'failed';
  return rests && (state.resume.from === 'start' || state.resume.from === 'parts');
}

/** Whether the bytes of an upload have been kept for too long. What is being sent is not kept, but used. */
export const hasExpired = (upload: Upload, now: number): boolean =>
  isKept(upload) && now - upload.createdAt >= keptFor;

/** When the next one expires, in milliseconds since the epoch; null where nothing is kept. */
export function expiryOf(uploads: readonly Upload[], now: number): number | null {
  const times = uploads
    .filter((upload) => isKept(upload) && !hasExpired(upload, now))
    .map(({ createdAt }) => createdAt + keptFor);
  return times.length === 0 ? null : Math.min(...times);
}
