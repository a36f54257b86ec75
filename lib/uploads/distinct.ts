import type { RecordView } from '../protocol/record.ts';
import type { KnownRecord } from './record-view.ts';

type Known = KnownRecord & Pick<RecordView, 'readAt'>;

/**
 * Records as they are shown beside each other: those that would read exactly alike say more of themselves,
 * but no more than it takes.
 */
export function distinct(records: readonly Known[]): RecordView[] {
  return records.map((record) => {
    const twins = records.filter((other) => reads(other, 0) === reads(record, 0));
    const most = Math.max(...twins.map(({ more }) => more.length));
    let count = 0;
    while (count < most && new Set(twins.map((one) => reads(one, count))).size < twins.length) count += 1;
    const { more, ...view } = record;
    return count === 0 ? view : { ...view, identity: [...view.identity, ...more.slice(0, count)] };
  });
}

/** What a person reads of a record that says so much more of itself. */
const reads = ({ caption, identity, more }: Known, count: number): string =>
  [caption, ...identity, ...more.slice(0, count)].join('\n');
