import type { Table } from '../../lib/assign/manifest.ts';
import type { FoundFile, Tags } from '../../lib/protocol/bulk.ts';

/** What the worker is asked. */
export interface Wish {
  id: number;
  what: 'zip' | 'table' | 'tags';
  file: File;
}

let worker: Worker | null = null;
let count = 0;
const waiting = new Map<number, (value: unknown) => void>();

function asked(what: Wish['what'], file: File): Promise<unknown> {
  if (!worker) {
    worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<{ id: number; value: unknown }>) => {
      waiting.get(data.id)?.(data.value);
      waiting.delete(data.id);
    });
  }
  count += 1;
  const { promise, resolve } = Promise.withResolvers<unknown>();
  waiting.set(count, resolve);
  worker.postMessage({ id: count, what, file } satisfies Wish);
  return promise;
}

export const isZip = ({ name }: Pick<File, 'name'>): boolean => /\.zip$/i.test(name);

/** Files in a .zip; null where it is refused. */
export const unzippedFiles = (file: File): Promise<FoundFile[] | null> =>
  asked('zip', file) as Promise<FoundFile[] | null>;

/** Whether a file may be DICOM, by its name: devices write them without an ending as well. */
export const maybeDicom = ({ name }: Pick<File, 'name'>): boolean =>
  /^[^.]+$|\.(?:dcm|dicom|ima)$/i.test(name);

/** What the header of a DICOM file says; null where it is none. */
export const tagsIn = (file: File): Promise<Tags | null> => asked('tags', file) as Promise<Tags | null>;

/** Whether a file may be a manifest, by its name. */
export const isTable = ({ name }: Pick<File, 'name'>): boolean => /\.(?:csv|tsv|xlsx)$/i.test(name);

/** Rows of a table; `large` where there are too many, null where it is none. */
export const tableIn = (file: File): Promise<Table | 'large' | null> =>
  asked('table', file) as Promise<Table | 'large' | null>;
