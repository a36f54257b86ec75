import type { Table } from '../../lib/assign/manifest.ts';
import type { Examined, FoundFile, Tags } from '../../lib/protocol/bulk.ts';
import type { Looks } from './examining.ts';

/** What the worker is asked: about a file, or about bytes that are called so. */
export type Wish =
  | { what: 'zip' | 'table' | 'tags'; file: File }
  | { what: 'kind' | 'whole'; file: Blob; name: string };
export type Wished = Wish & { id: number };

let worker: Worker | null = null;
let count = 0;
const waiting = new Map<number, (value: unknown) => void>();

function asked(wish: Wish): Promise<unknown> {
  if (!worker) {
    worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<{ id: number; value: unknown }>) => {
      waiting.get(data.id)?.(data.value);
      waiting.delete(data.id);
    });
    // Without memory, for instance. What it had in hand counts as not to be read; the next wish begins another one.
    worker.addEventListener('error', () => {
      worker?.terminate();
      worker = null;
      for (const resolve of waiting.values()) resolve(null);
      waiting.clear();
    });
  }
  count += 1;
  const { promise, resolve } = Promise.withResolvers<unknown>();
  waiting.set(count, resolve);
  worker.postMessage({ ...wish, id: count } satisfies Wished);
  return promise;
}

export const isZip = ({ name }: Pick<File, 'name'>): boolean => /\.zip$/i.test(name);

/** Files in a .zip; null where it is refused. */
export const unzippedFiles = (file: File): Promise<FoundFile[] | null> =>
  asked({ what: 'zip', file }) as Promise<FoundFile[] | null>;

/** Whether a file may be DICOM, by its name: devices write them without an ending as well. */
export const maybeDicom = ({ name }: Pick<File, 'name'>): boolean =>
  /^[^.]+$|\.(?:dcm|dicom|ima)$/i.test(name);

/** What the header of a DICOM file says; null where it is none. */
export const tagsIn = (file: File): Promise<Tags | null> =>
  asked({ what: 'tags', file }) as Promise<Tags | null>;

/** Whether a file may be a manifest, by its name. */
export const isTable = ({ name }: Pick<File, 'name'>): boolean => /\.(?:csv|tsv|xlsx)$/i.test(name);

/** Rows of a table; `large` where there are too many, null where it is none. */
export const tableIn = (file: File): Promise<Table | 'large' | null> =>
  asked({ what: 'table', file }) as Promise<Table | 'large' | null>;

/** Firefox lets a worker not look into the bytes of a file that something else has made in it; into a copy it does. */
const readable = (file: Blob) => (import.meta.env.FIREFOX ? new Blob([file]) : file);

/** What the bytes of a file say. */
export const looks: Looks = {
  kind: (file, name) =>
    asked({ what: 'kind', file: readable(file), name }) as Promise<Pick<Examined, 'type'> | null>,
  whole: (file, name) => asked({ what: 'whole', file: readable(file), name }) as Promise<Examined | null>,
};
