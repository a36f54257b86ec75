import type { BiotClient } from '../biot/client.ts';
import { searchable } from '../biot/kinds.ts';
import type { Entity } from '../biot/record.ts';
import type { Trouble } from '../biot/trouble.ts';
import type { EntityRef } from '../protocol/record.ts';

/** Results of one kind that are asked for: who does not find a record among these types another word. */
const most = 20;

export interface Hit {
  ref: EntityRef;
  entity: Entity;
}

/**
 * Searches all kinds of records at once. A kind that the platform does not have, or the person may not list, has
 * no results; a trouble is told only where none has answered.
 */
export async function searchEntities(
  api: string,
  text: string,
  client: Pick<BiotClient, 'list'>,
  signal: AbortSignal,
): Promise<Hit[] | Trouble> {
  const answers = await Promise.all(
    searchable.map(async ({ kind, path }) => {
      const answer = await client.list(path, { freeTextSearch: text, limit: most }, signal);
      if (!answer.ok) return answer.trouble;
      return answer.value.entities.map((entity): Hit => {
        const id = encodeURIComponent(entity._id);
        return { ref: { api, kind, path: `${path}/${id}`, id }, entity };
      });
    }),
  );
  const troubles = answers.flatMap((one) => ('is' in one ? [one] : []));
  const [first] = troubles;
  if (first && troubles.length === answers.length) return first;
  return answers.flatMap((one) => ('is' in one ? [] : one));
}
