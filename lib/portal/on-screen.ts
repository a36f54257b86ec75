import type { RecordView } from '../protocol/record.ts';
import { namesId } from './address.ts';

/** What is known of a frame: what it has read, its address, and what it shows. */
export interface Evidence {
  address: string;
  /** Records this frame has read by id, newest first. */
  records: readonly RecordView[];
  /** Whether the page visibly shows a phrase. */
  shows: (phrase: string) => boolean;
  /** Of several records, those whose title stands in the smallest section around file attributes' labels. */
  around: (records: readonly RecordView[]) => readonly RecordView[];
}

export type OnScreen =
  | { is: 'one'; record: RecordView; because: Because }
  | { is: 'many'; records: readonly RecordView[] }
  | { is: 'none'; because: 'nothing-read' | 'no-title-visible' };

type Because = 'id-in-address' | 'title-visible' | 'details-visible' | 'title-beside-attributes';

/** Which record a page shows: proved by what is seen, asked about where it is not, never guessed by order. */
export function recordOnScreen({ address, records, shows, around }: Evidence): OnScreen {
  if (records.length === 0) return { is: 'none', because: 'nothing-read' };
  const titled = records.filter((record) => record.titles.some(shows));
  const named = records.filter((record) => namesId(address, record.ref.id));
  if (named.length > 0) {
    // An address that has moved on while the former record still stands on the page proves nothing yet.
    const both = named.filter((record) => titled.includes(record));
    const candidates = both.length > 0 ? both : [...new Set([...named, ...titled])];
    return one(candidates, 'id-in-address') ?? { is: 'many', records: candidates };
  }
  if (titled.length === 0) return { is: 'none', because: 'no-title-visible' };
  const detailed = titled.filter((record) => record.details.some((ways) => ways.some(shows)));
  return (
    one(titled, 'title-visible') ??
    one(detailed, 'details-visible') ??
    one(around(titled), 'title-beside-attributes') ?? { is: 'many', records: titled }
  );
}

function one(records: readonly RecordView[], because: Because): OnScreen | null {
  const [record, ...others] = records;
  return record && others.length === 0 ? { is: 'one', record, because } : null;
}
