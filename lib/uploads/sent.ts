import { countOf, rangeOf } from '../outbox/parts.ts';
import type { Upload } from '../outbox/upload.ts';
import { partId } from './part-id.ts';

/**
 * Bytes of an upload that have left.
 * @param ofPut the bytes of a PUT that have left, by its id.
 */
export function sentOf({ state, file: { size } }: Upload, ofPut: (id: string) => number): number {
  if (state.at !== 'sending') return 0;
  const { fileId, parts } = state;
  if (!parts) return ofPut(fileId);
  const numbers = Array.from({ length: countOf(size, parts.size) }, (_, index) => index + 1);
  return numbers.reduce((sent, part) => {
    const { from, to } = rangeOf(part, size, parts.size);
    return sent + (parts.etags[part] === undefined ? ofPut(partId(fileId, part)) : to - from);
  }, 0);
}
