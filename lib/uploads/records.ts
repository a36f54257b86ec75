import type { BiotClient } from '../biot/client.ts';
import type { Entity, Template } from '../biot/record.ts';
import type { Trouble } from '../biot/trouble.ts';
import type { Owner } from '../outbox/upload.ts';
import type { EntityRef, RecordView } from '../protocol/record.ts';
import type { Session } from '../session/sessions.ts';
import { attributeViews, recordView } from './record-view.ts';

type KnownRecord = Omit<RecordView, 'readAt'>;

/** What the API says of the records that portals have read. In memory, each under the user who may see it. */
export interface Records {
  /** The record as last read, without asking anybody; undefined where it has not been read. */
  peek(ref: EntityRef, session: Session): KnownRecord | undefined;
  /** The record; read from the API if need be. Null where the API does not give it, or did not a moment ago. */
  get(ref: EntityRef, session: Session): Promise<KnownRecord | null>;
  /** Reads it anew, because somebody may have changed it; what is known stays until then. */
  renew(ref: EntityRef, session: Session): Promise<KnownRecord | null>;
  /** Takes in the record that a call of ours was answered with, on behalf of this owner. */
  took(path: string, owner: Owner, entity: Entity): void;
}

interface Entry {
  ref: EntityRef;
  view: KnownRecord;
  template: Template;
}

/** What is known of so many records; a worker lives long where uploads run. */
const remembered = 200;
/** A record that the API did not give is asked for again by its portal's next read, or after this time (ms). */
const sulk = 30_000;

/** A template is believed for so long (ms): administrators change them. */
const fresh = 5 * 60_000;

/** @param refused hears of a session whose token the API has answered with 401. */
export function createRecords(
  clientOf: (session: Session) => BiotClient,
  refused: (session: Session) => Promise<void> = async () => undefined,
  now: () => number = Date.now,
): Records {
  const known = new Map<string, Entry>();
  const reading = new Map<string, Promise<KnownRecord | null>>();
  const failed = new Map<string, number>();
  const templates = new Map<string, { template: Template; at: number }>();
  /** How often calls of ours have brought a record: a read that began before may be older. */
  const brought = new Map<string, number>();
  const ownerKey = (path: string, { portal, api, user, organization }: Owner) =>
    [api, path, portal, user, organization].join(' ');
  const keyOf = (ref: EntityRef, session: Session) => `${ownerKey(ref.path, session)} ${session.language}`;

  async function troubled(session: Session, trouble: Trouble): Promise<null> {
    if (trouble.is === 'session') await refused(session);
    return null;
  }

  async function read(ref: EntityRef, session: Session): Promise<Entry | null> {
    if (session.refused) return null;
    const client = clientOf(session);
    const answer = await client.readEntity(ref.path);
    if (!answer.ok) return troubled(session, answer.trouble);
    const id = answer.value._template?.id;
    if (id === undefined) return null;
    const at = [session.portal, session.user, session.language, id].join(' ');
    const cached = templates.get(at);
    let template = cached && now() - cached.at < fresh ? cached.template : undefined;
    if (!template) {
      const asked = await client.readTemplate(id);
      if (!asked.ok) return troubled(session, asked.trouble);
      template = asked.value;
      trim(templates).set(at, { template, at: now() });
    }
    return { ref, template, view: recordView(ref, answer.value, template, session.language) };
  }

  async function load(ref: EntityRef, session: Session): Promise<KnownRecord | null> {
    const key = keyOf(ref, session);
    const owner = ownerKey(ref.path, session);
    let entry: Entry | null;
    let before: number | undefined;
    do {
      before = brought.get(owner);
      entry = await read(ref, session);
    } while (entry && before !== brought.get(owner));
    if (entry) {
      known.delete(key);
      trim(known).set(key, entry);
      failed.delete(key);
    } else trim(failed).set(key, now());
    return entry?.view ?? null;
  }

  /** Behind a read that runs already: it may have begun before the change. */
  function renew(ref: EntityRef, session: Session): Promise<KnownRecord | null> {
    const key = keyOf(ref, session);
    const before = reading.get(key);
    const mine = (before ?? Promise.resolve())
      .then(() => load(ref, session))
      .finally(() => {
        if (reading.get(key) === mine) reading.delete(key);
      });
    reading.set(key, mine);
    return mine;
  }

  return {
    peek: (ref, session) => known.get(keyOf(ref, session))?.view,
    async get(ref, session) {
      const key = keyOf(ref, session);
      const view = known.get(key)?.view;
      if (view) return view;
      const running = reading.get(key);
      if (running) return running;
      return now() - (failed.get(key) ?? Number.NEGATIVE_INFINITY) < sulk ? null : renew(ref, session);
    },
    renew,
    took(path, owner, entity) {
      const at = ownerKey(path, owner);
      trim(brought).set(at, (brought.get(at) ?? 0) + 1);
      for (const [key, entry] of known) {
        if (!key.startsWith(`${at} `)) continue;
        entry.view = { ...entry.view, attributes: attributeViews(entity, entry.template) };
      }
    },
  };
}

/** Makes room for one more: the oldest go. */
function trim<T>(map: Map<string, T>): Map<string, T> {
  for (const key of map.keys()) {
    if (map.size < remembered) break;
    map.delete(key);
  }
  return map;
}
