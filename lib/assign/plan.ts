import type { BulkRecord } from '../protocol/bulk.ts';
import type { AttributeView } from '../protocol/record.ts';
import type { FailReason } from '../protocol/upload.ts';
import type { Match } from './match.ts';

/** A file as the table has it, before anything is sent. */
export interface Line {
  path: string;
  /** Bytes. */
  size: number;
  /** As the browser guesses it from the name. */
  type: string;
  match: Match;
  /** Index of the record a person has chosen; null where none has. */
  chosen: number | null;
  /** Name of the attribute that was chosen for this file, by a person or a manifest. */
  attribute: string | null;
  isSkipped: boolean;
}

/** What would become of a file. Only what is `ready` is ever sent. */
export type Plan =
  | { is: 'ready'; record: number; attribute: AttributeView }
  /** Several records are named, or none. */
  | { is: 'many'; records: readonly number[] }
  | { is: 'none' }
  /** Its record is known and which attribute is not, because several take it. */
  | { is: 'attribute'; record: number }
  /** Nothing of its record takes it. */
  | { is: 'refused'; record: number; reason: FailReason; attribute: AttributeView | null }
  /** Another file is for the same attribute of the same record: one of them would be lost. */
  | { is: 'clash'; record: number; attribute: AttributeView }
  | { is: 'skipped' };

interface Ways {
  records: readonly BulkRecord[];
  /** Name of the attribute for all files that have none of their own; null: the one that takes the file. */
  attribute: string | null;
  /** Why an attribute does not take a file; null where it does. */
  refuse(file: Pick<Line, 'size' | 'type'>, attribute: AttributeView): FailReason | null;
}

function planOf(line: Line, { records, attribute, refuse }: Ways): Plan {
  if (line.isSkipped) return { is: 'skipped' };
  const { match } = line;
  const record = line.chosen ?? (match.is === 'one' ? match.record : null);
  if (record === null) return match.is === 'many' ? { is: 'many', records: match.records } : { is: 'none' };
  const attributes = records[record]?.attributes ?? [];
  const refusalOf = (one: AttributeView) => (one.writable ? refuse(line, one) : 'read-only');
  const wanted = line.attribute ?? attribute;
  if (wanted !== null) {
    const named = attributes.find(({ name }) => name === wanted);
    if (!named) return { is: 'refused', record, reason: 'attribute-gone', attribute: null };
    const reason = refusalOf(named);
    return reason
      ? { is: 'refused', record, reason, attribute: named }
      : { is: 'ready', record, attribute: named };
  }
  // What lies in the open is named by somebody, or not used at all.
  const takers = attributes.filter((one) => !one.isPublic && refusalOf(one) === null);
  const [only, ...others] = takers;
  if (only && others.length === 0) return { is: 'ready', record, attribute: only };
  if (only) return { is: 'attribute', record };
  const [first] = attributes;
  const reason = (first && refusalOf(first)) ?? 'attribute-gone';
  return { is: 'refused', record, reason, attribute: first ?? null };
}

/** What would become of each file; of several for one place none is sent until a person has decided. */
export function plans(lines: readonly Line[], ways: Ways): Plan[] {
  const all = lines.map((line) => planOf(line, ways));
  const counts = new Map<string, number>();
  const placeOf = (plan: Plan) => (plan.is === 'ready' ? `${plan.record} ${plan.attribute.name}` : null);
  for (const plan of all) {
    const place = placeOf(plan);
    if (place !== null) counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return all.map((plan) => {
    const place = placeOf(plan);
    return plan.is === 'ready' && place !== null && (counts.get(place) ?? 0) > 1
      ? { ...plan, is: 'clash' }
      : plan;
  });
}

/** What a person confirms. */
export interface Tally {
  files: number;
  records: number;
  replaced: number;
  /** Go to attributes whose files lie at a public address. */
  published: number;
}

export function tallyOf(all: readonly Plan[]): Tally {
  const ready = all.filter((plan) => plan.is === 'ready');
  return {
    files: ready.length,
    records: new Set(ready.map(({ record }) => record)).size,
    replaced: ready.filter(({ attribute }) => attribute.value !== null).length,
    published: ready.filter(({ attribute }) => attribute.isPublic).length,
  };
}
