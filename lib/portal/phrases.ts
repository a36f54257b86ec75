/** Ways in which a page may write a date of the calendar: ISO, numeric in either order, and in words. */
export function datePhrases(iso: string, language: string): string[] {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso) ?? [];
  if (!year || !month || !day) return [iso];
  const [m, d] = [String(Number(month)), String(Number(day))];
  const numeric = ['/', '.', '-'].flatMap((mark) => [
    [day, month, year].join(mark),
    [month, day, year].join(mark),
    [d, m, year].join(mark),
    [m, d, year].join(mark),
    [year, month, day].join(mark),
  ]);
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const worded = [language, 'en-US', 'en-GB'].flatMap((locale) =>
    (['medium', 'long', 'full'] as const).map((dateStyle) =>
      new Intl.DateTimeFormat(known(locale), { dateStyle, timeZone: 'UTC' }).format(date),
    ),
  );
  return [...new Set([...numeric, ...worded])];
}

/** A locale the browser knows, from an `accept-language` header or a tag; English where it names none. */
export function known(language: string): string {
  const tag = language.split(/[,;]/)[0]?.trim() ?? '';
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag)[0] ?? 'en';
  } catch {
    return 'en'; // Not a language tag at all.
  }
}

/** Ways in which a page may write a person's name or a title. */
export function titlePhrases(
  titles: readonly (string | null | undefined)[],
  first?: string | null,
  last?: string | null,
): string[] {
  const names = first && last ? [`${first} ${last}`, `${last} ${first}`, `${last}, ${first}`] : [];
  return [...new Set([...titles, ...names].flatMap((title) => title?.trim() || []))];
}
