/**
 * Runs one after another, and at most once more for everybody who asks meanwhile: whoever asks is answered by a
 * run that began after the question.
 * @param pause the least time (ms) between the beginnings of two runs. The first one never waits.
 */
export function coalesced(run: () => Promise<void>, pause = 0): () => Promise<void> {
  let present: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  let begun = Number.NEGATIVE_INFINITY;

  function begin(): Promise<void> {
    begun = performance.now();
    const mine = run().finally(() => {
      if (present === mine) present = null;
    });
    present = mine;
    return mine;
  }

  async function rested(): Promise<void> {
    const left = begun + pause - performance.now();
    if (left > 0) await new Promise((done) => setTimeout(done, left));
  }

  return () => {
    const isResting = performance.now() < begun + pause;
    if (present === null && next === null && !isResting) return begin();
    // Whoever waits for the present one hears of its failure.
    next ??= (present ?? Promise.resolve())
      .catch(() => undefined)
      .then(rested)
      .then(() => {
        next = null;
        return begin();
      });
    return next;
  };
}
