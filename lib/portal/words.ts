/** Marks that steer direction and joining without being seen (Unicode UAX #9, and zero-width characters). */
const invisible = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/** A page says the same again and again, and is read again and again. */
const heard = new Map<string, string>();
const most = 4_000;
/** What is longer (characters) is hardly ever said twice. */
const longest = 200;

/** Words as a reader compares them: one form of composition, one case, single spaces, no invisible marks. */
export function words(text: string): string {
  let said = heard.get(text);
  if (said === undefined) {
    said = text.normalize('NFC').replace(invisible, '').toLowerCase().replace(/\s+/g, ' ').trim();
    if (heard.size > most) heard.clear();
    if (text.length <= longest) heard.set(text, said);
  }
  return said;
}

const gaps = /[\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+/g;

/** Words without the spaces between them: however a page cuts them into pieces, they read alike. */
export function letters(text: string): string {
  // A busy page says much that nobody waits for: as little as can be is done to it.
  const plain = text.replaceAll(' ', '').toLowerCase();
  return /[^!-~]/.test(plain) ? plain.replace(gaps, '').normalize('NFC') : plain;
}

/** What forms add to a label: colons (of any script) and required marks, at either end. */
const marks = /^[\s:：*＊]+|[\s:：*＊]+$/gu;

/** A label as a reader compares it, without what forms add. */
export function label(text: string): string {
  return words(text).replace(marks, '');
}

const wordCharacter = /[\p{L}\p{N}]/u;

/** Everywhere one text stands in another. */
export function* places(text: string, phrase: string): Generator<number> {
  if (phrase === '') return;
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) yield at;
}

/** Where `phrase` stands in `text` as whole words, so that "Mary Jones" is not found in "Mary Joneson". */
export function* occurrences(text: string, phrase: string): Generator<number> {
  for (const at of places(text, phrase)) {
    const before = at > 0 ? text.charAt(at - 1) : ' ';
    const after = text.charAt(at + phrase.length) || ' ';
    if (!wordCharacter.test(before) && !wordCharacter.test(after)) yield at;
  }
}
