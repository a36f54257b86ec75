import type { BiotClient } from '../../../lib/biot/client.ts';
import type { Entity, Fields, Template } from '../../../lib/biot/record.ts';
import type { Answer, Trouble } from '../../../lib/biot/trouble.ts';

type Call =
  | 'create'
  | 'create-parts'
  | 'list'
  | 'sign-parts'
  | 'complete'
  | 'cancel-parts'
  | 'read'
  | 'make'
  | 'delete'
  | 'templates'
  | 'patch'
  | 'template'
  | 'download';

/** Troubles that tests speak of often. */
export const troubles = {
  session: { is: 'session' },
  network: { is: 'later', why: 'network', retryAfter: null },
  server: { is: 'later', why: 'server', retryAfter: null },
  denied: { is: 'refused', reason: 'access-denied' },
} as const satisfies Record<string, Trouble>;

/**
 * BioT in memory, with one record: what clients have asked of it in `calls`, what it holds in `record`.
 * @param holds the record's attributes.
 */
export function platform(holds: Fields = {}) {
  const calls: string[] = [];
  const record: Entity = { _id: 'p1', _caption: 'Mary Jones', _template: { id: 't1' }, ...holds };
  const template: Template = {
    customAttributes: [{ name: 'wound_photo', displayName: 'Wound photo', type: 'IMAGE' }],
  };
  const file = { name: 'wound.png', mimeType: 'image/png', signedUrl: 'https://s3.amazonaws.com/b/f' };
  /** Calls that are refused, and left undone. */
  const refusing = new Map<Call, Trouble>();
  /** Calls that are carried out and whose answer does not arrive. */
  const losing = new Set<Call>();
  /** What the platform says to uploads in parts. */
  const has: { parts: 'here' | 'absent' | 'gone' } = { parts: 'here' };
  let files = 0;
  /** Records that were made. */
  const listed: Entity[] = [];
  const addresses = (id: string, from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => ({
      partNumber: from + index,
      signedUrl: `https://s3.amazonaws.com/bucket/${id}/${from + index}`,
    }));

  function answer<T>(call: Call, about: string, carryOut: () => T): Answer<T> {
    calls.push(about);
    const trouble = refusing.get(call);
    if (trouble) return { ok: false, trouble };
    const value = carryOut();
    return losing.has(call) ? { ok: false, trouble: troubles.network } : { ok: true, value };
  }

  const client: BiotClient = {
    createFile: async (name, mimeType) =>
      answer('create', `create ${name} ${mimeType}`, () => {
        files += 1;
        return { id: `f${files}`, signedUrl: `https://s3.amazonaws.com/bucket/f${files}` };
      }),
    createParts: async (name, mimeType, count) =>
      answer('create-parts', `create-parts ${name} ${mimeType} ${count}`, () => {
        if (has.parts === 'absent') return 'absent';
        files += 1;
        return { id: `f${files}`, signedUrls: addresses(`f${files}`, 1, count) };
      }),
    signParts: async (id, { fromPart, toPart }) =>
      answer('sign-parts', `sign-parts ${id} ${fromPart} ${toPart}`, () =>
        has.parts === 'gone' ? 'gone' : { id, signedUrls: addresses(id, fromPart, toPart) },
      ),
    completeParts: async (id, parts) =>
      answer('complete', `complete ${id} ${parts.map(({ etag }) => etag).join(' ')}`, () =>
        has.parts === 'gone' ? 'gone' : { name: 'wound.png' },
      ),
    cancelParts: async (id) => answer('cancel-parts', `cancel-parts ${id}`, () => null),
    list: async (path) =>
      answer('list', `list ${path}`, () => ({ entities: structuredClone(listed), total: listed.length })),
    createEntity: async (path, body) =>
      answer('make', `make ${path} ${JSON.stringify(body)}`, () => {
        const entity: Entity = { _id: `made-${listed.length + 1}`, _lastModifiedTime: 'then', ...body };
        listed.push(entity);
        Object.assign(record, entity);
        return structuredClone(entity);
      }),
    deleteEntity: async (path) => answer('delete', `delete ${path}`, () => null),
    listTemplates: async () => answer('templates', 'templates', () => [template]),
    readEntity: async (path) => answer('read', `read ${path}`, () => structuredClone(record)),
    patchEntity: async (path, body) =>
      answer('patch', `patch ${path} ${JSON.stringify(body)}`, () =>
        structuredClone(Object.assign(record, body)),
      ),
    readTemplate: async (id) => answer('template', `template ${id}`, () => template),
    download: async (id) => answer('download', `download ${id}`, () => file),
    readSelf: async () => ({ ok: true, value: { user: null, organization: null } }),
  };
  /** The first words of all calls: what was done, in order. */
  const done = () => calls.map((call) => call.split(' ')[0]);
  return { client, calls, done, record, listed, template, file, refusing, losing, has };
}
export type Platform = ReturnType<typeof platform>;
