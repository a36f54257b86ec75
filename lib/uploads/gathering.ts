import type { BiotClient } from '../biot/client.ts';
import { kindAt } from '../biot/kinds.ts';
import { type Entity, fileOf } from '../biot/record.ts';
import type { Answer } from '../biot/trouble.ts';
import type { Target, Upload } from '../outbox/upload.ts';

/** How long (ms) a read waits for others to go with it: a file of many takes longer than that in all, and others go on. */
const rest = 100;

/** Records read in one call: an address is not to be much longer than those of the portal's own calls. */
const most = 16;

/** How old (ms) what we have written may be to prove that a list is no older. */
const proves = 1_000;

/** How long (ms) no list is asked for after one has lagged behind. */
const shy = 60_000;

type Client = Pick<BiotClient, 'readEntity' | 'list'>;

interface Read {
  id: string;
  path: string;
  client: Client;
  answer: PromiseWithResolvers<Answer<Entity>>;
}

interface Group {
  list: string;
  place: { name: string; basePath: string | null };
  reads: Read[];
  timer: ReturnType<typeof setTimeout>;
}

/** A record and the file of ours that it holds, as BioT has answered a moment ago. */
interface Written {
  id: string;
  fileId: string;
  at: number;
}

/**
 * Reads records for many uploads at once. A list that names them does for all, where it is proved to be no older than
 * records themselves and to show what they hold: it must show the file that we have put into another record of the same
 * template, at the same attribute, within the last second. Wherever anything is missing of that, records are read by id.
 */
export function createGathering(now: () => number) {
  const written = new Map<string, Written>();
  const groups = new Map<string, Group>();
  /** Until when lists are not asked for: they have lagged behind, or BioT refuses them. */
  const shyUntil = new Map<string, number>();

  const proofOf = (key: string): Written | null => {
    const proof = written.get(key);
    return proof && now() - proof.at <= proves && (shyUntil.get(key) ?? 0) <= now() ? proof : null;
  };

  /** Entities by their ids, those of one template with the proof; empty where nothing is proved. */
  async function listed(key: string, { list, place, reads }: Group): Promise<Map<string, Entity>> {
    const proof = proofOf(key);
    const [first, ...others] = reads;
    if (!proof || !first || others.length === 0) return new Map();
    const ids = [...new Set([...reads.map(({ id }) => id), proof.id])];
    const answer = await first.client.list(list, { filter: { _id: { in: ids } }, limit: ids.length });
    if (!answer.ok) {
      if (answer.trouble.is === 'refused') shyUntil.set(key, Number.POSITIVE_INFINITY);
      return new Map();
    }
    const { entities } = answer.value;
    const witness = entities.find(({ _id }) => _id === proof.id);
    if (!witness || fileOf(witness, place)?.id !== proof.fileId) {
      shyUntil.set(key, now() + shy);
      return new Map();
    }
    const isLike = ({ _template }: Entity) => _template && _template.id === witness._template?.id;
    return new Map(entities.filter(isLike).map((one) => [one._id, one]));
  }

  function flush(key: string, group: Group): void {
    groups.delete(key);
    clearTimeout(group.timer);
    const all = listed(key, group);
    for (const { id, path, client, answer } of group.reads)
      answer.resolve(
        all.then((found) => {
          const value = found.get(id);
          return value ? { ok: true, value } : client.readEntity(path);
        }),
      );
  }

  return {
    /** The record of an upload at this moment. */
    read({ owner, target }: Upload, client: Client): Promise<Answer<Entity>> {
      const { key, list, id } = addressOf(owner, target);
      if (id === null || !proofOf(key)) return client.readEntity(target.path);
      const group: Group = groups.get(key) ?? {
        ...{ list, place: { name: target.attribute, basePath: target.basePath }, reads: [] },
        timer: setTimeout(() => flush(key, group), rest),
      };
      groups.set(key, group);
      const answer = Promise.withResolvers<Answer<Entity>>();
      group.reads.push({ id, path: target.path, client, answer });
      if (group.reads.length >= most) flush(key, group);
      return answer.promise;
    },
    /** BioT has answered that the record of an upload holds its file. */
    wrote({ owner, target }: Upload, fileId: string): void {
      const { key, id } = addressOf(owner, target);
      if (id !== null) written.set(key, { id, fileId, at: now() });
    },
  };
}
export type Gathering = ReturnType<typeof createGathering>;

/**
 * Uploads of one key have one list. `id` is null where it cannot be asked for as it stands, and where a PATCH sends
 * other fields again: those are taken from the record itself, for no list has proved that it shows them.
 */
function addressOf(owner: Upload['owner'], { path, attribute, basePath }: Target) {
  const end = path.lastIndexOf('/');
  const [list, id] = [path.slice(0, end), path.slice(end + 1)];
  const key = JSON.stringify([owner, list, basePath, attribute]);
  const isPlain = /^[\w-]+$/.test(id) && !kindAt(path)?.insisted;
  return { key, list, id: isPlain ? id : null };
}
