/**
 * The words of a text: runs of letters and digits, in one case and one spelling (NFKC: Macs write names of files in
 * pieces of letters). Whatever stands between them divides them.
 */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  );
}

/** Words in a row as one key; none of them holds a space. */
export const keyOf = (words: readonly string[]): string => words.join(' ');

/** The name of a file without its ending, and the folders it lies in, outermost first. */
export function partsOf(path: string): { name: string; folders: string[] } {
  const folders = path.split('/').filter(Boolean);
  const last = folders.pop() ?? '';
  return { name: last.replace(/(?<=.)\.\w{1,8}$/, ''), folders };
}
