import type { Upload } from '../outbox/upload.ts';
import type { Told } from '../protocol/bulk.ts';

/**
 * Tells what has moved since somebody was told last. By the order in which moves are seen, and not by their times:
 * a move is written down after it has happened, and one that happened later may be known before.
 * @returns of uploads as they stand at this moment, those that have moved; all where another background has told.
 */
export function createMoves() {
  const life = crypto.randomUUID();
  /** Uploads never change but are replaced: each that was not seen yet is a move. */
  const seen = new WeakMap<Upload, number>();
  let last = 0;

  function moveOf(upload: Upload): number {
    const known = seen.get(upload);
    if (known !== undefined) return known;
    last += 1;
    seen.set(upload, last);
    return last;
  }

  return (uploads: readonly Upload[], told: Told | null): { moved: Upload[]; told: Told } => {
    const before = told?.life === life ? told.move : 0;
    const moved = uploads.filter((upload) => moveOf(upload) > before);
    return { moved, told: { life, move: last } };
  };
}
