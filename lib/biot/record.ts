import * as v from 'valibot';
import type { AttributeView, FileValue } from '../protocol/record.ts';

/** A plain object: the one shape of which BioT's answers may hold more than we name. */
export const fields = v.record(v.string(), v.unknown());
export type Fields = v.InferOutput<typeof fields>;

/** The object that holds a value below these names. */
export function nested(steps: readonly string[], value: unknown): Fields {
  return v.parse(
    fields,
    steps.reduceRight<unknown>((inner, step) => ({ [step]: inner }), value),
  );
}

const fileValue = v.looseObject({
  id: v.pipe(v.string(), v.minLength(1)),
  name: v.nullish(v.string()),
  size: v.nullish(v.number()),
  mimeType: v.nullish(v.string()),
});

/** An entity as every kind answers it; its own attributes stand beside these or below a basePath. */
export const entity = v.looseObject({
  _id: v.string(),
  _caption: v.nullish(v.string()),
  _lastModifiedTime: v.nullish(v.string()),
  _template: v.nullish(v.looseObject({ id: v.string(), displayName: v.nullish(v.string()) })),
});
export type Entity = v.InferOutput<typeof entity>;

const attribute = v.looseObject({
  name: v.string(),
  displayName: v.string(),
  type: v.nullish(v.string()),
  typeEnum: v.nullish(v.string()),
  basePath: v.nullish(v.string()),
  readOnly: v.nullish(v.boolean()),
  publicAccess: v.nullish(v.boolean()),
  phi: v.nullish(v.boolean()),
  validation: v.nullish(
    v.looseObject({
      mandatory: v.nullish(v.boolean()),
      unique: v.nullish(v.boolean()),
      defaultValue: v.nullish(v.unknown()),
      min: v.nullish(v.number()),
      max: v.nullish(v.number()),
      regex: v.nullish(v.string()),
      supportedMimeTypes: v.nullish(v.array(v.string())),
    }),
  ),
  /** What may be chosen, of attributes of selection. */
  selectableValues: v.nullish(v.array(v.looseObject({ name: v.string(), displayName: v.string() }))),
  /** What a reference refers to. */
  referenceConfiguration: v.nullish(
    v.looseObject({
      entityType: v.nullish(v.string()),
      validTemplatesToReference: v.nullish(v.array(v.string())),
    }),
  ),
});
export type Attribute = v.InferOutput<typeof attribute>;

export const template = v.looseObject({
  id: v.nullish(v.string()),
  name: v.nullish(v.string()),
  displayName: v.nullish(v.string()),
  entityTypeName: v.nullish(v.string()),
  builtInAttributes: v.nullish(v.array(attribute)),
  customAttributes: v.nullish(v.array(attribute)),
});
export type Template = v.InferOutput<typeof template>;

/** All attributes of which an entity holds a value; those with a value of the template's own are left out. */
export function attributesOf({ builtInAttributes, customAttributes }: Template): Attribute[] {
  return [...(builtInAttributes ?? []), ...(customAttributes ?? [])];
}

/** The object in which the attributes of a basePath stand; null where the entity lacks it. */
function container(of: Entity, basePath: string | null | undefined): Fields | null {
  let at: unknown = of;
  for (const step of basePath ? basePath.split('.') : []) {
    if (!v.is(fields, at)) return null;
    at = at[step];
  }
  return v.is(fields, at) ? at : null;
}

/** What the entity holds under an attribute, as it came. */
export function heldBy(
  of: Entity,
  { name, basePath }: { name: string; basePath?: string | null | undefined },
): unknown {
  const holder = container(of, basePath);
  return holder && Object.hasOwn(holder, name) ? holder[name] : null;
}

/** Whether the entity says anything of an attribute, be it that it is empty. */
function isGiven(of: Entity, { name, basePath }: Attribute): boolean {
  const holder = container(of, basePath);
  return holder !== null && Object.hasOwn(holder, name);
}

/** The file an attribute holds; null when it is empty. */
export function fileOf(
  of: Entity,
  at: { name: string; basePath?: string | null | undefined },
): FileValue | null {
  const value = heldBy(of, at);
  if (!v.is(fileValue, value)) return null;
  const { id, name, size, mimeType } = value;
  return { id, name: name ?? undefined, size: size ?? undefined, mimeType: mimeType ?? undefined };
}

/**
 * The FILE and IMAGE attributes of an entity with their present values.
 * @param readOnly BioT changes nothing of this kind, whatever the template says.
 * @param seesProtected whether somebody is shown what is protected; by default what the entity tells of it.
 */
export function fileAttributes(
  of: Entity,
  from: Template,
  { readOnly = false, seesProtected: sees }: { readOnly?: boolean; seesProtected?: boolean } = {},
): Omit<AttributeView, 'takes'>[] {
  const all = attributesOf(from);
  // Protected values are left out of what somebody without the right to them receives: not empty, but unknown.
  // That somebody sees a record's name says nothing of it: whoever finds the record sees that.
  const seesProtected = sees ?? all.some((one) => one.phi && one.name !== '_name' && isGiven(of, one));
  const files = all.flatMap((one) => {
    const type = one.type ?? one.typeEnum;
    return type === 'FILE' || type === 'IMAGE' ? [{ ...one, type } as const] : [];
  });
  return files.flatMap(({ type, ...one }): Omit<AttributeView, 'takes'>[] => {
    if (one.phi && !seesProtected) return [];
    // Who names an attribute means one: of two that are called alike below different basePaths none is meant.
    const isOnly = files.filter(({ name }) => name === one.name).length === 1;
    return [
      {
        name: one.name,
        displayName: one.displayName,
        type,
        accepts: one.validation?.supportedMimeTypes?.length ? one.validation.supportedMimeTypes : null,
        basePath: one.basePath || null,
        writable: !readOnly && isOnly && one.readOnly !== true,
        isPublic: one.publicAccess === true,
        value: fileOf(of, one),
      },
    ];
  });
}
