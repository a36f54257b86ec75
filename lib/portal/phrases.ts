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

/** A moment as people read it, in the language of the portal and the time zone of the machine. */
export function momentText(iso: string, language: string): string {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) return iso;
  return new Intl.DateTimeFormat(known(language), { dateStyle: 'medium', timeStyle: 'short' }).format(moment);
}

/** Ways in which a page may write a moment to the minute, in the machine's time zone or in UTC. */
export function momentPhrases(iso: string, language: string): string[] {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) return [iso];
  const worded = [undefined, 'UTC'].flatMap((timeZone) =>
    [language, 'en-US', 'en-GB'].flatMap((locale) =>
      (['short', 'medium', 'long'] as const).flatMap((dateStyle) =>
        (['short', 'medium'] as const).map((timeStyle) =>
          new Intl.DateTimeFormat(known(locale), { dateStyle, timeStyle, timeZone }).format(moment),
        ),
      ),
    ),
  );
  const plain = moment.toISOString().slice(0, 16).replace('T', ' ');
  // Browsers put narrow and unbreakable spaces in; a page may have ordinary ones.
  return [...new Set([iso, plain, ...worded, ...worded.map((text) => text.replaceAll(/\s/g, ' '))])];
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
