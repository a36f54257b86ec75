import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import contract from '../../../lib/biot/contract.json' with { type: 'json' };

interface Schema {
  [keyword: string]: unknown;
}

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema?: Schema;
  content?: { 'application/json': { schema: Schema } };
}

interface Declared {
  operationId: string;
  parameters?: readonly Parameter[];
  requestBody?: { required?: boolean; content: { 'application/json': { schema: Schema } } };
  responses: Record<string, { $ref?: string; content?: { 'application/json'?: { schema: Schema } } }>;
}

export interface Found {
  operation: Operation;
  /** Path parameters, decoded. */
  path: Record<string, string>;
}

export interface Operation {
  id: string;
  /** What is wrong with a request in the contract's eyes; null for nothing. */
  checkRequest(path: Record<string, string>, query: URLSearchParams, body: unknown): string | null;
  checkAnswer(status: number, body: unknown): string | null;
}

const ajv = new Ajv({ strict: false, allErrors: false });
formats.default(ajv);
ajv.addSchema({ ...contract, $id: 'contract' });

/** Schemas refer to `#/components/…`, which is the contract's root and not their own. */
function compile(schema: Schema): ValidateFunction {
  return ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"contract#/')));
}

function faultOf(validate: ValidateFunction, value: unknown, where: string): string | null {
  if (validate(value)) return null;
  const [error] = validate.errors ?? [];
  return `${where}${error?.instancePath ?? ''} ${error?.message ?? 'is not as the contract says'}`;
}

function operationOf(declared: Declared): Operation {
  const parameters = (declared.parameters ?? []).map((parameter) => ({
    ...parameter,
    json: parameter.content !== undefined,
    validate: compile(parameter.content?.['application/json'].schema ?? parameter.schema ?? {}),
  }));
  const bodySchema = declared.requestBody?.content['application/json'].schema;
  const validateBody = bodySchema ? compile(bodySchema) : null;
  const answers = new Map(
    Object.entries(declared.responses).map(([status, response]) => {
      const shared = response.$ref?.split('/').at(-1) as
        | keyof typeof contract.components.responses
        | undefined;
      const schema = shared
        ? contract.components.responses[shared].content['application/json'].schema
        : response.content?.['application/json']?.schema;
      return [Number(status), schema ? compile(schema) : null] as const;
    }),
  );

  return {
    id: declared.operationId,
    checkRequest(path, query, body) {
      const known = new Set(parameters.filter((one) => one.in === 'query').map(({ name }) => name));
      const stranger = [...query.keys()].find((name) => !known.has(name));
      if (stranger !== undefined) return `query ${stranger} is not in the contract`;
      for (const { name, in: place, required, json, validate } of parameters) {
        const text = place === 'path' ? path[name] : query.get(name);
        if (text === undefined || text === null) {
          if (required) return `${place} ${name} is missing`;
          continue;
        }
        const value = json ? parse(text) : text;
        if (value === undefined) return `${place} ${name} is not JSON`;
        const fault = faultOf(validate, value, `${place} ${name}`);
        if (fault) return fault;
      }
      if (!validateBody) return body === undefined ? null : 'a body where the contract has none';
      if (body === undefined)
        return declared.requestBody?.required ? 'the body is missing or not JSON' : null;
      return faultOf(validateBody, body, 'body');
    },
    checkAnswer(status, body) {
      const validate = answers.get(status);
      if (validate === undefined) return `status ${status} is not in the contract of ${declared.operationId}`;
      if (validate === null) return body === undefined ? null : 'a body where the contract has none';
      return faultOf(validate, body, `answer ${status}`);
    },
  };
}

export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const routes = Object.entries(contract.paths).flatMap(([template, methods]) => {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const pattern = new RegExp(`^${template.replace(/\{\w+\}/g, '([^/]+)')}$`);
  return Object.entries(methods).map(([method, declared]) => ({
    method: method.toUpperCase(),
    pattern,
    names,
    // Literal paths come before those with parameters: `users/patients/self` is nobody's id.
    rank: names.length,
    operation: operationOf(declared as Declared),
  }));
});
routes.sort((a, b) => a.rank - b.rank);

export function find(method: string, pathname: string): Found | null {
  for (const route of routes) {
    const match = route.method === method ? route.pattern.exec(pathname) : null;
    if (!match) continue;
    const path = Object.fromEntries(
      route.names.map((name, i) => [name, decodeURIComponent(match[i + 1] ?? '')]),
    );
    return { operation: route.operation, path };
  }
  return null;
}
