import * as v from 'valibot';
import { bearerOf } from './token.ts';

const session = v.object({
  portal: v.string(),
  api: v.string(),
  token: v.string(),
  user: v.string(),
  organization: v.string(),
  language: v.string(),
  /** The API has answered 401 to this very token. */
  refused: v.boolean(),
});

/** More are never there at once, unless a page makes them up. */
const most = 64;

/** What a portal's own calls have shown of its session. */
export type Session = v.InferOutput<typeof session>;
export const sessions = v.array(session);

/** A call of a portal to its API, as the browser reports it. */
export interface ObservedCall {
  /** The portal's origin. */
  portal: string;
  api: string;
  authorization: string;
  language: string | null;
}

/**
 * Takes in a call. The newest token of a person on a portal and API stands; the same array comes back when
 * nothing is new. Several people may be signed in on one portal, each in a container of the browser.
 */
export function observe(known: readonly Session[], call: ObservedCall): readonly Session[] {
  const bearer = bearerOf(call.authorization);
  if (bearer === null) return known;
  const { portal, api } = call;
  const before = known.find((one) => belongs(one, { portal, api, ...bearer.owner }));
  const language = call.language ?? before?.language ?? 'en';
  if (before?.token === bearer.token && before.language === language) return known;
  const after: Session = {
    portal,
    api,
    token: bearer.token,
    ...bearer.owner,
    language,
    refused: before?.token === bearer.token && before.refused,
  };
  return [...known.filter((one) => one !== before), after].slice(-most);
}

/** Without what a person has left behind on a portal where somebody else has signed in. */
export function without(
  known: readonly Session[],
  left: { portal: string; user: string; organization: string },
): readonly Session[] {
  return known.filter(
    ({ portal, user, organization }) =>
      portal !== left.portal || user !== left.user || organization !== left.organization,
  );
}

/** Marks the token that the API refused; a newer one that has come meanwhile is left as it is. */
export function refuse(known: readonly Session[], token: string): readonly Session[] {
  if (!known.some((one) => one.token === token && !one.refused)) return known;
  return known.map((one) => (one.token === token ? { ...one, refused: true } : one));
}

/** The session of a person on a portal and API; null where none has been seen. */
export function sessionOf(
  known: readonly Session[],
  owner: Pick<Session, 'portal' | 'api' | 'user' | 'organization'>,
): Session | null {
  return known.find((one) => belongs(one, owner)) ?? null;
}

/** Whether a session may carry an upload: the same portal, platform, user and organization. */
export function belongs(
  { portal, api, user, organization }: Pick<Session, 'portal' | 'api' | 'user' | 'organization'>,
  owner: { portal: string; api: string; user: string; organization: string },
): boolean {
  return (
    portal === owner.portal && api === owner.api && user === owner.user && organization === owner.organization
  );
}
