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

/** Letters that are written from the right: Hebrew's, Arabic's and their kin's. */
const fromTheRight = /[\u0590-\u08ff]/;

/**
 * A text to be seen. Where directions may mix, each value stands between U+2068 and U+2069, so that a file's name
 * and the sentence around it do not take one another apart.
 */
export function t(key: TextKey, ...substitutions: string[]): string {
  const text = source(key, substitutions);
  return fromTheRight.test(text) ? source(key, substitutions.map(isolated)) : text;
}

/** A text that is only read aloud, in the order in which it is spoken: a control's name. */
export function label(key: TextKey, ...substitutions: string[]): string {
  return source(key, substitutions);
}

const isolated = (value: string) => `\u2068${value}\u2069`;

export function spokenLanguage(): string | undefined {
  return language;
}

/** Which of two messages fits a number; languages with more forms write their `other` so that it fits them all. */
export function pluralOf(count: number): 'one' | 'other' {
  return new Intl.PluralRules(language).select(count) === 'one' ? 'one' : 'other';
}
