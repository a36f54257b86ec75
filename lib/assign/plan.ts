import type { BulkRecord, BulkTemplate } from '../protocol/bulk.ts';
import type { AttributeView } from '../protocol/record.ts';
import type { FailReason } from '../protocol/upload.ts';
import type { Match } from './match.ts';
import { valueIn } from './values.ts';
import { partsOf } from './words.ts';

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
  /** What a manifest says of a record that is made for it, by attribute. */
  values: Readonly<Record<string, string>>;
  isSkipped: boolean;
}

/** That a record is made for each file. */
export interface Recipe {
  template: BulkTemplate;
  /** The attribute that refers to the matched record; null: it refers to none. */
  reference: string | null;
  /** What all of them hold, as a person has written it. */
  values: Readonly<Record<string, string>>;
}

/** What would become of a file. Only what is `ready` is ever sent. */
export type Plan =
  | { is: 'ready'; record: number; attribute: AttributeView }
  /** A record is made for it, which refers to the one of this index. */
  | {
      is: 'making';
      record: number | null;
      attribute: AttributeView;
      name: string;
      values: Readonly<Record<string, unknown>>;
    }
  /** A record would be made if this was given, or could be given here. */
  | { is: 'incomplete'; record: number | null; lacks: string; text: string }
  /** Several records are named, or none. */
  | { is: 'many'; records: readonly number[] }
  | { is: 'none' }
  /** Its record is known and which attribute is not, because several take it. */
  | { is: 'attribute'; record: number | null }
  /** Nothing of its record takes it. */
  | { is: 'refused'; record: number | null; reason: FailReason; attribute: AttributeView | null }
  /** Another file is for the same attribute of the same record: one of them would be lost. */
  | { is: 'clash'; record: number; attribute: AttributeView }
  | { is: 'skipped' };

interface Ways {
  records: readonly BulkRecord[];
  /** Name of the attribute for all files that have none of their own; null: the one that takes the file. */
  attribute: string | null;
  /** Why an attribute does not take a file; null where it does. */
  refuse(file: Pick<Line, 'size' | 'type'>, attribute: AttributeView): FailReason | null;
  /** Null: files go to records that are there. */
  recipe?: Recipe | null;
}

function planOf(line: Line, ways: Ways): Plan {
  if (line.isSkipped) return { is: 'skipped' };
  const { recipe = null } = ways;
  const { match } = line;
  const record = line.chosen ?? (match.is === 'one' ? match.record : null);
  if (recipe) {
    const isFree = recipe.reference === null;
    if (record === null && !isFree)
      return match.is === 'many' ? { is: 'many', records: match.records } : { is: 'none' };
    const { attributes } = recipe.template;
    const plan = placed(line, isFree ? null : record, attributes, ways);
    return plan.is === 'placed' ? made(line, plan.attribute, plan.record, recipe) : plan;
  }
  if (record === null) return match.is === 'many' ? { is: 'many', records: match.records } : { is: 'none' };
  const plan = placed(line, record, ways.records[record]?.attributes ?? [], ways);
  return plan.is === 'placed' ? { is: 'ready', record, attribute: plan.attribute } : plan;
}

/** The longest name of a generic entity, by BioT's published description. */
const longestName = 32;

/** At most so many UTF-16 units, and no half of a sign. */
const cut = (text: string) =>
  text
    .slice(0, longestName)
    .replace(/[\ud800-\udbff]$/, '')
    .trim();

/** What the record that is made for a file holds, or what it lacks. */
function made(line: Line, attribute: AttributeView, record: number | null, recipe: Recipe): Plan {
  const { template, reference } = recipe;
  const incomplete = (lacks: string, text = ''): Plan => ({ is: 'incomplete', record, lacks, text });
  const needed = template.needed.find(({ name }) => name !== attribute.name && name !== reference);
  if (needed) return incomplete(needed.displayName);
  const values: [string, unknown][] = [];
  for (const asked of template.asked) {
    const written = (line.values[asked.name] ?? recipe.values[asked.name] ?? '').trim();
    if (written === '' && asked.isMandatory) return incomplete(asked.displayName);
    if (written === '') continue;
    const read = valueIn(asked, written);
    if (read === null) return incomplete(asked.displayName, written);
    values.push([asked.name, read.value]);
  }
  const own = (line.values._name ?? '').trim();
  const { name } = partsOf(line.path);
  return {
    ...{ is: 'making', record, attribute },
    name: cut(own || name) || cut(attribute.displayName),
    values: Object.fromEntries(values),
  };
}

/** Which attribute takes a file. */
function placed<R extends number | null>(
  line: Line,
  record: R,
  attributes: readonly AttributeView[],
  { attribute, refuse }: Ways,
): { is: 'placed'; record: R; attribute: AttributeView } | Extract<Plan, { is: 'refused' | 'attribute' }> {
  const refusalOf = (one: AttributeView) => (one.writable ? refuse(line, one) : 'read-only');
  const wanted = line.attribute ?? attribute;
  if (wanted !== null) {
    const named = attributes.find(({ name }) => name === wanted);
    if (!named) return { is: 'refused', record, reason: 'attribute-gone', attribute: null };
    const reason = refusalOf(named);
    return reason
      ? { is: 'refused', record, reason, attribute: named }
      : { is: 'placed', record, attribute: named };
  }
  // What lies in the open is named by somebody, or not used at all.
  const takers = attributes.filter((one) => !one.isPublic && refusalOf(one) === null);
  const [only, ...others] = takers;
  if (only && others.length === 0) return { is: 'placed', record, attribute: only };
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
  /** Records that are made for them. */
  made: number;
  records: number;
  replaced: number;
  /** Go to attributes whose files lie at a public address. */
  published: number;
}

export function tallyOf(all: readonly Plan[]): Tally {
  const ready = all.filter((plan) => plan.is === 'ready' || plan.is === 'making');
  return {
    files: ready.length,
    made: ready.filter(({ is }) => is === 'making').length,
    records: new Set(ready.flatMap(({ record }) => record ?? [])).size,
    replaced: ready.filter(({ attribute }) => attribute.value !== null).length,
    published: ready.filter(({ attribute }) => attribute.isPublic).length,
  };
}
