import { type Attribute, attributesOf, fileAttributes, nested, type Template } from '../biot/record.ts';
import { refusalFor } from '../files/refusal.ts';
import type { Making, Target, Upload } from '../outbox/upload.ts';
import type { Asked, BulkMaking, BulkTemplate } from '../protocol/bulk.ts';
import type { FailReason } from '../protocol/upload.ts';
import { takes } from '../texts/types.ts';

/** What can be written down here of BioT's types; the others' forms are not published, or are beyond a line of text. */
const askable: Readonly<Record<string, Asked['type']>> = {
  LABEL: 'text',
  PARAGRAPH: 'text',
  EMAIL: 'text',
  INTEGER: 'whole',
  DECIMAL: 'decimal',
  BOOLEAN: 'yes-no',
  SINGLE_SELECT: 'one-of',
  MULTI_SELECT: 'many-of',
  DATE: 'date',
  DATE_TIME: 'moment',
};

const typeOf = ({ type, typeEnum }: Attribute) => type ?? typeEnum ?? '';
/** Who adds a record gives all of these but what BioT gives itself. */
const isMandatory = ({ validation }: Attribute) =>
  validation?.mandatory === true && (validation.defaultValue ?? null) === null;

/** Attributes of a template that who makes a record may give. */
const givable = (template: Template) =>
  attributesOf(template).filter(
    (one) => one.readOnly !== true && (one.name === '_name' || !one.name.startsWith('_')),
  );

/** A template as the table shows it; null where no file goes into such a record. */
export function templateView(template: Template): BulkTemplate | null {
  const { id, displayName, name } = template;
  const attributes = fileAttributes({ _id: '' }, template, { seesProtected: true })
    .filter(({ writable }) => writable)
    .map((one) => ({ ...one, takes: takes(one) }));
  if (!id || attributes.length === 0) return null;
  const given = givable(template);
  return {
    id,
    displayName: displayName ?? name ?? id,
    attributes,
    references: given
      .filter((one) => typeOf(one) === 'REFERENCE')
      .map((one) => ({
        name: one.name,
        displayName: one.displayName,
        kind: one.referenceConfiguration?.entityType ?? '',
        isMandatory: isMandatory(one),
      })),
    asked: given.flatMap((one): Asked[] => {
      const type = askable[typeOf(one)];
      if (type === undefined) return [];
      const { min, max, regex } = one.validation ?? {};
      return [
        {
          ...{ name: one.name, displayName: one.displayName, type },
          options: (one.selectableValues ?? []).map((value) => ({
            name: value.name,
            displayName: value.displayName,
          })),
          // A record without a name gets its file's.
          isMandatory: one.name !== '_name' && isMandatory(one),
          ...{ min: min ?? null, max: max ?? null, regex: regex ?? null },
        },
      ];
    }),
    needed: given
      .filter((one) => isMandatory(one) && one.name !== '_name' && askable[typeOf(one)] === undefined)
      .map(({ name, displayName }) => ({ name, displayName })),
  };
}

/** Where a template's records are made: below the API that the portal itself uses. */
export function placeToMake(template: Template, hasNewApi: boolean): { list: string; about: object } {
  if (hasNewApi && template.name)
    return { list: `/generic-entity/v3/generic-entities/${encodeURIComponent(template.name)}`, about: {} };
  return { list: '/generic-entity/v1/generic-entities', about: { _templateId: template.id } };
}

/** Where a file goes of which a record is made, or why it cannot. */
export function targetToMake(
  template: Template,
  { name, values, refers }: Omit<BulkMaking, 'template'>,
  attribute: string,
  file: Pick<Upload['file'], 'size' | 'type'>,
  hasNewApi: boolean,
): Target | FailReason {
  const view = templateView(template);
  const found = view?.attributes.find((one) => one.name === attribute);
  if (!view || !found) return 'attribute-gone';
  const refusal = refusalFor(file, found);
  if (refusal) return refusal;
  const given = givable(template);
  let inner = {};
  for (const [key, value] of Object.entries(values)) {
    const one = given.find((each) => each.name === key);
    if (!one) return 'attribute-gone';
    if (key !== '_name') inner = { ...inner, ...nestedBeside(inner, one, value) };
  }
  if (refers) {
    const one = given.find((each) => each.name === refers.attribute);
    if (!one) return 'attribute-gone';
    inner = { ...inner, ...nestedBeside(inner, one, { id: decodeURIComponent(refers.ref.id) }) };
  }
  const { list, about } = placeToMake(template, hasNewApi);
  const making: Making = { list, body: { ...inner, _name: name, ...about } };
  return {
    ...{ kind: 'generic-entity', path: '', making, caption: name, before: null },
    identity: [view.displayName, ...(refers ? [refers.caption] : [])],
    attribute,
    displayName: found.displayName,
    basePath: found.basePath,
  };
}

/** A value below its basePath, beside what stands there already. */
function nestedBeside(beside: object, { name, basePath }: Attribute, value: unknown): object {
  if (!basePath) return { [name]: value };
  const [first = '', ...rest] = basePath.split('.');
  const before = Object.entries(beside).find(([key]) => key === first)?.[1];
  const below = nested([...rest, name], value);
  return { [first]: typeof before === 'object' && before !== null ? merged(before, below) : below };
}

function merged(a: object, b: object): object {
  const all: Record<string, unknown> = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const before = all[key];
    const isBoth =
      typeof before === 'object' && before !== null && typeof value === 'object' && value !== null;
    all[key] = isBoth ? merged(before, value) : value;
  }
  return all;
}
