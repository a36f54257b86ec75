interface Watched {
  /** The most hosts of ours that stood on the page at one time. */
  most: number;
  /** How many times all of them came back. */
  back: number;
  /** The longest that any of them was away, in ms. */
  longest: number;
}

/** Runs in the page: tears our elements out of it again and again, and watches them come back. */
export async function tearOut(rounds: number): Promise<Watched> {
  const hosts = () => document.querySelectorAll('attach-for-biot').length;
  const usual = hosts();
  const watched: Watched = { most: usual, back: 0, longest: 0 };
  const turn = () => new Promise((next) => setTimeout(next, 0));
  for (let round = 0; round < rounds; round += 1) {
    // The whole portal is drawn anew, or only what stands in it: both happen.
    const victims =
      round % 2 ? document.querySelectorAll('attach-for-biot') : document.querySelectorAll('dd > *');
    for (const victim of victims) victim.remove();
    const since = performance.now();
    do await turn();
    while (hosts() < usual && performance.now() - since < 2_000);
    watched.longest = Math.max(watched.longest, performance.now() - since);
    watched.most = Math.max(watched.most, hosts());
    if (hosts() === usual) watched.back += 1;
  }
  return watched;
}
