import type { Table } from '../../lib/assign/manifest.ts';
import { chosenFiles, entriesOf, type Walked, walk } from '../../lib/files/walk.ts';
import type { FoundFile } from '../../lib/protocol/bulk.ts';
import { t } from '../../lib/texts/texts.ts';
import { isTable, isZip, maybeDicom, tableIn, tagsIn, unzippedFiles } from './reading.ts';

/** Files that have come, whether dropped or chosen. */
type Coming = FoundFile[] | FileSystemEntry[];

interface Arrived {
  found: FoundFile[];
  tables: { name: string; rows: Table }[];
  news: string[];
}

const mostNamed = 5;
const isWalked = (coming: Coming): coming is FoundFile[] =>
  coming.every((one) => 'file' in one && 'path' in one);

/**
 * Opens folders and archives, and takes tables that say which file is whose for what they are.
 * @param areTables the person has said so: what cannot be read is told then.
 */
export async function arrive(
  coming: Coming,
  progress: (found: number) => void,
  areTables = false,
): Promise<Arrived> {
  const walked: Walked = isWalked(coming) ? { files: coming, unreadable: [] } : await walk(coming, progress);
  const arrived: Arrived = { found: [], tables: [], news: [] };
  const { unreadable } = walked;
  if (unreadable.length > 0) {
    const names = unreadable.slice(0, mostNamed).join(', ');
    arrived.news.push(t('bulk_unreadable', unreadable.length > mostNamed ? `${names} …` : names));
  }
  // Of a table among many files, only one that lies on top is meant for us.
  for (const one of walked.files) {
    if (isZip(one.file) && !areTables) await open(one.file, arrived);
    else if (areTables || (isTable(one.file) && !one.path.includes('/'))) await read(one, arrived, areTables);
    else arrived.found.push(one);
  }
  arrived.found = await Promise.all(arrived.found.map((one) => (maybeDicom(one.file) ? tagged(one) : one)));
  // Ten thousand take a while to be walked and another one to be matched: the page draws in between.
  await new Promise((next) => setTimeout(next));
  return arrived;
}

/** With what a DICOM file says of whose it is. */
async function tagged(one: FoundFile): Promise<FoundFile> {
  const tags = await tagsIn(one.file);
  return tags ? { ...one, tags } : one;
}

async function open(file: File, { found, news }: Arrived): Promise<void> {
  const files = await unzippedFiles(file);
  if (files) found.push(...files);
  else news.push(t('bulk_zip_bad', file.name));
}

/** A table that names neither files nor records is a file like any other, unless somebody has said that it is one. */
async function read(one: FoundFile, { found, tables, news }: Arrived, isMeant: boolean): Promise<void> {
  const { name } = one.file;
  const rows = await tableIn(one.file);
  if (rows === 'large') news.push(t('bulk_manifest_large', name, '100,000'));
  else if (rows !== null && (isMeant || saysWhere(rows))) tables.push({ name, rows });
  else if (isMeant) news.push(t('bulk_manifest_bad', name));
  else found.push(one);
}

/** Whether the head of a table has a word for a file. */
const saysWhere = (rows: Table): boolean =>
  (rows[0] ?? []).some((cell) =>
    /^\s*(?:file|file ?name|path|datei(?:name)?|fichier|archivo|קובץ)\s*$/iu.test(cell),
  );

/** Opens the browser's own chooser. */
export function choose(what: 'files' | 'folder' | 'manifest', take: (files: FoundFile[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = what !== 'manifest';
  input.webkitdirectory = what === 'folder';
  if (what === 'manifest') input.accept = '.csv,.tsv,.xlsx';
  input.addEventListener('change', () => take(chosenFiles(input.files ?? [])));
  input.click();
}

/** Takes what is dropped anywhere on the page. */
export function hearDrops(take: (entries: FileSystemEntry[]) => void): void {
  addEventListener('dragover', (event) => event.preventDefault());
  addEventListener('drop', (event) => {
    event.preventDefault();
    const entries = entriesOf(event.dataTransfer?.items ?? []);
    if (entries.length > 0) take(entries);
  });
}
