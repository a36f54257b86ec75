import { describe, expect, it } from 'vitest';
import contract from '../../../lib/biot/contract.json' with { type: 'json' };
import { callOf, kindAt, kinds } from '../../../lib/biot/kinds.ts';
import { entityKinds } from '../../../lib/protocol/record.ts';

const api = 'https://api.dev.sandbox.biot-med.com';
const patients = '/organization/v1/users/patients';
/** What stands in the place of parameters: owner, then id. A device's id may hold a space and a slash. */
const filledIn = (template: string) => template.replace(/\{id\}/, 'e1').replace(/\{\w+\}/, 'PUMP%2F7%20b');

const paths = Object.entries(contract.paths) as [string, Record<string, { responses: object }>][];
const schemaOf = (operation: object | undefined) =>
  /"#\/components\/schemas\/(\w+)"/.exec(JSON.stringify(operation ?? {}))?.[1] ?? '';

describe('the table of kinds', () => {
  it('has a row for every kind', () => {
    expect(new Set(kinds.map(({ kind }) => kind))).toEqual(new Set(entityKinds));
  });

  it('has a row for every record of the contract', () => {
    const records = paths.flatMap(([path, { get }]) => (path.endsWith('/{id}') && get ? [path] : []));
    expect(new Set(kinds.map(({ entity }) => entity))).toEqual(new Set(records));
  });

  it.each(kinds)('$entity is a call about that entity, its ids as they stand', ({ kind, entity }) => {
    const path = filledIn(entity);
    expect(callOf(`${api}${path}?includeReferencers=true`)).toEqual({
      about: 'entity',
      ref: { api, kind, path, id: 'e1' },
    });
    expect(kindAt(path)).toMatchObject({ kind, entity });
  });

  it.each(kinds)('$entity without its id is a list of that kind', ({ kind, entity, lists = [] }) => {
    for (const list of [entity.replace('/{id}', ''), ...lists])
      expect(callOf(`${api}${filledIn(list)}?searchRequest=%7B%7D`)).toEqual({ about: 'list', api, kind });
  });

  it.each(kinds)('$entity takes a PATCH as the row says', (row) => {
    const operations: Record<string, unknown> = contract.paths[row.entity as keyof typeof contract.paths];
    expect('patch' in operations).toBe(!row.readOnly);
    if (row.readOnly) return;
    const schema = schemaOf((operations.patch as { requestBody: object }).requestBody);
    const body = contract.components.schemas[schema as keyof typeof contract.components.schemas];
    expect('required' in body ? body.required : []).toEqual(row.insisted ?? []);
  });

  it('takes no path of the contract for a record that is none', () => {
    const records = new Set<string>(kinds.map(({ entity }) => entity));
    for (const [path] of paths.filter(([path]) => !records.has(path))) {
      const call = callOf(api + filledIn(path));
      const part = kinds.some((row) => row.part?.path === path);
      expect([path, call?.about === 'entity']).toEqual([path, part]);
    }
  });

  it('takes every list of the contract for one', () => {
    for (const [path, { get }] of paths) {
      if (!schemaOf(get?.responses).match(/^SearchResponse(?!GetTemplate)|SearchResponse$/)) continue;
      expect([path, callOf(api + filledIn(path))?.about]).toEqual([path, 'list']);
    }
  });
});

describe('a call', () => {
  it('to a part of an entity is about the entity', () => {
    expect(callOf(`${api}/device/v2/devices/PUMP%207/status`)).toMatchObject({
      ref: { kind: 'device', path: '/device/v2/devices/PUMP%207', id: 'PUMP%207' },
    });
  });

  it.each(['/self', '/p1/consents/c1'])('on %s below patients is about none of them', (rest) => {
    expect(callOf(api + patients + rest)).toEqual({ about: 'other', api });
  });

  it('keeps a path in front of the services as part of the base', () => {
    expect(callOf('https://gateway.example/biot/settings/v1/templates/1')).toEqual({
      about: 'other',
      api: 'https://gateway.example/biot',
    });
  });

  it('to anybody else is none', () => expect(callOf('https://cdn.example/app.js')).toBeNull());
});
