import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { BiotClient, SearchRequest } from '../../../lib/biot/client.ts';
import type { Entity } from '../../../lib/biot/record.ts';
import type { Trouble } from '../../../lib/biot/trouble.ts';
import { createGathering } from '../../../lib/uploads/gathering.ts';
import { example } from '../outbox/example.ts';

const list = '/organization/v1/users/patients';
const upload = (id: string, owner = example().owner) =>
  example({
    owner,
    target: { ...example().target, path: `${list}/${id}`, attribute: 'photo', basePath: null },
  });

let time = 1_000_000;
beforeEach(() => {
  vi.useFakeTimers();
  time = 1_000_000;
});

/** Records of which each holds a file that is called after it, or none; lists may show them as they were. */
function biot(ids: readonly string[]) {
  const records = new Map<string, Entity>(
    ids.map((id) => [id, { _id: id, _template: { id: 't1' }, photo: null }]),
  );
  const shown = new Map<string, Entity>();
  const calls: string[] = [];
  const says: { list: Trouble | null } = { list: null };
  const client: Pick<BiotClient, 'readEntity' | 'list'> = {
    async readEntity(path) {
      calls.push(`read ${path.slice(list.length + 1)}`);
      return { ok: true, value: records.get(path.slice(list.length + 1)) as Entity };
    },
    async list(path, query: SearchRequest) {
      const { filter, limit } = query as unknown as { filter: { _id: { in: string[] } }; limit: number };
      calls.push(`list ${path === list ? '' : path}${filter._id.in.join(' ')}`);
      if (says.list) return { ok: false, trouble: says.list };
      const entities = filter._id.in.flatMap((id) => shown.get(id) ?? records.get(id) ?? []).slice(0, limit);
      return { ok: true, value: { entities, total: entities.length } };
    },
  };
  const gathering = createGathering(() => time);
  const holds = (id: string, fileId: string) =>
    records.set(id, { ...(records.get(id) as Entity), photo: { id: fileId } });
  return {
    ...{ records, shown, calls, says, client, gathering, holds },
    /** A file of ours is attached. */
    wrote(id: string) {
      holds(id, `f-${id}`);
      gathering.wrote(upload(id), `f-${id}`);
    },
    async read(...of: string[]) {
      const all = Promise.all(of.map((id) => gathering.read(upload(id), client)));
      await vi.advanceTimersByTimeAsync(100);
      return (await all).map((answer) =>
        answer.ok ? (answer.value.photo as { id: string } | null) : answer,
      );
    },
  };
}

describe('records that are read for many uploads', () => {
  it('are read by id while nothing of ours proves that lists are no older', async () => {
    const { read, calls } = biot(['a', 'b']);
    expect(await read('a', 'b')).toEqual([null, null]);
    expect(calls).toEqual(['read a', 'read b']);
  });

  it('are read together once something does, as they are at that moment', async () => {
    const { read, wrote, holds, calls } = biot(['a', 'b', 'c']);
    wrote('a');
    holds('c', 'of somebody else');
    expect(await read('b', 'c')).toEqual([null, { id: 'of somebody else' }]);
    expect(calls).toEqual(['list b c a']);
  });

  it('are read at once where they are many', async () => {
    const ids = Array.from({ length: 17 }, (_, index) => `p${index}`);
    const { wrote, gathering, client, calls } = biot(ids);
    wrote('p0');
    await Promise.all(ids.slice(1).map((id) => gathering.read(upload(id), client)));
    expect(calls).toHaveLength(1);
  });

  it.each([
    ['what was there before', { _id: 'a', _template: { id: 't1' }, photo: null }],
    ['nothing of files', { _id: 'a', _template: { id: 't1' } }],
  ])('are read by id where a list shows %s, and for a minute no list is asked for', async (_, stale) => {
    const { read, wrote, shown, calls } = biot(['a', 'b', 'c']);
    wrote('a');
    shown.set('a', stale);
    await read('b', 'c');
    expect(calls.splice(0)).toEqual(['list b c a', 'read b', 'read c']);
    shown.clear();
    wrote('a');
    await read('b', 'c');
    expect(calls.splice(0)).toEqual(['read b', 'read c']);
    time += 60_000;
    wrote('a');
    await read('b', 'c');
    expect(calls).toEqual(['list b c a']);
  });

  it('are read by id where what we have written is a while ago', async () => {
    const { read, wrote, calls } = biot(['a', 'b', 'c']);
    wrote('a');
    time += 1_001;
    await read('b', 'c');
    expect(calls).toEqual(['read b', 'read c']);
  });

  it('are read by id where a list leaves them out, or they are of another template', async () => {
    const { read, wrote, records, shown, calls } = biot(['a', 'b', 'c', 'd']);
    wrote('a');
    const own = records.get('b') as Entity;
    records.set('c', { ...own, _id: 'c', _template: { id: 't2' } });
    shown.set('d', { ...own, _id: 'elsewhere' });
    await read('b', 'c', 'd');
    expect(calls).toEqual(['list b c d a', 'read c', 'read d']);
  });

  it('are read by id where BioT refuses lists, which are then asked for no more', async () => {
    const { read, wrote, says, calls } = biot(['a', 'b', 'c']);
    says.list = { is: 'refused', reason: 'access-denied' };
    wrote('a');
    await read('b', 'c');
    expect(calls.splice(0)).toEqual(['list b c a', 'read b', 'read c']);
    time += 3_600_000;
    wrote('a');
    await read('b', 'c');
    expect(calls).toEqual(['read b', 'read c']);
  });

  it('are read by id where a list does not come, and lists are asked for again', async () => {
    const { read, wrote, says, calls } = biot(['a', 'b', 'c']);
    says.list = { is: 'later', why: 'network', retryAfter: null };
    wrote('a');
    await read('b', 'c');
    says.list = null;
    await read('b', 'c');
    expect(calls).toEqual(['list b c a', 'read b', 'read c', 'list b c a']);
  });

  it('are read by id where a PATCH sends other fields of theirs again', async () => {
    const { gathering, client, calls } = biot(['a', 'b']);
    const generic = (id: string) => {
      const one = upload(id);
      return { ...one, target: { ...one.target, path: `/generic-entity/v1/generic-entities/${id}` } };
    };
    gathering.wrote(generic('a'), 'f-a');
    await Promise.all([gathering.read(generic('b'), client), gathering.read(generic('a'), client)]);
    expect(calls.map((call) => call.split(' ')[0])).toEqual(['read', 'read']);
  });

  it('are never read under somebody else, nor by what stands at another attribute', async () => {
    const { wrote, gathering, client, calls } = biot(['a', 'b']);
    wrote('a');
    await gathering.read(upload('b', { ...example().owner, user: 'another' }), client);
    const other = upload('b');
    await gathering.read({ ...other, target: { ...other.target, attribute: 'ecg' } }, client);
    expect(calls).toEqual(['read b', 'read b']);
  });
});
