import type { FoundFile } from '../protocol/bulk.ts';

/** What was found, and what could not be read. */
export interface Walked {
  files: FoundFile[];
  /** Paths. */
  unreadable: string[];
}

/** Files that systems leave in folders for themselves. */
const ofSystems = /^(?:\.DS_Store|\._.*|Thumbs\.db|desktop\.ini)$/i;

/** What is to be walked; must be taken from a drop before its event is over. */
export function entriesOf(items: Iterable<DataTransferItem>): FileSystemEntry[] {
  return [...items].flatMap((item) => (item.kind === 'file' ? (item.webkitGetAsEntry() ?? []) : []));
}

const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

/**
 * Walks folders to their end: browsers give their entries a hundred at a time.
 * @param progress hears how many files were found so far.
 */
export async function walk(
  entries: readonly FileSystemEntry[],
  progress: (found: number) => void = () => undefined,
): Promise<Walked> {
  const walked: Walked = { files: [], unreadable: [] };
  const left = [...entries];
  for (let entry = left.shift(); entry; entry = left.shift()) {
    const path = entry.fullPath.replace(/^\//, '');
    try {
      if (isDirectory(entry)) left.unshift(...(await contentOf(entry)));
      else if (isFile(entry) && !ofSystems.test(entry.name)) {
        walked.files.push({ file: await fileOf(entry), path });
        if (walked.files.length % 100 === 0) progress(walked.files.length);
      }
    } catch (cause) {
      if (!(cause instanceof DOMException)) throw cause;
      walked.unreadable.push(path);
    }
  }
  return walked;
}

const fileOf = (entry: FileSystemFileEntry) =>
  new Promise<File>((resolve, reject) => entry.file(resolve, reject));

async function contentOf(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all.toSorted((a, b) => a.name.localeCompare(b.name));
    all.push(...some);
  }
}

/** Files of a chooser, which names the folder they were found in. */
export function chosenFiles(files: Iterable<File>): FoundFile[] {
  return [...files]
    .filter(({ name }) => !ofSystems.test(name))
    .map((file) => ({ file, path: file.webkitRelativePath || file.name }));
}
