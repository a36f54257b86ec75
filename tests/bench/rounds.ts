/** A round that gave nothing: it is counted, and the next one begins. */
export class RoundLost extends Error {
  override name = 'RoundLost';
}

export interface Rounds<T> {
  kept: T[];
  lost: number;
  /** For the notes: "12 rounds, none lost". */
  told: string;
}

/** Runs rounds one after another; each holds everything that is compared, so that the machine's moods fall on all of it. */
export async function inRounds<T>(count: number, once: (round: number) => Promise<T>): Promise<Rounds<T>> {
  const kept: T[] = [];
  let reason = '';
  for (let round = 0; round < count; round += 1) {
    try {
      kept.push(await once(round));
    } catch (error) {
      if (!(error instanceof RoundLost)) throw error;
      reason = error.message;
    }
  }
  if (kept.length === 0) throw new Error(`Every round was lost. ${reason}`);
  const lost = count - kept.length;
  return { kept, lost, told: `${count} rounds, ${lost === 0 ? 'none' : lost} lost` };
}
