/** BioT's search request, as far as the sandbox understands it. */
export interface SearchRequest {
  filter?: Record<string, Filter>;
  sort?: readonly { prop: string; order?: 'ASC' | 'DESC' }[];
  freeTextSearch?: string;
  limit?: number;
  page?: number;
}

interface Filter {
  eq?: unknown;
  not?: unknown;
  in?: readonly string[];
  notIn?: readonly string[];
  like?: string;
  lt?: number;
  lte?: number;
  gt?: number;
  gte?: number;
  from?: string;
  to?: string;
  isNull?: boolean;
  isNotNull?: boolean;
}

/** BioT's own default. */
const defaultLimit = 100;

/** Ids are not searched: "ade" is a name and half of all ids hold it. */
const uuids = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g;

export function pageOf<T extends object>(all: readonly T[], request: SearchRequest) {
  const { filter = {}, sort = [], freeTextSearch = '', limit = defaultLimit, page = 0 } = request;
  const words = fold(freeTextSearch).split(/\s+/).filter(Boolean);
  const matching = all.filter((one) => {
    if (!Object.entries(filter).every(([prop, wanted]) => fits(valueAt(one, prop), wanted))) return false;
    if (words.length === 0) return true;
    const text = fold(JSON.stringify(Object.values(one)).replace(uuids, ''));
    return words.every((word) => text.includes(word));
  });
  const sorted = matching.toSorted((a, b) => {
    for (const { prop, order } of sort) {
      const difference = String(valueAt(a, prop) ?? '').localeCompare(String(valueAt(b, prop) ?? ''));
      if (difference !== 0) return order === 'DESC' ? -difference : difference;
    }
    return 0;
  });
  return {
    data: sorted.slice(page * limit, (page + 1) * limit),
    metadata: { page: { totalResults: sorted.length, page, limit } },
  };
}

/** `_name.lastName` and `_ownerOrganization.id` reach into the object. */
function valueAt(one: object, prop: string): unknown {
  return prop
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], one);
}

function fits(value: unknown, wanted: Filter): boolean {
  const text = value === undefined || value === null ? null : String(value);
  const number = Number(value);
  return (
    (wanted.eq === undefined || text === String(wanted.eq)) &&
    (wanted.not === undefined || text !== String(wanted.not)) &&
    (!wanted.in || (text !== null && wanted.in.includes(text))) &&
    (!wanted.notIn || text === null || !wanted.notIn.includes(text)) &&
    (wanted.like === undefined || fold(text ?? '').includes(fold(wanted.like.replaceAll('%', '')))) &&
    (wanted.lt === undefined || number < wanted.lt) &&
    (wanted.lte === undefined || number <= wanted.lte) &&
    (wanted.gt === undefined || number > wanted.gt) &&
    (wanted.gte === undefined || number >= wanted.gte) &&
    (wanted.from === undefined || (text ?? '') >= wanted.from) &&
    (wanted.to === undefined || (text ?? '') <= wanted.to) &&
    (wanted.isNull !== true || text === null) &&
    (wanted.isNotNull !== true || text !== null)
  );
}

const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
