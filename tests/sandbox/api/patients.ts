import { type Patient, writePatients } from '../data.ts';
import { customAttributes, isFileAttribute, patientTemplateId } from '../template.ts';
import type { World } from '../world.ts';
import { type Act, type Answer, accessDenied, type Call, refusal } from './answers.ts';
import { pageOf, type SearchRequest } from './search.ts';

/** A record as the API shows it: file attributes as `{id}` or in full. */
function shown(world: World, patient: Patient): Record<string, unknown> {
  const full = world.switches.fileValue === 'full';
  const values = customAttributes.flatMap(({ name }) => {
    const value = isFileAttribute(name) ? world.valueAt(patient, name) : null;
    const file = value && full ? world.file(value.id) : null;
    if (!value) return [];
    const { name: fileName, mimeType, object } = file ?? {};
    return [
      [name, file ? { id: value.id, name: fileName, size: object?.size ?? 0, mimeType } : { id: value.id }],
    ];
  });
  return { ...patient, ...Object.fromEntries(values) };
}

function patientOf({ world, path, claims, entry }: Call): Patient | Answer {
  entry.entityId = path.id ?? '';
  const patient = world.patients.get(path.id ?? '');
  if (!patient) return refusal(404, 'USER_NOT_FOUND', { id: path.id });
  return patient._ownerOrganization.id === claims.tenantId ? patient : accessDenied();
}

export const read: Act = (call) => {
  const patient = patientOf(call);
  if (!('_id' in patient)) return patient;
  const now = call.stale ? (call.world.before.get(patient._id) ?? patient) : patient;
  return { status: 200, json: shown(call.world, now) };
};

export const search: Act = ({ world, claims, query }) => {
  const asked = JSON.parse(query.get('searchRequest') ?? '{}') as SearchRequest;
  const own = [...world.patients.values()].filter(({ _ownerOrganization: { id } }) => id === claims.tenantId);
  const { data, metadata } = pageOf(own, asked);
  return { status: 200, json: { data: data.map((patient) => shown(world, patient)), metadata } };
};

export const update: Act = (call) => {
  const { world, claims, entry } = call;
  const patient = patientOf(call);
  if (!('_id' in patient)) return patient;
  if (!claims.scopes.includes(writePatients)) return accessDenied();

  const change: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(call.body as Record<string, unknown>)) {
    const wrong = name.startsWith('_') ? null : attributeFault(call, patient, name, value);
    if (wrong) return wrong;
    change[name] = isFileAttribute(name) && value !== null ? { id: (value as { id: string }).id } : value;
  }
  world.change(patient, change);
  const { firstName, lastName } = patient._name;
  patient._caption = `${firstName} ${lastName}`;

  const object = world.file(entry.fileId ?? '')?.object;
  if (object) Object.assign(entry, { size: object.size, sha256: object.sha256 });
  return { status: 200, json: shown(world, patient) };
};

/** What the platform has against one attribute's new value. */
function attributeFault(call: Call, patient: Patient, attributeName: string, value: unknown): Answer | null {
  const { world } = call;
  const attribute = customAttributes.find(({ name }) => name === attributeName);
  if (!attribute) {
    return refusal(400, 'ATTRIBUTE_NOT_VALID_FOR_TEMPLATE', { attributeName, templateId: patientTemplateId });
  }
  if ((value === null || value === '') && world.switches.mandatory.includes(attributeName)) {
    return refusal(400, 'ATTRIBUTE_IS_MANDATORY', { attributeName });
  }
  const unreadable = (message: string) =>
    refusal(400, 'ATTRIBUTE_VALUE_CONVERSION_FAILED', { attributeName, message }, message);

  if (attribute.type === 'LABEL' || attribute.type === 'PARAGRAPH') {
    return value === null || typeof value === 'string' ? null : unreadable('not a text');
  }
  if (value === null) return world.switches.nullClears === 'yes' ? null : unreadable('null');
  const id = typeof value === 'object' && 'id' in value ? value.id : undefined;
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
    .some((place) => place.patient !== patient || place.attribute !== attributeName);
  return elsewhere && world.switches.attachTwice === 'refused' ? accessDenied() : null;
}
