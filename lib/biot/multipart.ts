import type { Client } from 'openapi-fetch';
import * as v from 'valibot';
import type { paths } from './contract.d.ts';
import { decoded, decodedOr } from './decoded.ts';
import type { Answer } from './trouble.ts';

/** Where a part's bytes go. Parts are numbered from 1. */
const address = v.object({
  partNumber: v.pipe(v.number(), v.integer(), v.minValue(1)),
  signedUrl: v.pipe(v.string(), v.url()),
});
const upload = v.object({ id: v.pipe(v.string(), v.minLength(1)), signedUrls: v.array(address) });
const done = v.object({ name: v.string() });
/** A cancel is answered with nothing. */
const nothing = v.unknown();

type Started = v.InferOutput<typeof upload>;

/** What the store has answered to a part: the ETag exactly as it came, quotes included. */
export interface StoredPart {
  partNumber: number;
  etag: string;
}

/** Uploads in parts, since platform 2.3.20. BioT names each by its file's id. */
export interface MultipartClient {
  /**
   * Step 1 of 3: names the file and asks where its first parts go; the rest is asked for as its turn comes.
   * `absent` where the platform has no such calls.
   */
  createParts(
    name: string,
    mimeType: string,
    parts: number,
    signal?: AbortSignal,
  ): Promise<Answer<Started | 'absent'>>;
  /** Where the parts from one number to another go, both included. `gone`: BioT has no such upload under way. */
  signParts(
    fileId: string,
    range: { fromPart: number; toPart: number },
    signal?: AbortSignal,
  ): Promise<Answer<Started | 'gone'>>;
  /**
   * Makes one file of its parts. `done` as well where that was done before and its answer was lost; `gone` where
   * BioT or its store does not have the upload, or not these parts.
   */
  completeParts(
    fileId: string,
    parts: StoredPart[],
    signal?: AbortSignal,
  ): Promise<Answer<{ name: string } | 'done' | 'gone'>>;
  /** The store need not keep what it has of a file any more. */
  cancelParts(fileId: string): Promise<Answer<unknown>>;
}

/** BioT's code for a file that is complete already, or was never one in parts. */
const complete = 'FILE_IS_NOT_UNCOMPLETED_MULTIPLE_PART_UPLOAD';
const misfits: ReadonlySet<string | null> = new Set([
  'MULTIPLE_PART_UPLOAD_HAS_NO_UPLOADED_ETAGS',
  'MULTIPLE_PART_UPLOAD_INVALID_PART_NUMBER',
]);

export function multipartClient(client: Client<paths>): MultipartClient {
  const at = (id: string) => ({ params: { path: { id } } });
  return {
    createParts: (name, mimeType, parts, signal) =>
      decodedOr(
        upload,
        client.POST('/file/v1/files/upload/parts', {
          body: { name, mimeType, parts },
          signal: signal ?? null,
        }),
        ({ status }) => (status === 404 || status === 405 ? 'absent' : null),
        signal,
      ),
    signParts: (id, body, signal) =>
      decodedOr(
        upload,
        client.POST('/file/v1/files/upload/parts/{id}', { ...at(id), body, signal: signal ?? null }),
        ({ status, code }) => (status === 404 || code === complete ? 'gone' : null),
        signal,
      ),
    completeParts: (id, parts, signal) =>
      decodedOr(
        done,
        client.POST('/file/v1/files/upload/parts/{id}/complete', {
          ...at(id),
          body: { parts },
          signal: signal ?? null,
        }),
        ({ status, code }) => {
          if (code === complete) return 'done';
          return status === 404 || misfits.has(code) ? 'gone' : null;
        },
        signal,
      ),
    cancelParts: (id) => decoded(nothing, client.DELETE('/file/v1/files/upload/parts/{id}/cancel', at(id))),
  };
}
