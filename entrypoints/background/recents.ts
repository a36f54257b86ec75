import * as v from 'valibot';
import { kept } from '../../lib/browser/session-area.ts';
import type { Owner, Upload } from '../../lib/outbox/upload.ts';
import type { RecentTarget } from '../../lib/protocol/capture.ts';
import { type EntityRef, entityKinds } from '../../lib/protocol/record.ts';
import { belongs } from '../../lib/session/sessions.ts';

const targets = v.array(
  v.object({
    owner: v.object({ portal: v.string(), api: v.string(), user: v.string(), organization: v.string() }),
    kind: v.picklist(entityKinds),
    path: v.string(),
    id: v.string(),
    caption: v.string(),
    identity: v.array(v.string()),
    attribute: v.string(),
    displayName: v.string(),
  }),
);

/** Of one person. */
const most = 5;
/** Of all people together. */
const mostOfAll = 50;

/** Where people have sent files to lately: in memory only, gone at sign-out and with the browser. */
export function createRecents(isAllowed: () => Promise<boolean>) {
  const known = kept('recents', targets, []);
  return {
    async note({ owner, target }: Upload, ref: EntityRef): Promise<void> {
      if (!(await isAllowed())) return;
      const { kind, path, id } = ref;
      const { caption, identity, attribute, displayName } = target;
      const one = { owner, kind, path, id, caption, identity: [...identity], attribute, displayName };
      const isSame = (other: typeof one) =>
        belongs(other.owner, owner) && other.path === path && other.attribute === attribute;
      await known.change((before) => [one, ...before.filter((other) => !isSame(other))].slice(0, mostOfAll));
    },
    /** Newest first. */
    async of(owner: Owner): Promise<RecentTarget[]> {
      if (!(await isAllowed())) return [];
      const own = (await known.read()).filter((one) => belongs(one.owner, owner)).slice(0, most);
      return own.map(({ kind, path, id, caption, identity, attribute, displayName }) => ({
        ref: { kind, path, id, api: owner.api },
        caption,
        identity,
        kind: null,
        attribute: { name: attribute, displayName },
      }));
    },
    async forget(owner: Pick<Owner, 'portal' | 'user' | 'organization'>): Promise<void> {
      await known.change((before) =>
        before.filter(
          ({ owner: one }) =>
            one.portal !== owner.portal || one.user !== owner.user || one.organization !== owner.organization,
        ),
      );
    },
  };
}
export type Recents = ReturnType<typeof createRecents>;
