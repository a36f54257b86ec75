import { describe, expect, it } from 'vitest';
import type { Page } from '../../../lib/biot/client.ts';
import { searchable } from '../../../lib/biot/kinds.ts';
import type { Entity } from '../../../lib/biot/record.ts';
import type { Answer, Trouble } from '../../../lib/biot/trouble.ts';
import { searchEntities } from '../../../lib/uploads/search.ts';

const api = 'https://api.dev.sandbox.biot-med.com';
const absent: Trouble = { is: 'refused', reason: 'record-gone' };

function client(answers: Record<string, Entity[]>, trouble: Trouble = absent) {
  const asked: [string, object][] = [];
  return {
    asked,
    async list(path: string, query: object): Promise<Answer<Page>> {
      asked.push([path, query]);
      const value = answers[path];
      return value ? { ok: true, value: { entities: value, total: value.length } } : { ok: false, trouble };
    },
  };
}
const search = (by: ReturnType<typeof client>) =>
  searchEntities(api, 'mary', by, new AbortController().signal);

describe('a search', () => {
  it('asks each kind once that has a list of its own, and none whose paths hold another id', async () => {
    const by = client({});
    await search(by);
    expect(by.asked.map(([path]) => path).toSorted()).toEqual([
      '/device/v2/devices',
      '/generic-entity/v1/generic-entities',
      '/organization/v1/organizations',
      '/organization/v1/registration-codes',
      '/organization/v1/users/caregivers',
      '/organization/v1/users/organizations',
      '/organization/v1/users/patients',
    ]);
    expect(by.asked[0]?.[1]).toEqual({ freeTextSearch: 'mary', limit: 20 });
    expect(searchable).toHaveLength(7);
  });

  it('finds what those find that answer, with paths in which ids stand encoded', async () => {
    const by = client({
      '/organization/v1/users/patients': [{ _id: 'p1' }],
      '/device/v2/devices': [{ _id: 'DEV 1/2' }],
    });
    const hits = await search(by);
    expect(Array.isArray(hits) && hits.map(({ ref }) => ref)).toEqual([
      { api, kind: 'patient', path: '/organization/v1/users/patients/p1', id: 'p1' },
      { api, kind: 'device', path: '/device/v2/devices/DEV%201%2F2', id: 'DEV%201%2F2' },
    ]);
  });

  it('is in trouble only where nobody answers', async () => {
    expect(await search(client({}, { is: 'session' }))).toEqual({ is: 'session' });
    expect(await search(client({ '/device/v2/devices': [] }, { is: 'session' }))).toEqual([]);
  });
});
