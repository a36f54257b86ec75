import { randomUUID } from 'node:crypto';
import type { LogEntry } from '../log.ts';
import type { Claims } from '../tokens.ts';
import type { World } from '../world.ts';

/** `json` for BioT's own answers, `text` for what stands in front of it. */
export interface Answer {
  status: number;
  json?: unknown;
  text?: string;
  headers?: Record<string, string>;
  /** What a platform without this operation answers; no contract tells. */
  unlisted?: true;
}

/** What an operation is told about its call. */
export interface Call {
  world: World;
  claims: Claims;
  path: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
  acceptLanguage: string | undefined;
  entry: LogEntry;
  /** A fault asks for what the record was before its last change. */
  stale: boolean;
}

export type Act = (call: Call) => Answer | Promise<Answer>;

const servers: Record<string, string> = {
  ums: 'ums',
  file: 'file',
  organization: 'organization',
  settings: 'settings',
  device: 'device',
  'generic-entity': 'generic-entity',
};

/** An error in BioT's own form. */
export function refusal(
  status: number,
  code: string,
  details: Record<string, unknown> = {},
  about = '',
): Answer {
  return {
    status,
    json: {
      code,
      message: `${code.toLowerCase().replaceAll('_', ' ')}${about && `: ${about}`}`,
      serviceName: 'sandbox',
      traceId: randomUUID(),
      environment: 'dev',
      details,
    },
  };
}

export const accessDenied = (): Answer => refusal(403, 'ACCESS_DENIED');
export const tokenNotValid = (): Answer => refusal(401, 'TOKEN_NOT_VALID');

/** Names the service in an error, as BioT does. */
export function signedBy(answer: Answer, pathname: string): Answer {
  const json = answer.json;
  if (typeof json !== 'object' || json === null || !('serviceName' in json)) return answer;
  return { ...answer, json: { ...json, serviceName: servers[pathname.split('/')[1] ?? ''] ?? 'gateway' } };
}
