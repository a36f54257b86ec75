import type { BiotClient } from '../biot/client.ts';
import type { Entity } from '../biot/record.ts';
import type { Trouble } from '../biot/trouble.ts';

/** BioT's own default; more at once is not promised by its documentation. */
const pageSize = 100;

/** Pages asked for at the same time: the portal has its own calls. */
const atOnce = 4;

/** Records taken at most: who has more narrows the search. */
export const mostRecords = 20_000;

/**
 * All pages of a list.
 * @param request what the list was asked for with; its own page and limit are left out.
 * @returns `isWhole` is false where there are more than are taken.
 */
export async function allPages(
  client: Pick<BiotClient, 'list'>,
  path: string,
  request: Record<string, unknown>,
  signal: AbortSignal,
): Promise<{ entities: Entity[]; isWhole: boolean } | Trouble> {
  const { page: _page, limit: _limit, ...wanted } = request;
  const read = (page: number) => client.list(path, { ...wanted, limit: pageSize, page }, signal);
  const first = await read(0);
  if (!first.ok) return first.trouble;
  const { total } = first.value;
  const found = new Map(first.value.entities.map((one) => [one._id, one]));
  const count = Math.ceil(Math.min(total ?? mostRecords, mostRecords) / pageSize);
  let isLast = first.value.entities.length < pageSize;
  for (let from = 1; from < count && !isLast; from += atOnce) {
    const pages = Array.from({ length: Math.min(atOnce, count - from) }, (_, index) => from + index);
    for (const answer of await Promise.all(pages.map(read))) {
      if (!answer.ok) return answer.trouble;
      // A list may have moved between two pages: nobody stands in it twice.
      for (const one of answer.value.entities) found.set(one._id, one);
      isLast ||= answer.value.entities.length < pageSize;
    }
  }
  return { entities: [...found.values()], isWhole: isLast || (total !== null && total <= mostRecords) };
}
