import * as v from 'valibot';
import { type Answer, type Trouble, troubleOf } from './trouble.ts';

const failure = v.looseObject({ code: v.string() });

/** A call as the typed client makes it. */
type Call = Promise<{ data?: unknown; error?: unknown; response: Response }>;

/** An answer other than 2xx; `code` is null where the body is not BioT's. */
interface Refusal {
  status: number;
  code: string | null;
}

/**
 * The border: past it everything has the shape its type says, or is a trouble.
 * Rejects only where `signal`, the caller's own, was aborted.
 */
export function decoded<S extends v.GenericSchema>(
  schema: S,
  call: Call,
  signal?: AbortSignal,
): Promise<Answer<v.InferOutput<S>>> {
  return decodedOr<S, never>(schema, call, () => null, signal);
}

/** @param known names the refusals that are as good an answer as any; null is trouble. */
export async function decodedOr<S extends v.GenericSchema, K extends string>(
  schema: S,
  call: Call,
  known: (refusal: Refusal) => K | null,
  signal?: AbortSignal,
): Promise<Answer<v.InferOutput<S> | K>> {
  const answer = await call.catch((cause: unknown): Trouble => {
    if (signal?.aborted) throw cause;
    return unanswered(cause);
  });
  if (!('response' in answer)) return { ok: false, trouble: answer };
  const { data, error, response } = answer;
  if (!response.ok) {
    const refusal = { status: response.status, code: v.is(failure, error) ? error.code : null };
    const value = known(refusal);
    if (value !== null) return { ok: true, value };
    const trouble = troubleOf(refusal.status, refusal.code, response.headers.get('retry-after'));
    return { ok: false, trouble };
  }
  const read = v.safeParse(schema, data);
  return read.success
    ? { ok: true, value: read.output }
    : { ok: false, trouble: { is: 'later', why: 'server', retryAfter: null } };
}

/** No answer at all or none in time, or one that is not JSON (a captive portal answers 200 with its own page). */
function unanswered(cause: unknown): Trouble {
  return { is: 'later', why: cause instanceof SyntaxError ? 'server' : 'network', retryAfter: null };
}
