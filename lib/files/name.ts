import { extensionOf, isPicture, sameKind } from './extension.ts';
import { genericWords } from './generic-words.ts';

/** The longest name that BioT takes when a file is created, in UTF-16 units. */
const longest = 128;

/**
 * The name under which a file is kept: the last part of a path, readable, harmless and at most 128 units long.
 * Null if nothing is left of it.
 * @param sniffed the extension that fits the content, see `sniff`; empty where nothing is known.
 */
export function fileName(original: string, sniffed: { extension: string }): string | null {
  const base = baseOf(original);
  if (base === '') return null;
  const [stem, own] = parts(base);
  const { extension } = sniffed;
  if (own === '' || extension === '') return joined(stem, own || extension);
  if (sameKind(own, extension) || !(isPicture(own) || isPicture(extension))) return joined(stem, own);
  // A picture under a false name. An extension that claims no picture may be part of the name: mary.jones
  return isPicture(own) ? joined(stem, extension) : joined(base, extension);
}

/** Whether a name is what a clipboard or a program calls any picture, in whatever language. */
export function isGenericName(name: string): boolean {
  const [stem] = parts(baseOf(name).toLowerCase());
  // No generic name is long, and the expression is quadratic on one made of dashes.
  if (stem.length > 40) return false;
  return genericWords.has(stem.replace(/[\s_-]*(?:\d{1,3}|\(\d{1,3}\))$/, '').trim());
}

/** A name for what came without one: `wound-photo 2026-11-23 14.02.07.png`, in local time. */
export function clipboardName(displayName: string, extension: string, date: Date): string {
  const words = clean(displayName)
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join('.');
  const slug = cut(words.join('-') || 'file', longest / 2);
  return `${slug} ${day} ${time}${extension === '' ? '' : `.${extension}`}`;
}

/** The last part of a path that has a name, cleaned. */
function baseOf(path: string): string {
  return (
    path
      .split(/[/\\]/)
      .map(clean)
      .findLast((part) => part !== '') ?? ''
  );
}

/** A cleaned name's stem and its extension. */
function parts(base: string): [string, string] {
  const own = extensionOf(base);
  return own === '' ? [base, ''] : [trimmed(base.slice(0, -own.length - 1)), own];
}

/**
 * Without what deceives the eye (bidirectional and invisible characters), what breaks a line or a header
 * (controls), and what BioT's firewall takes for markup.
 */
function clean(text: string): string {
  const shown = text
    .replace(/[\p{Cf}\p{Cs}<>]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .replace(/ {2,}/g, ' ');
  return trimmed(shown.normalize('NFC'));
}

/** Without dots and blanks at either end. A loop, because a regular expression is quadratic on a mean name. */
function trimmed(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && '. '.includes(text.charAt(start))) start += 1;
  while (end > start && '. '.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function joined(stem: string, extension: string): string {
  const suffix = extension === '' ? '' : `.${extension}`;
  return trimmed(cut(stem, longest - suffix.length)) + suffix;
}

/** As many whole characters, as people count them, as there is room for. */
function cut(text: string, room: number): string {
  if (text.length <= room) return text;
  let end = 0;
  for (const { index, segment } of new Intl.Segmenter().segment(text.slice(0, room * 2))) {
    if (index + segment.length > room) break;
    end = index + segment.length;
  }
  // One letter under a tower of marks that fills the room: the tower is cut.
  return end > 0 ? text.slice(0, end) : text.slice(0, room).replace(/\p{Cs}$/u, '');
}
