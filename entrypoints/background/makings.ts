import type { Template } from '../../lib/biot/record.ts';
import type { Upload } from '../../lib/outbox/upload.ts';
import type { BulkMaking, BulkTemplate } from '../../lib/protocol/bulk.ts';
import type { FailReason } from '../../lib/protocol/upload.ts';
import type { Session } from '../../lib/session/sessions.ts';
import { isOwn } from '../../lib/uploads/frame-records.ts';
import { targetToMake, templateView } from '../../lib/uploads/template-view.ts';
import type { Biot } from './biot.ts';
import { keyOf } from './holding.ts';
import type { Portals } from './portals.ts';

/** BioT's newer path of generic entities. */
const newApi = '/generic-entity/v3/';

/** Records that are made for files: of which templates, and where. */
export function createMakings({ portals, biot }: { portals: Portals; biot: Biot }) {
  /** By session, and a template's id. */
  const known = new Map<string, ReadonlyMap<string, Template>>();

  async function read(session: Session): Promise<ReadonlyMap<string, Template> | null> {
    const answer = await biot.clientOf(session).listTemplates('generic-entity');
    if (!answer.ok) return null;
    const templates = new Map(answer.value.flatMap((one) => (one.id ? [[one.id, one] as const] : [])));
    known.set(keyOf(session), templates);
    return templates;
  }

  return {
    async templates(session: Session): Promise<BulkTemplate[] | null> {
      const all = await read(session);
      return all && [...all.values()].flatMap((one) => templateView(one) ?? []);
    },
    /** Where a file goes of which a record is made, or why it cannot. */
    async targetOf(
      session: Session,
      { template: id, ...making }: BulkMaking,
      attribute: string,
      file: Pick<Upload['file'], 'size' | 'type'>,
    ) {
      if (making.refers && making.refers.ref.api !== session.api)
        return 'record-unknown' satisfies FailReason;
      const template = (known.get(keyOf(session)) ?? (await read(session)))?.get(id);
      if (!template) return 'record-unknown' satisfies FailReason;
      // Whichever the portal itself uses: access is not the same in both.
      const hasNewApi = (await portals.frames()).some(
        (frame) =>
          isOwn(frame, session) &&
          [...frame.reads.map(({ ref }) => ref.path), frame.list?.path ?? ''].some((path) =>
            path.startsWith(newApi),
          ),
      );
      return targetToMake(template, making, attribute, file, hasNewApi);
    },
  };
}
