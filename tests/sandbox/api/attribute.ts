import type { SandboxRecord } from '../records.ts';
import { attributesOf, isFile, templateAt } from '../template.ts';
import { type Answer, accessDenied, type Call, refusal } from './answers.ts';

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

  if (!isFile(attribute))
    return value === null || typeof value === 'string' ? null : unreadable('not a text');
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
  const elsewhere = world
    .places(id)
    .some((place) => place.record !== record || place.attribute !== attributeName);
  return elsewhere && world.switches.attachTwice === 'refused' ? accessDenied() : null;
}
