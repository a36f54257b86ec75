import type { EntityRef, RecordView } from '../protocol/record.ts';
import { decoded, namesId } from './address.ts';

/**
 * How a page shows a record's title: as what it is about and with further facts of the record beside it, as
 * what it is about, or in passing, as a line of a list does.
 */
export type Title = 'proved' | 'headed' | 'mentioned';

/** What is known of a frame: what it has read, its address, and what it shows. */
export interface Evidence {
  address: string;
  /** Records this frame has read by id, newest first. */
  records: readonly RecordView[];
  /** Records it has read of which nothing is known yet. */
  pending: readonly EntityRef[];
  /** The address has changed a moment ago: the page may not show yet what it names. */
  turning: boolean;
  /** When it last read a list of records: milliseconds since the epoch, 0 for never. */
  listedAt: number;
  titled: (record: RecordView) => Title | null;
  /** Whether it shows any attribute of the record that holds files. */
  shows: (record: RecordView) => boolean;
  /** Of several records, those that the smallest sections around file attributes (or headings) are about. */
  around: (records: readonly RecordView[]) => readonly RecordView[];
}

export type OnScreen =
  | { is: 'one'; record: RecordView; because: Because }
  /**
   * One of these, or none: a person is asked, even where there is only one. Those in `sure` are on the page for
   * certain, each in a section of its own.
   */
  | { is: 'many'; records: readonly RecordView[]; sure: readonly RecordView[] }
  | { is: 'none'; because: 'nothing-read' | 'no-title-visible' | 'loading' };

type Because = 'id-in-address' | 'title-visible' | 'title-beside-attributes';

/** Which record a page shows: proved by what is seen, asked about where it is not, never guessed by order. */
export function recordOnScreen(evidence: Evidence): OnScreen {
  const { address, records, pending } = evidence;
  if (records.length === 0) return { is: 'none', because: pending.length > 0 ? 'loading' : 'nothing-read' };
  const titles = new Map(records.map((record) => [record, evidence.titled(record)]));
  const titled = records.filter((record) => titles.get(record));
  const near = titled.length > 1 ? evidence.around(titled) : titled;
  const inAddress = records.filter((record) => namesId(address, record.ref.id));
  /** A page about a session says whose it is, and its address may: that device and that patient are not meant. */
  const isMerelyOwner = (record: RecordView) =>
    inAddress.some((one) => titles.get(one) && one.refersTo.includes(decoded(record.ref.id))) &&
    !evidence.shows(record);
  const named = inAddress.filter((record) => !isMerelyOwner(record));
  const loading = pending.some(({ id }) => namesId(address, id));

  if (named.length > 0) {
    // An address that has moved on while the former record still stands on the page proves nothing yet.
    const others = (near.length > 0 ? near : titled).filter(
      (record) => !named.includes(record) && !isMerelyOwner(record),
    );
    const shown = named.filter((record) => titles.get(record));
    const candidates = others.length > 0 ? [...named, ...others] : shown.length > 0 ? shown : named;
    // While a page turns, files that hang over it were meant for what it showed, not for what comes next.
    const isBlank = evidence.turning && shown.length === 0 && !named.some(evidence.shows);
    const sure = loading || isBlank ? null : one(candidates, 'id-in-address');
    return sure ?? { is: 'many', records: candidates, sure: [] };
  }
  if (loading) return { is: 'none', because: 'loading' };
  return byTitle(evidence, titles, near);
}

function byTitle(
  { records, pending, listedAt, around }: Evidence,
  titles: ReadonlyMap<RecordView, Title | null>,
  near: readonly RecordView[],
): OnScreen {
  const headed = records.filter((record) => /proved|headed/.test(titles.get(record) ?? ''));
  if (headed.length === 0) {
    // Lines of a list that was read after the record are no sign of it.
    const titled = near.length > 0 ? near : records.filter((record) => titles.get(record));
    const mentioned = titled.filter((record) => record.readAt >= listedAt);
    return mentioned.length > 0
      ? { is: 'many', records: mentioned, sure: [] }
      : { is: 'none', because: 'no-title-visible' };
  }
  const [sure, ...others] = headed.length > 1 ? around(headed) : headed;
  // Since a list came, or while any record is not known, a namesake may be on the screen: of a record and its
  // prefetched neighbours, the one that is shown may be the first that was read and the last that is known.
  const isSure = (record: RecordView) =>
    titles.get(record) === 'proved' || (record.readAt >= listedAt && pending.length === 0);
  const proved =
    sure !== undefined && others.length === 0 && (near.length === 0 || near.includes(sure)) && isSure(sure);
  if (!proved)
    return { is: 'many', records: [...new Set([...headed, ...near])], sure: headed.filter(isSure) };
  return {
    is: 'one',
    record: sure,
    because: headed.length > 1 ? 'title-beside-attributes' : 'title-visible',
  };
}

function one(records: readonly RecordView[], because: Because): OnScreen | null {
  const [record, ...others] = records;
  return record && others.length === 0 ? { is: 'one', record, because } : null;
}
