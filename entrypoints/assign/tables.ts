import papa from 'papaparse';
import readSheets from 'read-excel-file/web-worker';
import { mostRows, type Table } from '../../lib/assign/manifest.ts';

/** Larger manifests (bytes) are not read. */
const largest = 64 * 1024 ** 2;

/** Rows of a CSV file or of the first sheet of an Excel one; `large` where there are too many, null where it is neither. */
export async function tableOf(file: File): Promise<Table | 'large' | null> {
  if (file.size > largest) return 'large';
  const table = /\.xlsx$/i.test(file.name) ? await sheetOf(file) : await textTable(file);
  if (table === null || table.length < 2) return null;
  return table.length > mostRows + 1 ? 'large' : table;
}

async function sheetOf(file: File): Promise<Table | null> {
  // What cannot be read is no Excel file, whatever it is called.
  const sheets = await readSheets(file).catch(() => null);
  return sheets?.[0]?.data.map((row) => row.map(cellText)) ?? null;
}

/** Numbers as people see them: an MRN is no sum of money. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return String(cell);
}

async function textTable(file: File): Promise<Table | null> {
  const { data, errors } = papa.parse<string[]>(decodedText(new Uint8Array(await file.arrayBuffer())), {
    skipEmptyLines: 'greedy',
    // One more than is taken shows that there are too many.
    preview: mostRows + 2,
  });
  return errors.some(({ type }) => type === 'Quotes') ? null : data;
}

/** Spreadsheets write UTF-8, UTF-16 with a mark, or what Windows has always written. */
function decodedText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    if (cause instanceof TypeError) return new TextDecoder('windows-1252').decode(bytes);
    throw cause;
  }
}
