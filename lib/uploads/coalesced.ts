/**
 * Runs one after another, and at most once more for everybody who asks meanwhile: whoever asks is answered by a
 * run that began after the question.
 */
export function coalesced(run: () => Promise<void>): () => Promise<void> {
  let present: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  function begin(): Promise<void> {
    const mine = run().finally(() => {
      if (present === mine) present = null;
    });
    present = mine;
    return mine;
  }

  return () => {
    if (present === null) return begin();
    // Whoever waits for the present one hears of its failure.
    next ??= present
      .catch(() => undefined)
      .then(() => {
        next = null;
        return begin();
      });
    return next;
  };
}
