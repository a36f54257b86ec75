/** Asks again until there is an answer; with the reason of the last refusal where time runs out. */
export async function until<T>(
  ask: () => Promise<T | undefined | null | false>,
  what: string | (() => Promise<string> | string),
  timeoutMs = 15_000,
  everyMs = 50,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  let refusal: unknown;
  do {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== null && answer !== false) return answer;
      refusal = undefined;
    } catch (error) {
      // A page on its way to another one cannot be asked; the next one can.
      refusal = error;
    }
    await new Promise((next) => setTimeout(next, everyMs));
  } while (Date.now() < end);
  const wanted = typeof what === 'string' ? what : await what();
  throw new Error(`Not within ${timeoutMs} ms: ${wanted}`, { cause: refusal });
}

/** Whether it happens within so long (ms), where both may be. */
export const happens = (ask: () => Promise<boolean>, withinMs: number): Promise<boolean> =>
  until(ask, 'it happens', withinMs).catch(() => false);
