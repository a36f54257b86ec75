import type { EntityKind } from '../../lib/protocol/record.ts';
import type { AttributeRow } from './attributes.ts';
import { fileAttributesOf, templateAt } from './template.ts';

/**
 * A record as stored: BioT's own fields, and custom attributes beside them or below their basePath. A file
 * attribute holds `{id}`.
 */
export interface SandboxRecord {
  _id: string;
  _caption: string;
  _ownerOrganization: { id: string; name: string };
  _template: { id: string; name: string; displayName: string };
  _creationTime: string;
  _lastModifiedTime: string;
  [attribute: string]: unknown;
}

export const kindOf = (record: SandboxRecord): EntityKind => templateAt(record._template.id).kind;

type Fields = { [name: string]: unknown };
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The file attributes of a record's template. */
export const filesOf = (record: SandboxRecord): readonly AttributeRow[] =>
  fileAttributesOf(templateAt(record._template.id));

/** What a file attribute holds. */
export function heldBy(record: SandboxRecord, { name, basePath }: AttributeRow): { id: string } | null {
  const holder = basePath ? record[basePath] : record;
  const value = isFields(holder) ? holder[name] : null;
  return isFields(value) && typeof value.id === 'string' ? { id: value.id } : null;
}

/** Takes a change in, as a partial update does: null clears, what stands below a basePath joins what is there. */
export function merge(record: SandboxRecord, change: Fields): void {
  const containers = new Set(
    [...templateAt(record._template.id).custom, ...filesOf(record)].map(({ basePath }) => basePath),
  );
  const put = (into: Fields, name: string, value: unknown) => {
    if (value === null) delete into[name];
    else into[name] = value;
  };
  for (const [name, value] of Object.entries(change)) {
    if (!containers.has(name) || !isFields(value)) put(record, name, value);
    else {
      const holder = isFields(record[name]) ? { ...record[name] } : {};
      for (const [inner, one] of Object.entries(value)) put(holder, inner, one);
      record[name] = holder;
    }
  }
}

/** The change that sets one attribute, nested as its record holds it. */
export function changeOf({ name, basePath }: AttributeRow, value: unknown): Fields {
  return basePath ? { [basePath]: { [name]: value } } : { [name]: value };
}

/** One attribute of a change; `basePath` is null for what stands in the record itself. */
interface Entry {
  basePath: string | null;
  name: string;
  value: unknown;
}

/** A change as single attributes, each with where it stands. */
export function entriesOf(record: SandboxRecord, change: Fields): Entry[] {
  const { builtIn, custom } = templateAt(record._template.id);
  const containers = new Set([...builtIn, ...custom].map(({ basePath }) => basePath));
  return Object.entries(change).flatMap(([name, value]): Entry[] =>
    containers.has(name) && isFields(value)
      ? Object.entries(value).map(([inner, one]) => ({ basePath: name, name: inner, value: one }))
      : [{ basePath: null, name, value }],
  );
}
