import { randomUUID } from 'node:crypto';
import { templateRows } from '../attributes.ts';
import type { KindRow } from '../kinds.ts';
import { entriesOf, filesOf, kindOf, merge, type SandboxRecord } from '../records.ts';
import { attributesOf, templateIdOf, templateRefOf } from '../template.ts';
import type { World } from '../world.ts';
import { type Act, type Answer, accessDenied, type Call, refusal } from './answers.ts';
import { attributeFault } from './attribute.ts';
import { pageOf, type SearchRequest } from './search.ts';

type Fields = Record<string, unknown>;

/** A record as the API shows it: file attributes as `{id}` or in full. */
function shown(world: World, record: SandboxRecord): SandboxRecord {
  const copy = structuredClone(record);
  if (world.switches.fileValue !== 'full') return copy;
  for (const { name, basePath } of filesOf(record)) {
    const id = world.valueAt(record, name)?.id;
    const file = id === undefined ? null : world.file(id);
    if (!file) continue;
    const full = { id, name: file.name, size: file.object?.size ?? 0, mimeType: file.mimeType };
    merge(copy, basePath ? { [basePath]: { [name]: full } } : { [name]: full });
  }
  return copy;
}

/** The kind's record of the path, if this user may see it. */
function recordOf(row: KindRow, { world, path, claims, entry }: Call): SandboxRecord | Answer {
  entry.entityId = path.id ?? '';
  const record = world.records.get(path.id ?? '');
  const hangsThere = (one: SandboxRecord) =>
    !row.owner || (one[row.owner.field] as { id: string }).id === path[row.owner.parameter];
  const isOfTemplate = (one: SandboxRecord) =>
    path.templateName === undefined || one._template.name === path.templateName;
  if (!record || kindOf(record) !== row.kind || !hangsThere(record) || !isOfTemplate(record))
    return refusal(404, row.notFound, { id: path.id });
  return record._ownerOrganization.id === claims.tenantId ? record : accessDenied();
}

export const read =
  (row: KindRow): Act =>
  (call) => {
    const record = recordOf(row, call);
    if (!('_id' in record)) return record;
    const now = call.stale ? (call.world.before.get(record._id) ?? record) : record;
    return { status: 200, json: shown(call.world, now) };
  };

export const search =
  (row: KindRow): Act =>
  ({ world, claims, query, path, stale }) => {
    const asked = JSON.parse(query.get('searchRequest') ?? '{}') as SearchRequest;
    const own = [...world.records.values()].filter(
      (record) =>
        kindOf(record) === row.kind &&
        record._ownerOrganization.id === claims.tenantId &&
        (path.templateName === undefined || record._template.name === path.templateName),
    );
    const { data, metadata } = pageOf(own, asked);
    const now = (record: SandboxRecord) => (stale ? (world.before.get(record._id) ?? record) : record);
    return { status: 200, json: { data: data.map((record) => shown(world, now(record))), metadata } };
  };

export const update =
  (row: KindRow): Act =>
  (call) => {
    const change = call.body as Fields;
    // A device's status is changed at a path of its own.
    if (row.kind === 'device' && '_status' in change)
      return refusal(400, 'ATTRIBUTE_NOT_VALID_FOR_TEMPLATE', { attributeName: '_status' });
    return changed(row, call, change);
  };

export const updateStatus =
  (row: KindRow): Act =>
  (call) => {
    const body = call.body as Fields;
    const wrapper = { data: 'data', status: '_status', attributes: null }[call.world.switches.deviceStatus];
    return changed(row, call, { _status: wrapper === null ? body : (body[wrapper] ?? {}) });
  };

function changed(row: KindRow, call: Call, change: Fields): Answer {
  const { world, claims, entry } = call;
  const record = recordOf(row, call);
  if (!('_id' in record)) return record;
  if (!claims.scopes.includes(row.writing)) return accessDenied();
  for (const one of entriesOf(record, change)) {
    const wrong = attributeFault(call, record, one);
    if (wrong) return wrong;
  }
  world.change(record, bare(record, change));
  retitle(record, change);
  const object = world.file(entry.fileId ?? '')?.object;
  if (object) Object.assign(entry, { size: object.size, sha256: object.sha256 });
  const answered = call.stale ? (world.before.get(record._id) ?? record) : record;
  return { status: 200, json: shown(world, answered) };
}

export const add =
  (row: KindRow): Act =>
  (call) => {
    const { world, claims, entry, path } = call;
    if (!claims.scopes.includes(row.writing)) return accessDenied();
    const { _templateId, _ownerOrganization, ...fields } = call.body as Fields;
    const template = templateRows.find(
      ({ name, kind }) =>
        kind === row.kind && (name === path.templateName || templateIdOf(name) === _templateId),
    );
    if (!template) return refusal(400, 'TEMPLATE_NOT_VALID', { templateId: _templateId });
    const organization = world.organizations.find(({ id }) => id === claims.tenantId);
    const owner = (_ownerOrganization as { id: string } | undefined)?.id;
    if (!organization || (owner !== undefined && owner !== organization.id)) return accessDenied();
    const time = new Date(world.now()).toISOString();
    const record: SandboxRecord = {
      _id: randomUUID(),
      _caption: '',
      _ownerOrganization: { ...organization },
      _template: templateRefOf(template),
      _creationTime: time,
      _lastModifiedTime: time,
      ...(row.kind === 'patient' ? { _invitationAccepted: false, _enabled: 'ENABLED' } : {}),
    };
    const entries = entriesOf(record, fields);
    for (const one of entries) {
      const wrong = attributeFault(call, record, one);
      if (wrong) return wrong;
    }
    const lacking = attributesOf(template).find(
      ({ name, mandatory }) =>
        (mandatory || world.switches.mandatory.includes(name)) &&
        (entries.find((one) => one.name === name)?.value ?? '') === '',
    );
    if (lacking) return refusal(400, 'ATTRIBUTE_IS_MANDATORY', { attributeName: lacking.name });
    merge(record, bare(record, fields));
    retitle(record, fields);
    world.records.set(record._id, record);
    entry.entityId = record._id;
    const object = world.file(entry.fileId ?? '')?.object;
    if (object) Object.assign(entry, { size: object.size, sha256: object.sha256 });
    return { status: 201, json: shown(world, record) };
  };

export const remove =
  (row: KindRow): Act =>
  (call) => {
    const { world, claims } = call;
    const record = recordOf(row, call);
    if (!('_id' in record)) return record;
    if (!claims.scopes.includes(row.writing)) return accessDenied();
    world.records.delete(record._id);
    return { status: 204 };
  };

/** File values as they are stored: the id alone. */
function bare(record: SandboxRecord, change: Fields): Fields {
  const copy = structuredClone(change);
  for (const { name, basePath } of filesOf(record)) {
    const holder = (basePath ? copy[basePath] : copy) as Fields | undefined;
    const value = holder?.[name] as { id: string } | null | undefined;
    if (holder && value) holder[name] = { id: value.id };
  }
  return copy;
}

/** A record is called what its name says. */
function retitle(record: SandboxRecord, { _name }: Fields): void {
  if (typeof _name === 'string') record._caption = _name;
  else if (_name) {
    const { firstName, lastName } = record._name as { firstName: string; lastName: string };
    record._caption = `${firstName} ${lastName}`;
  }
}
