import type { BulkRecord, Clue, Rule, Tags } from '../protocol/bulk.ts';
import { keyOf, partsOf, wordsOf } from './words.ts';

/** Why a file is thought to be a record's. */
export interface Because {
  clue: Clue;
  where: 'name' | 'folder' | 'header' | 'manifest';
}

/** Records by their index. Where several are named, nothing is chosen among them. */
export type Match =
  | { is: 'one'; record: number; because: Because }
  | { is: 'many'; records: readonly number[]; because: Because }
  | { is: 'none' };

/**
 * A clue of less letters and digits than this is no clue unless somebody asks for it by its name: "12" stands in the
 * name of many a picture.
 */
const shortest = 4;

interface Hit {
  record: number;
  clue: Clue;
}

interface Index {
  hits: Map<string, Hit[]>;
  /** Words of the longest clue. */
  longest: number;
}

function indexOf(records: readonly BulkRecord[], counts: (clue: Clue) => boolean): Index {
  const hits = new Map<string, Hit[]>();
  let longest = 0;
  for (const [record, { clues }] of records.entries())
    for (const clue of clues) {
      if (!counts(clue)) continue;
      const words = wordsOf(clue.value);
      if (words.length === 0) continue;
      longest = Math.max(longest, words.length);
      const key = keyOf(words);
      const before = hits.get(key);
      if (before) before.push({ record, clue });
      else hits.set(key, [{ record, clue }]);
    }
  return { hits, longest };
}

const isLong = ({ value }: Clue) => wordsOf(value).join('').length >= shortest;

/** Everything in a text that names a record: whole words, or several in a row. */
function hitsIn(text: string, { hits, longest }: Index): Hit[] {
  const words = wordsOf(text);
  const found: Hit[] = [];
  for (let from = 0; from < words.length; from += 1)
    for (let length = 1; length <= longest && from + length <= words.length; length += 1)
      found.push(...(hits.get(keyOf(words.slice(from, from + length))) ?? []));
  return found;
}

/** What is named, all of it: two records are a tie, however often one of them is named. */
function matchOf(found: readonly (Hit & { where: Because['where'] })[]): Match {
  const [first] = found;
  if (!first) return { is: 'none' };
  const records = [...new Set(found.map(({ record }) => record))];
  const because = { clue: first.clue, where: first.where };
  return records.length === 1
    ? { is: 'one', record: first.record, because }
    : { is: 'many', records: records.toSorted((a, b) => a - b), because };
}

/**
 * What a header names. A name that fits the number says nothing more, even where others are called so as well; one that
 * does not is a second opinion, and both are heard.
 */
function hitsInTags({ ids, name }: Tags, { hits }: Index): Hit[] {
  const of = (value: string) => hits.get(keyOf(wordsOf(value))) ?? [];
  const [byId, byName] = [ids.flatMap(of), name === null ? [] : of(name)];
  const called = new Set(byName.map(({ record }) => record));
  const both = byId.filter(({ record }) => called.has(record));
  return both.length > 0 && byId.every(({ record }) => called.has(record)) ? both : [...byId, ...byName];
}

/** Finds the record of a file by its path and its header. Pure: the same always gives the same. */
export function createMatcher(
  records: readonly BulkRecord[],
  rule: Rule,
): (path: string, tags?: Tags) => Match {
  if (rule.by === 'pattern') {
    const index = indexOf(records, () => true);
    const read = reader(rule.pattern);
    return (path) => {
      const value = read(partsOf(path).name);
      const found = value === null ? [] : (index.hits.get(keyOf(wordsOf(value))) ?? []);
      return matchOf(found.map((hit) => ({ ...hit, where: 'name' })));
    };
  }
  const index = indexOf(records, rule.by === 'any' ? isLong : ({ name }) => name === rule.name);
  /** Thousands of files lie in a few folders. */
  const folderHits = new Map<string, Hit[]>();
  const hitsInFolder = (folder: string): Hit[] => {
    const known = folderHits.get(folder) ?? hitsIn(folder, index);
    folderHits.set(folder, known);
    return known;
  };
  return (path, tags) => {
    const { name, folders } = partsOf(path);
    return matchOf([
      ...(tags ? hitsInTags(tags, index) : []).map((hit) => ({ ...hit, where: 'header' }) as const),
      ...hitsIn(name, index).map((hit) => ({ ...hit, where: 'name' }) as const),
      ...folders.flatMap((one) => hitsInFolder(one).map((hit) => ({ ...hit, where: 'folder' }) as const)),
    ]);
  };
}

/** Finds the record that a manifest names by one of its clues: the whole value, not a part of it. */
export function createLookup(records: readonly BulkRecord[]): (value: string) => Match {
  const index = indexOf(records, () => true);
  return (value) =>
    matchOf((index.hits.get(keyOf(wordsOf(value))) ?? []).map((hit) => ({ ...hit, where: 'manifest' })));
}

/** Wildcards in a pattern at most: more of them would take long to try. */
const mostWild = 6;

/** What stands at `{id}`; null where the pattern does not fit or has none. */
export function reader(pattern: string): (name: string) => string | null {
  const pieces = pattern.split(/(\{id\}|\*)/);
  const wild = pieces.filter((piece) => piece === '*' || piece === '{id}').length;
  if (pieces.filter((piece) => piece === '{id}').length !== 1 || wild > mostWild) return () => null;
  const source = pieces.map((piece) =>
    piece === '{id}' ? '(.+?)' : piece === '*' ? '.*?' : piece.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  );
  const fits = new RegExp(`^${source.join('')}$`, 'iu');
  // Names of files are no longer (255 bytes on all common disks).
  return (name) => fits.exec(name.normalize('NFC').slice(0, 255))?.[1] ?? null;
}
