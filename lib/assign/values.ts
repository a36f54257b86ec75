import type { Asked } from '../protocol/bulk.ts';
import { keyOf, wordsOf } from './words.ts';

/** Words for yes and no, as tables write them in the languages we speak. */
const yes = ['true', 'yes', '1', 'ja', 'oui', 'sí', 'si', 'כן'];
const no = ['false', 'no', '0', 'nein', 'non', 'לא'];

/** No text of an attribute that is asked for here is longer. */
const longestText = 5000;

/**
 * What a person or a cell has written, as BioT takes it; null where it is no value of the attribute. Nothing is
 * guessed: of `02/03/2026` nobody knows which month it is.
 */
export function valueIn(asked: Asked, text: string): { value: unknown } | null {
  const written = text.normalize('NFC').trim();
  switch (asked.type) {
    case 'text':
      return written.length <= longestText && fits(written, asked.regex) ? { value: written } : null;
    case 'whole':
      return /^[+-]?\d+$/.test(written) ? number(Number(written), asked) : null;
    case 'decimal':
      return /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(written) ? number(Number(written), asked) : null;
    case 'yes-no': {
      const word = written.toLocaleLowerCase();
      if (yes.includes(word)) return { value: true };
      return no.includes(word) ? { value: false } : null;
    }
    case 'one-of': {
      const name = optionOf(asked, written);
      return name === null ? null : { value: name };
    }
    case 'many-of': {
      const names = written.split(';').map((one) => optionOf(asked, one));
      return names.includes(null) ? null : { value: [...new Set(names)] };
    }
    case 'date':
      return isDay(written) ? { value: written } : null;
    case 'moment':
      return momentOf(written);
    default:
      return asked.type satisfies never;
  }
}

function number(value: number, { min, max }: Asked): { value: number } | null {
  const isKept = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
  return isKept && value >= (min ?? value) && value <= (max ?? value) ? { value } : null;
}

/** The name of what is called so; null where nothing is, or two things are. */
function optionOf({ options }: Asked, text: string): string | null {
  const written = text.trim();
  const exact = options.find(({ name }) => name === written);
  if (exact) return exact.name;
  const words = keyOf(wordsOf(written));
  const [only, ...others] = options.filter(({ displayName }) => keyOf(wordsOf(displayName)) === words);
  return only && others.length === 0 && words !== '' ? only.name : null;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Without a zone it is this machine's. */
function momentOf(text: string): { value: string } | null {
  const [day = '', time = ''] = text.split(/[T ]/);
  if (!isDay(day) || !/^(?:|\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)$/.test(time))
    return null;
  const date = new Date(`${day}T${time || '00:00'}`);
  return Number.isNaN(date.getTime()) ? null : { value: date.toISOString() };
}

/** Templates are written for another machine's expressions: one that is none here is left to BioT. */
function fits(text: string, regex: string | null): boolean {
  if (regex === null) return true;
  try {
    return new RegExp(`^(?:${regex})$`, 'u').test(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) return true;
    throw cause;
  }
}
