import type { EntityRef } from '../protocol/record.ts';

/** How BioT's API addresses one kind of entity; another kind is another row here and a test. */
interface Kind {
  kind: EntityRef['kind'];
  /** The path of one entity, as a template of the contract. */
  entity: '/organization/v1/users/patients/{id}';
  list: '/organization/v1/users/patients';
}

const kinds: readonly Kind[] = [
  {
    kind: 'patient',
    entity: '/organization/v1/users/patients/{id}',
    list: '/organization/v1/users/patients',
  },
];

/** What a call to the API was about. */
export type Call =
  | { about: 'entity'; ref: EntityRef }
  | { about: 'list'; api: string; kind: EntityRef['kind'] }
  | { about: 'other'; api: string };

/** Every service of BioT answers below `/<service>/v<n>/`; the API's base is what stands before it. */
const service = /^(.*?)\/(?:organization|device|generic-entity|settings|file|ums)\/v\d+\//;

/** Words in the place of an id that are paths of their own in the contract. */
const reserved = new Set(['self', 'alerts']);

/** Reads an observed address; null for what no service of BioT would answer. Ids stay encoded as they are. */
export function callOf(address: string): Call | null {
  const { origin, pathname } = new URL(address);
  const base = service.exec(pathname)?.[1];
  if (base === undefined) return null;
  const api = origin + base;
  const path = pathname.slice(base.length);
  for (const { kind, list } of kinds) {
    if (path === list) return { about: 'list', api, kind };
    if (!path.startsWith(`${list}/`)) continue;
    const id = path.slice(list.length + 1);
    if (id !== '' && !id.includes('/') && !reserved.has(id))
      return { about: 'entity', ref: { api, kind, path, id } };
  }
  return { about: 'other', api };
}
