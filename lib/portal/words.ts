/** Marks that steer direction and joining without being seen (Unicode UAX #9, and zero-width characters). */
const invisible = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/** Words as a reader compares them: one form of composition, one case, single spaces, no invisible marks. */
export function words(text: string): string {
  return text.normalize('NFC').replace(invisible, '').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** A label without what forms add to it: trailing colons (of any script) and required marks. */
export function label(text: string): string {
  return words(text).replace(/[\s:：*＊]+$/u, '');
}

const wordCharacter = /[\p{L}\p{N}]/u;

/** Where `phrase` stands in `text` as whole words, so that "Mary Jones" is not found in "Mary Joneson". */
export function* occurrences(text: string, phrase: string): Generator<number> {
  if (phrase === '') return;
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    const before = at > 0 ? text.charAt(at - 1) : ' ';
    const after = text.charAt(at + phrase.length) || ' ';
    if (!wordCharacter.test(before) && !wordCharacter.test(after)) yield at;
  }
}
