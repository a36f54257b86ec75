const day = 24 * 60 * 60_000;

/** Days for which the activity log keeps a line, unless an enterprise's policy says otherwise. */
const usualDays = 90;

/** How long the activity log keeps a line, in milliseconds. */
export async function retention(): Promise<number> {
  return usualDays * day;
}
