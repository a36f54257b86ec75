import type { Owner } from '../../lib/outbox/upload.ts';
import type { AccessWatch } from './access.ts';

/** Whether the browser lets an owner's uploads go on at this moment. */
export type Reach = () => Promise<(owner: Pick<Owner, 'portal' | 'api'>) => boolean>;

/** Any host of the store's: the permission for it covers all of them, or none. */
const store = 'https://s3.amazonaws.com/';

/** An upload needs its portal, the portal's API and the object store. */
export const reachOf =
  ({ may }: Pick<AccessWatch, 'may'>): Reach =>
  async () => {
    const allowed = await may();
    return ({ portal, api }) => allowed(portal) && allowed(api) && allowed(store);
  };
