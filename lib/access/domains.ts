import * as v from 'valibot';

const domain = v.object({
  /** The portal's origin. */
  portal: v.string(),
  /** Origins its pages take their data from, as far as they are known. */
  apis: v.array(v.string()),
  /** The browser has let us in; until then somebody has only been asked. */
  used: v.boolean(),
});

/** A portal on a domain of its customer's. */
export type Domain = v.InferOutput<typeof domain>;
export const domains = v.array(domain);

const domainOf = (known: readonly Domain[], portal: string): Domain =>
  known.find((one) => one.portal === portal) ?? { portal, apis: [], used: false };

function put(known: readonly Domain[], after: Domain): readonly Domain[] {
  const at = known.findIndex(({ portal }) => portal === after.portal);
  return at < 0 ? [...known, after] : known.with(at, after);
}

/** A person wants a portal; or it has been learnt where one takes its data from. */
export function noted(known: readonly Domain[], portal: string, api: string | null): readonly Domain[] {
  const before = known.find((one) => one.portal === portal);
  if (before && (api === null || before.apis.includes(api))) return known;
  const { apis, used } = domainOf(known, portal);
  return put(known, { portal, apis: api === null ? apis : [...apis, api], used });
}

/** The browser lets us into some portals; the same array comes back where that is no news. */
export function entered(known: readonly Domain[], may: (portal: string) => boolean): readonly Domain[] {
  const isNew = (one: Domain) => !one.used && may(one.portal);
  return known.some(isNew) ? known.map((one) => (isNew(one) ? { ...one, used: true } : one)) : known;
}

/** What is given back with a portal: its own origin, and the APIs that no other one needs. */
export function removed(
  known: readonly Domain[],
  portal: string,
): { left: readonly Domain[]; origins: string[] } {
  const left = known.filter((one) => one.portal !== portal);
  const needed = new Set(left.flatMap((one) => [one.portal, ...one.apis]));
  const { apis } = domainOf(known, portal);
  return { left, origins: [...new Set([portal, ...apis])].filter((origin) => !needed.has(origin)) };
}
