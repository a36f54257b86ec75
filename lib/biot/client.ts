import createClient from 'openapi-fetch';
import * as v from 'valibot';
import type { EntityKind } from '../protocol/record.ts';
import type { paths } from './contract.d.ts';
import { decoded } from './decoded.ts';
import { type MultipartClient, multipartClient } from './multipart.ts';
import { type Entity, entity, type Fields, type Template, template } from './record.ts';
import type { Answer } from './trouble.ts';

const upload = v.object({ id: v.pipe(v.string(), v.minLength(1)), signedUrl: v.pipe(v.string(), v.url()) });
const download = v.object({ name: v.string(), mimeType: v.string(), signedUrl: v.pipe(v.string(), v.url()) });
const page = v.looseObject({
  data: v.array(entity),
  metadata: v.nullish(
    v.looseObject({ page: v.nullish(v.looseObject({ totalResults: v.nullish(v.number()) })) }),
  ),
});
const templates = v.looseObject({ data: v.array(template) });
/** BioT's own default limit; no organization is known to have as many. */
const mostTemplates = 100;
const self = v.looseObject({
  _caption: v.nullish(v.string()),
  _name: v.nullish(v.looseObject({ firstName: v.nullish(v.string()), lastName: v.nullish(v.string()) })),
  _ownerOrganization: v.nullish(v.looseObject({ name: v.nullish(v.string()) })),
});

/** The session a client speaks with; `token` is asked for at every call, because the portal renews it. */
export interface Credentials {
  api: string;
  token: () => string | null;
  /** `accept-language` as the portal sends it: display names come back in it. */
  language: string;
}

/** Which entities of a list are wanted, and which page of them, counted from 0. */
export type SearchRequest = Fields & { limit: number; page?: number; freeTextSearch?: string };

/** A page of a list; `total` is null where the platform does not say how many there are in all. */
export interface Page {
  entities: Entity[];
  total: number | null;
}

/** What the extension asks of BioT: one function a call, every answer decoded or turned into a {@link Trouble}. */
export interface BiotClient extends MultipartClient {
  /** Step 1 of 3: names the file and asks where its bytes go. The address is made to be used at once. */
  createFile(
    name: string,
    mimeType: string,
    signal?: AbortSignal,
  ): Promise<Answer<{ id: string; signedUrl: string }>>;
  readEntity(path: string, signal?: AbortSignal): Promise<Answer<Entity>>;
  /**
   * Entities of a kind, by its path without an id; free text is searched as BioT does.
   * @param query a `searchRequest` of BioT's, as a portal may have made it.
   */
  list(path: string, query: SearchRequest, signal?: AbortSignal): Promise<Answer<Page>>;
  /** Step 3 of 3: answers the whole record, so that the answer verifies. */
  patchEntity(path: string, body: Fields, signal?: AbortSignal): Promise<Answer<Entity>>;
  /** @param path where records of its kind are made */
  createEntity(path: string, body: Fields): Promise<Answer<Entity>>;
  deleteEntity(path: string): Promise<Answer<unknown>>;
  readTemplate(id: string): Promise<Answer<Template>>;
  /** Templates of a kind, all that one page of the list holds. */
  listTemplates(entityTypeName: EntityKind): Promise<Answer<Template[]>>;
  download(fileId: string): Promise<Answer<{ name: string; mimeType: string; signedUrl: string }>>;
  readSelf(): Promise<Answer<{ user: string | null; organization: string | null }>>;
}

/** How long a call may take, its answer included, in ms: longer than any gateway waits before it answers 504. */
const patience = 60_000;

/**
 * @param fetch replaceable for tests; the global one by default.
 * @param limit aborts with a `TimeoutError` when a call has taken too long.
 */
export function createBiotClient(
  credentials: Credentials,
  fetch: (request: Request) => Promise<Response> = globalThis.fetch,
  limit: () => AbortSignal = () => AbortSignal.timeout(patience),
): BiotClient {
  const client = createClient<paths>({
    baseUrl: credentials.api,
    fetch: (request: Request) =>
      fetch(new Request(request, { signal: AbortSignal.any([request.signal, limit()]) })),
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'error',
    headers: { accept: 'application/json', 'accept-language': credentials.language },
  });
  client.use({
    onRequest({ request }) {
      const token = credentials.token();
      if (token !== null) request.headers.set('authorization', `Bearer ${token}`);
      // BioT's documentation asks for the character set as well.
      if (request.body) request.headers.set('content-type', 'application/json; charset=utf-8');
      return request;
    },
  });
  /**
   * An id goes back into the path exactly as it was observed, percent-encoding included. Entities of every
   * kind are read and changed alike: the contract's types of one stand for all.
   */
  const at = (path: string) => ({
    params: { path: { id: '' } },
    pathSerializer: () => credentials.api + path,
  });

  return {
    createFile: (name, mimeType, signal) =>
      decoded(
        upload,
        client.POST('/file/v1/files/upload', { body: { name, mimeType }, signal: signal ?? null }),
        signal,
      ),
    ...multipartClient(client),
    readEntity: (path, signal) =>
      decoded(
        entity,
        client.GET('/organization/v1/users/patients/{id}', { ...at(path), signal: signal ?? null }),
        signal,
      ),
    async list(path, query, signal) {
      const search = `${path}?searchRequest=${encodeURIComponent(JSON.stringify(query))}`;
      const answer = await decoded(
        page,
        client.GET('/organization/v1/users/patients/{id}', { ...at(search), signal: signal ?? null }),
        signal,
      );
      if (!answer.ok) return answer;
      const { data, metadata } = answer.value;
      return { ok: true, value: { entities: data, total: metadata?.page?.totalResults ?? null } };
    },
    patchEntity: (path, body, signal) =>
      decoded(
        entity,
        client.PATCH('/organization/v1/users/patients/{id}', { ...at(path), body, signal: signal ?? null }),
        signal,
      ),
    createEntity: (path, body) =>
      decoded(
        entity,
        client.POST('/generic-entity/v1/generic-entities', {
          pathSerializer: at(path).pathSerializer,
          body: body as Fields & { _name: string; _templateId: string },
        }),
      ),
    deleteEntity: (path) =>
      decoded(v.unknown(), client.DELETE('/generic-entity/v1/generic-entities/{id}', at(path))),
    async listTemplates(entityTypeName) {
      const query = { filter: { entityTypeName: { eq: entityTypeName } }, limit: mostTemplates };
      const search = `/settings/v1/templates?searchRequest=${encodeURIComponent(JSON.stringify(query))}`;
      const answer = await decoded(templates, client.GET('/organization/v1/users/patients/{id}', at(search)));
      return answer.ok ? { ok: true, value: answer.value.data } : answer;
    },
    readTemplate: (templateId) =>
      decoded(
        template,
        client.GET('/settings/v1/templates/{templateId}', { params: { path: { templateId } } }),
      ),
    download: (id) =>
      decoded(download, client.GET('/file/v1/files/{id}/download', { params: { path: { id } } })),
    async readSelf() {
      const answer = await decoded(self, client.GET('/organization/v1/users/self', {}));
      if (!answer.ok) return answer;
      const { _caption, _name, _ownerOrganization } = answer.value;
      const name = [_name?.firstName, _name?.lastName].filter(Boolean).join(' ');
      return {
        ok: true,
        value: { user: name || _caption || null, organization: _ownerOrganization?.name ?? null },
      };
    },
  };
}
