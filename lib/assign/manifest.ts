import type { Asked, BulkRecord } from '../protocol/bulk.ts';
import { createLookup, type Match } from './match.ts';
import { keyOf, wordsOf } from './words.ts';

/** Rows of cells; the first one heads the others. */
export type Table = readonly (readonly string[])[];

/** More rows are not read: who has more divides them. */
export const mostRows = 100_000;

/** Which column says what, by its number from 0; null where none does. */
export interface Columns {
  file: number | null;
  record: number | null;
  attribute: number | null;
}

/** Heads of columns that need no question, in the languages we speak. */
const heads: Record<keyof Columns, readonly string[]> = {
  file: [
    'file',
    'file name',
    'filename',
    'path',
    'datei',
    'dateiname',
    'fichier',
    'archivo',
    'קובץ',
    'שם קובץ',
  ],
  record: [
    ...[
      'record',
      'record id',
      'entity',
      'entity id',
      'id',
      'mrn',
      'patient',
      'patient id',
      'device',
      'device id',
    ],
    ...['serial', 'serial number', 'caption', 'datensatz', 'dossier', 'registro', 'רשומה'],
  ],
  attribute: ['attribute', 'field', 'attribut', 'atributo', 'champ', 'campo', 'feld', 'מאפיין'],
};

/**
 * Columns by their heads. A head that two columns have names neither of them.
 * @param labels what the portal calls the values that name a record.
 */
export function columnsOf(header: readonly string[], labels: readonly string[]): Columns {
  const words = header.map((cell) => keyOf(wordsOf(cell)));
  const only = (wanted: readonly string[]) => {
    const set = new Set(wanted.map((one) => keyOf(wordsOf(one))));
    const found = words.flatMap((word, index) => (word !== '' && set.has(word) ? [index] : []));
    return found.length === 1 ? (found[0] ?? null) : null;
  };
  const [file, attribute] = [only(heads.file), only(heads.attribute)];
  // What the portal itself calls a number is a better head than a word of ours.
  const record = only(labels) ?? only(heads.record);
  return { file, record, attribute };
}

/** What a manifest says of a file: the value that names its record, and an attribute in the person's words. */
export interface Saying {
  record: string;
  attribute: string | null;
  /** What else it says, by the names of attributes. */
  values: Readonly<Record<string, string>>;
}

/** A value of a record that is made, by the names that a column may have. */
type Further = Pick<Asked, 'name' | 'displayName'>;

export interface Manifest {
  rows: number;
  /** Of a file's path, what is said of it; `contradicted` where rows disagree. */
  of(path: string): Saying | 'contradicted' | null;
  /** Names of files about which rows disagree. */
  contradicted: number;
}

const pathKey = (path: string) =>
  path
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('\\', '/')
    .replace(/^(?:\.?\/)+/, '')
    .trim();
const baseOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/**
 * Reads the rows. A row names a file by its path, by the end of it, or by its name alone where no other file here is
 * called so.
 * @param paths of the files that are here.
 * @param further values that other columns may hold.
 */
export function readManifest(
  table: Table,
  columns: Columns,
  paths: readonly string[],
  further: readonly Further[] = [],
): Manifest {
  const others = furtherColumns(table[0] ?? [], columns, further);
  const bases = new Map<string, number>();
  for (const path of paths) {
    const base = baseOf(pathKey(path));
    bases.set(base, (bases.get(base) ?? 0) + 1);
  }
  const sayings = new Map<string, Saying | 'contradicted'>();
  const cell = (row: readonly string[], at: number | null) => (at === null ? '' : (row[at] ?? '').trim());
  let rows = 0;
  for (const row of table.slice(1)) {
    const [file, record] = [cell(row, columns.file), cell(row, columns.record)];
    const values = Object.fromEntries(others.map(([name, at]) => [name, cell(row, at)] as const));
    if (file === '' && record === '') continue;
    rows += 1;
    // A record that is made may refer to none.
    if (file === '' || (record === '' && others.length === 0)) continue;
    const saying: Saying = { record, attribute: cell(row, columns.attribute) || null, values };
    const key = pathKey(file);
    const before = sayings.get(key);
    const isSame =
      before === undefined ||
      (before !== 'contradicted' && JSON.stringify(before) === JSON.stringify(saying));
    sayings.set(key, isSame ? saying : 'contradicted');
  }
  return {
    rows,
    contradicted: [...sayings.values()].filter((one) => one === 'contradicted').length,
    of(path) {
      // The longest end of the path that a row names.
      const steps = pathKey(path).split('/');
      for (let from = 0; from < steps.length; from += 1) {
        const end = steps.slice(from).join('/');
        const isName = from === steps.length - 1;
        if (isName && from > 0 && (bases.get(end) ?? 0) > 1) return null;
        const saying = sayings.get(end);
        if (saying !== undefined) return saying;
      }
      return null;
    },
  };
}

/** Which columns hold further values: by what the portal calls them or BioT does. A head twice is none. */
function furtherColumns(
  header: readonly string[],
  columns: Columns,
  further: readonly Further[],
): readonly (readonly [string, number])[] {
  const taken = new Set(Object.values(columns));
  const words = header.map((cell) => keyOf(wordsOf(cell)));
  return further.flatMap(({ name, displayName }) => {
    const wanted = keyOf(wordsOf(displayName));
    const found = words.flatMap((word, at) =>
      !taken.has(at) && word !== '' && (word === wanted || header[at]?.trim() === name) ? [at] : [],
    );
    return found.length === 1 && found[0] !== undefined ? [[name, found[0]] as const] : [];
  });
}

/** What a manifest makes of a file; null where it says nothing of it. */
export function createManifestMatcher(
  records: readonly BulkRecord[],
  manifest: Manifest,
): (path: string) => { match: Match; attribute: string | null; values: Saying['values'] } | null {
  const look = createLookup(records);
  return (path) => {
    const saying = manifest.of(path);
    if (saying === null) return null;
    if (saying === 'contradicted') return { match: { is: 'none' }, attribute: null, values: {} };
    const match = look(saying.record);
    const record = match.is === 'one' ? records[match.record] : undefined;
    const words = saying.attribute === null ? null : keyOf(wordsOf(saying.attribute));
    const named = record?.attributes.filter(
      ({ name, displayName }) => name === saying.attribute || keyOf(wordsOf(displayName)) === words,
    );
    // One that the record lacks, or two that are called alike, is said to be gone, and nothing else is taken for it.
    const attribute = named?.length === 1 ? (named[0]?.name ?? null) : null;
    return { match, attribute: attribute ?? saying.attribute, values: saying.values };
  };
}
