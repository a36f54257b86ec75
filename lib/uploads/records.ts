import type { BiotClient } from '../biot/client.ts';
import type { Entity, Template } from '../biot/record.ts';
import type { EntityRef, RecordView } from '../protocol/record.ts';
import type { Session } from '../session/sessions.ts';
import { attributeViews, recordView } from './record-view.ts';

type KnownRecord = Omit<RecordView, 'readAt'>;

/** What the API says of the records that portals have read. In memory, each under the user who may see it. */
export interface Records {
  /** The record as last read, without asking anybody; undefined where it has not been read. */
  peek(ref: EntityRef, session: Session): KnownRecord | undefined;
  /** The record; read from the API if need be. Null where the API does not give it. */
  get(ref: EntityRef, session: Session): Promise<KnownRecord | null>;
  /** Reads it anew, because somebody may have changed it; what is known stays until then. */
  renew(ref: EntityRef, session: Session): Promise<KnownRecord | null>;
  /** Takes in the record that a call of ours was answered with. */
  took(ref: Pick<EntityRef, 'api' | 'path'>, entity: Entity): void;
}

interface Entry {
  ref: EntityRef;
  view: KnownRecord;
  template: Template;
}

export function createRecords(clientOf: (session: Session) => BiotClient): Records {
  const known = new Map<string, Entry>();
  const reading = new Map<string, Promise<Entry | null>>();
  const templates = new Map<string, Template>();
  const keyOf = (ref: EntityRef, { portal, user, organization, language }: Session) =>
    [ref.api, ref.path, portal, user, organization, language].join(' ');

  async function read(ref: EntityRef, session: Session): Promise<Entry | null> {
    const client = clientOf(session);
    const answer = await client.readEntity(ref.path);
    const id = answer.ok ? answer.value._template?.id : undefined;
    if (!answer.ok || id === undefined) return null;
    const at = [session.portal, session.user, session.language, id].join(' ');
    let template = templates.get(at);
    if (!template) {
      const asked = await client.readTemplate(id);
      if (!asked.ok) return null;
      template = asked.value;
      templates.set(at, template);
    }
    return { ref, template, view: recordView(ref, answer.value, template, session.language) };
  }

  async function renew(ref: EntityRef, session: Session): Promise<KnownRecord | null> {
    const key = keyOf(ref, session);
    const running = reading.get(key) ?? read(ref, session).finally(() => reading.delete(key));
    reading.set(key, running);
    const entry = await running;
    if (entry) known.set(key, entry);
    return entry?.view ?? null;
  }

  return {
    peek: (ref, session) => known.get(keyOf(ref, session))?.view,
    get: async (ref, session) => known.get(keyOf(ref, session))?.view ?? renew(ref, session),
    renew,
    took(ref, entity) {
      for (const entry of known.values()) {
        if (entry.ref.api !== ref.api || entry.ref.path !== ref.path) continue;
        entry.view = { ...entry.view, attributes: attributeViews(entity, entry.template) };
      }
    },
  };
}
