import type { EntityKind } from '../../lib/protocol/record.ts';
import { type AttributeRow, type Language, type TemplateRow, templateRows } from './attributes.ts';
import { uuidOf } from './ids.ts';
import type { Switches } from './switches.ts';

export const templateIdOf = (name: string) => uuidOf(`template ${name.toLowerCase()}`);

const byId = new Map(templateRows.map((row) => [templateIdOf(row.name), row]));

/** What records of this template are made of. */
export function templateAt(id: string): TemplateRow {
  const found = byId.get(id);
  if (!found) throw new Error(`No template ${id}`);
  return found;
}

/** A template as a record refers to it; of a kind, the first one. */
export function templateRefOf(of: EntityKind | TemplateRow): {
  id: string;
  name: string;
  displayName: string;
} {
  const row = typeof of === 'string' ? templateRows.find((one) => one.kind === of) : of;
  if (!row) throw new Error(`No template of ${JSON.stringify(of)}`);
  return { id: templateIdOf(row.name), name: row.name, displayName: row.titles.en };
}

export const isFile = ({ type }: AttributeRow): boolean => type === 'FILE' || type === 'IMAGE';

export function attributesOf({ builtIn, custom }: TemplateRow): readonly AttributeRow[] {
  return [...builtIn, ...custom];
}

export function fileAttributesOf(row: TemplateRow): readonly AttributeRow[] {
  return attributesOf(row).filter(isFile);
}

const fileNames = new Set(templateRows.flatMap(fileAttributesOf).map(({ name }) => name));

/** Whether any template has a FILE or IMAGE attribute of this name. */
export function isFileAttribute(name: string): boolean {
  return fileNames.has(name);
}

/** Left out of what somebody without the right to them receives. */
const protectedNames = new Set(['_name', '_dateOfBirth', '_nationalId', '_email']);
const time = '2026-01-12T08:00:00.000Z';

/** A template as the API answers it, in the language asked for. */
export function shownTemplate(row: TemplateRow, acceptLanguage: string | undefined, switches: Switches) {
  const language = languageOf(acceptLanguage);
  const { name, kind, titles, builtIn, custom } = row;
  const isPerson = builtIn.some(({ type }) => type === 'NAME');
  const shared = (one: AttributeRow) => ({
    id: uuidOf(name === 'Patient' ? `attribute ${one.name}` : `attribute ${name} ${one.name}`),
    name: one.name,
    displayName: one.titles[language] ?? one.titles.en,
    type: one.type,
    ...(one.basePath ? { basePath: one.basePath } : {}),
    ...(one.options
      ? { selectableValues: one.options.map(([value, title]) => ({ name: value, displayName: title })) }
      : {}),
    ...(one.refersTo ? { referenceConfiguration: { entityType: one.refersTo, uniquely: false } } : {}),
    category: { name: one.category, displayName: one.category === 'CLINICAL' ? 'Clinical' : 'General' },
    validation: {
      mandatory: one.mandatory === true || switches.mandatory.includes(one.name),
      unique: one.unique === true,
      ...(one.supportedMimeTypes && switches.supportedMimeTypes === 'present'
        ? { supportedMimeTypes: one.supportedMimeTypes }
        : {}),
    },
  });
  return {
    id: templateIdOf(name),
    name,
    displayName: titles[language] ?? titles.en,
    entityTypeName: kind,
    removable: false,
    creationTime: time,
    lastModifiedTime: time,
    builtInAttributes: builtIn.map((one) => {
      const { validation, ...rest } = shared(one);
      return {
        ...rest,
        readOnly: one.readOnly === true,
        publicAccess: one.publicAccess === true,
        phi: isPerson && protectedNames.has(one.name),
        validation: { ...validation, mandatory: one.name === '_name' },
      };
    }),
    customAttributes: custom.map((one) => ({ ...shared(one), phi: false })),
    templateAttributes: [],
  };
}

export function shownTemplates(acceptLanguage: string | undefined, switches: Switches) {
  return templateRows.map((row) => shownTemplate(row, acceptLanguage, switches));
}

function languageOf(acceptLanguage = 'en'): Language {
  const asked = acceptLanguage.slice(0, 2).toLowerCase();
  return asked === 'de' || asked === 'he' ? asked : 'en';
}
