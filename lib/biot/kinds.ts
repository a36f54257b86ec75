import type { EntityKind, EntityRef } from '../protocol/record.ts';
import type { paths } from './contract.d.ts';

type Path = keyof paths;

/** How BioT's API addresses one kind of entity; another kind is another row here and a test. */
interface Kind {
  kind: EntityKind;
  /** The path of one entity, as a template of the contract; its id stands last. */
  entity: Path;
  /** Where the kind is listed or added to, the way to the entity itself apart. */
  lists?: readonly Path[];
  /** Words in the place of an id that are paths of their own. */
  reserved?: readonly string[];
  /** Fields without which BioT takes no PATCH: they are sent again as they are. */
  insisted?: readonly string[];
  /** The one part of an entity that is changed at a path of its own, by its `basePath`. */
  part?: { basePath: string; path: Path };
  /** BioT has no PATCH for it. */
  readOnly?: true;
}

/** First match wins. */
export const kinds: readonly Kind[] = [
  {
    kind: 'patient',
    entity: '/organization/v1/users/patients/{id}',
    reserved: ['self', 'alerts'],
  },
  {
    kind: 'caregiver',
    entity: '/organization/v1/users/caregivers/{id}',
    reserved: ['self'],
  },
  {
    kind: 'organization-user',
    entity: '/organization/v1/users/organizations/{id}',
    reserved: ['self'],
  },
  { kind: 'organization', entity: '/organization/v1/organizations/{id}' },
  { kind: 'registration-code', entity: '/organization/v1/registration-codes/{id}' },
  {
    kind: 'device',
    entity: '/device/v2/devices/{id}',
    part: { basePath: '_status', path: '/device/v2/devices/{id}/status' },
  },
  {
    kind: 'generic-entity',
    entity: '/generic-entity/v1/generic-entities/{id}',
    lists: ['/generic-entity/v1/generic-entities/templates/{templateName}'],
    reserved: ['templates'],
    insisted: ['_name'],
  },
  {
    kind: 'generic-entity',
    entity: '/generic-entity/v3/generic-entities/{templateName}/{id}',
    insisted: ['_name'],
  },
  {
    kind: 'usage-session',
    entity: '/device/v1/devices/{deviceId}/usage-sessions/{id}',
    lists: ['/device/v1/devices/usage-sessions'],
    insisted: ['_startTime', '_state'],
  },
  {
    kind: 'device-alert',
    entity: '/device/v1/devices/{deviceId}/alerts/{id}',
    lists: ['/device/v1/devices/alerts'],
  },
  {
    kind: 'patient-alert',
    entity: '/organization/v1/users/patients/{patientId}/alerts/{id}',
    lists: ['/organization/v1/users/patients/alerts'],
  },
  {
    kind: 'command',
    entity: '/device/v1/devices/{deviceId}/commands/{id}',
    lists: ['/device/v1/devices/commands'],
    readOnly: true,
  },
];

/** Kinds that can be searched: those whose paths hold no id but their own. The first path of a kind is asked. */
export const searchable: readonly { kind: EntityKind; path: string }[] = kinds
  .filter(({ entity, readOnly }) => !readOnly && entity.indexOf('{') === entity.length - '{id}'.length)
  .map(({ kind, entity }) => ({ kind, path: entity.slice(0, -'/{id}'.length) }));

/** What a call to the API was about. */
export type Call =
  | { about: 'entity'; ref: EntityRef }
  | { about: 'list'; api: string; kind: EntityKind }
  /** Somebody signs out. */
  | { about: 'logout'; api: string }
  | { about: 'other'; api: string };

/** Every service of BioT answers below `/<service>/v<n>/`; the API's base is what stands before it. */
const service = /^(.*?)\/(?:organization|device|generic-entity|settings|file|ums)\/v\d+\//;

/** A path as BioT answers it: whatever stands in the place of a parameter has no slash, unless it is encoded. */
const pattern = (template: string) => new RegExp(`^${template.replace(/\{\w+\}/g, '([^/]+)')}$`);

const rows = kinds.map((row) => ({
  ...row,
  // Its part is changed at a path of its own: that is a call about the entity as well.
  entities: [row.entity, ...(row.part ? [row.part.path] : [])].map(pattern),
  listed: [row.entity.replace(/\/\{id\}$/, ''), ...(row.lists ?? [])].map(pattern),
}));

const logout = /^\/ums\/v\d+\/users\/logout$/;

/** Reads an observed address; null for what no service of BioT would answer. Ids stay encoded as they are. */
export function callOf(address: string): Call | null {
  const { origin, pathname } = new URL(address);
  const base = service.exec(pathname)?.[1];
  if (base === undefined) return null;
  const api = origin + base;
  const path = pathname.slice(base.length);
  if (logout.test(path)) return { about: 'logout', api };
  for (const { kind, listed } of rows)
    if (listed.some((list) => list.test(path))) return { about: 'list', api, kind };
  for (const { kind, part, entities, reserved = [] } of rows) {
    const at = entities.find((entity) => entity.test(path));
    const id = at?.exec(path)?.at(-1);
    if (id === undefined || reserved.includes(id)) continue;
    const whole = part && at !== entities[0] ? path.slice(0, path.lastIndexOf('/')) : path;
    return { about: 'entity', ref: { api, kind, path: whole, id } };
  }
  return { about: 'other', api };
}

/** Longer search requests than this are not remembered. */
const longest = 8_192;

/** What it takes to read an observed list again; undefined where its entities are not addressed below it. */
export function listOf(address: string): { kind: EntityKind; path: string; request: string } | undefined {
  const call = callOf(address);
  if (call?.about !== 'list') return undefined;
  const url = new URL(address);
  const path = url.href.slice(call.api.length, url.href.length - url.search.length - url.hash.length);
  const request = url.searchParams.get('searchRequest') ?? '{}';
  return kindAt(`${path}/id`)?.kind === call.kind && request.length <= longest
    ? { kind: call.kind, path, request }
    : undefined;
}

/** The row behind an entity's path; undefined for none of BioT's. */
export function kindAt(path: string): Kind | undefined {
  return rows.find(({ entities: [entity] }) => entity?.test(path));
}
