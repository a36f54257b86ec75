import type { AttributeRow } from '../attributes.ts';
import { kindOf, type SandboxRecord } from '../records.ts';
import { attributesOf, isFile, templateAt } from '../template.ts';
import { type Answer, accessDenied, type Call, refusal } from './answers.ts';

/** The same of a value that is no file. */
function valueFault({ world, claims }: Call, attribute: AttributeRow, value: unknown): Answer | null {
  const { name: attributeName, type } = attribute;
  const refused = (code: string) => refusal(400, code, { attributeName, value: String(value) });
  switch (type) {
    case 'SINGLE_SELECT':
      return attribute.options?.some(([name]) => name === value)
        ? null
        : refused('SELECT_ATTRIBUTE_INVALID_VALUE');
    case 'INTEGER':
      return Number.isInteger(value) ? null : refused('ATTRIBUTE_VALUE_CONVERSION_FAILED');
    case 'REFERENCE': {
      const id = typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : '';
      const record = world.records.get(id);
      if (record?._ownerOrganization.id !== claims.tenantId) return accessDenied();
      return attribute.refersTo === undefined || kindOf(record) === attribute.refersTo
        ? null
        : refused('REFERENCED_ENTITY_TYPE_MISMATCH');
    }
    default:
      return typeof value === 'string' ? null : refused('ATTRIBUTE_VALUE_CONVERSION_FAILED');
  }
}

/** What the platform has against one attribute's new value; null for nothing. */
export function attributeFault(
  call: Call,
  record: SandboxRecord,
  { basePath, name: attributeName, value }: { basePath: string | null; name: string; value: unknown },
): Answer | null {
  const { world } = call;
  const attribute = attributesOf(templateAt(record._template.id)).find(
    (one) => one.name === attributeName && (one.basePath ?? null) === basePath,
  );
  // BioT's own fields are checked by the contract; file attributes among them are attributes like any other.
  if (attributeName.startsWith('_') && !(attribute && isFile(attribute))) return null;
  if (!attribute) {
    const templateId = record._template.id;
    return refusal(400, 'ATTRIBUTE_NOT_VALID_FOR_TEMPLATE', { attributeName, templateId });
  }
  if ((value === null || value === '') && world.switches.mandatory.includes(attributeName)) {
    return refusal(400, 'ATTRIBUTE_IS_MANDATORY', { attributeName });
  }
  const unreadable = (message: string) =>
    refusal(400, 'ATTRIBUTE_VALUE_CONVERSION_FAILED', { attributeName, message }, message);

  if (!isFile(attribute)) return value === null ? null : valueFault(call, attribute, value);
  if (value === null) return world.switches.nullClears === 'yes' ? null : unreadable('null');
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
  if (typeof id !== 'string') return unreadable('not a file');

  const file = world.file(id);
  if (!file || file.organizationId !== call.claims.tenantId) return accessDenied();
  Object.assign(call.entry, { fileName: file.name, contentType: file.mimeType });
  if (!file.object) return unreadable('the file has no content');
  const mismatch = () =>
    refusal(400, 'ATTRIBUTE_VALUE_TYPE_MISMATCH', { attributeName, type: attribute.type });
  if (attribute.type === 'IMAGE' && !file.mimeType.startsWith('image/')) return mismatch();
  if (world.switches.supportedMimeTypes === 'present') {
    const type = file.mimeType.split(';')[0]?.trim() ?? '';
    if (attribute.supportedMimeTypes && !attribute.supportedMimeTypes.includes(type)) return mismatch();
  }
  if (world.switches.attachTwice === 'allowed') return null;
  const isElsewhere = world
    .places(id)
    .some((place) => place.record !== record || place.attribute !== attributeName);
  return isElsewhere ? accessDenied() : null;
}
