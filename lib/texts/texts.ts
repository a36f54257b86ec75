import type en from '../../public/_locales/en/messages.json';

/** A type only: the catalogue stays in the browser, and a key it does not know is a type error. */
export type TextKey = keyof typeof en;

let source: (key: TextKey, substitutions: string[]) => string = (key) => key;
let language: string | undefined;

/** Called once by every entrypoint. @param spoken BCP 47 tag of the catalogue in use, for numbers and lists. */
export function setTextSource(look: typeof source, spoken: string): void {
  source = look;
  language = spoken;
}

export function t(key: TextKey, ...substitutions: string[]): string {
  return source(key, substitutions);
}

export function spokenLanguage(): string | undefined {
  return language;
}

/** Which of two messages fits a number; languages with more forms write their `other` so that it fits them all. */
export function pluralOf(count: number): 'one' | 'other' {
  return new Intl.PluralRules(language).select(count) === 'one' ? 'one' : 'other';
}
