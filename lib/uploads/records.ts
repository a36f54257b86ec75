import type { BiotClient } from '../biot/client.ts';
import type { Entity, Template } from '../biot/record.ts';
import type { Trouble } from '../biot/trouble.ts';
import type { Owner } from '../outbox/upload.ts';
import type { Clue } from '../protocol/bulk.ts';
import type { EntityRef } from '../protocol/record.ts';
import type { Session } from '../session/sessions.ts';
import { Bounded } from './bounded.ts';
import { cluesOf } from './clues.ts';
import { attributeViews, type KnownRecord, recordView } from './record-view.ts';
import { createRefusals } from './refusals.ts';
import { turns } from './turns.ts';

/** What the API says of the records that portals have read. In memory, each under the user who may see it. */
export interface Records {
  /** The record as last read, without asking anybody; undefined where it has not been read. */
  peek(ref: EntityRef, session: Session): KnownRecord | undefined;
  /** The record; read from the API if need be. Null where the API does not give it, or did not a moment ago. */
  get(ref: EntityRef, session: Session): Promise<KnownRecord | null>;
  /** Reads it anew, because somebody may have changed it; what is known stays until then. */
  renew(ref: EntityRef, session: Session): Promise<KnownRecord | null>;
  /** As an answer of the API's has it, with what its template says; null where that is not to be had. */
  viewed(ref: EntityRef, entity: Entity, session: Session): Promise<KnownRecord | null>;
  /** The same with the values by which people name it. */
  clued(
    ref: EntityRef,
    entity: Entity,
    session: Session,
  ): Promise<{ record: KnownRecord; clues: Clue[] } | null>;
  /** When `get` would ask the API again, in milliseconds since the epoch; in the past where it would now. */
  askableAt(ref: EntityRef, session: Session): number;
  /** Takes in the record that a call of ours was answered with, on behalf of this owner. */
  took(path: string, owner: Owner, entity: Entity): void;
}

interface Entry {
  view: KnownRecord;
  template: Template;
  templateId: string;
}

interface Reading {
  view: Promise<KnownRecord | null>;
  /** The one that begins when this one has ended, because the record may have changed since it began. */
  next: Promise<KnownRecord | null> | null;
}

/** A tab remembers 48 records; half a dozen busy tabs, and some to spare. */
const remembered = 400;
/** A template is believed for so long (ms): administrators change them. */
const fresh = 5 * 60_000;
/** Reads at the same time: after a rebirth all open pages' records are read again, and the portal has its own. */
const atOnce = 4;

export function createRecords(
  clientOf: (session: Session) => BiotClient,
  now: () => number = Date.now,
): Records {
  const known = new Bounded<Entry>(remembered);
  const reading = new Map<string, Reading>();
  const templates = new Bounded<{ template: Template; at: number }>(32);
  const refusals = createRefusals(now);
  /** How often calls of ours have brought a record: a read that began before may be older. */
  const brought = new Bounded<number>(remembered);
  const inTurn = turns(atOnce);
  const ownerKey = (path: string, { portal, api, user, organization }: Owner) =>
    [api, path, portal, user, organization].join(' ');
  const keyOf = (ref: EntityRef, session: Session) => `${ownerKey(ref.path, session)} ${session.language}`;

  async function templateOf(id: string, session: Session, client: BiotClient) {
    const { portal, api, user, organization, language } = session;
    const at = [id, portal, api, user, organization, language].join(' ');
    const before = templates.get(at);
    if (before && now() - before.at < fresh) return { ok: true, value: before.template } as const;
    const asked = await client.readTemplate(id);
    if (asked.ok) templates.set(at, { template: asked.value, at: now() });
    return asked;
  }

  async function read(ref: EntityRef, session: Session): Promise<Entry | Trouble> {
    const client = clientOf(session);
    const answer = await client.readEntity(ref.path);
    if (!answer.ok) return answer.trouble;
    const templateId = answer.value._template?.id;
    if (templateId === undefined) return { is: 'refused', reason: 'server' };
    const template = await templateOf(templateId, session, client);
    if (!template.ok) return template.trouble;
    const view = recordView(ref, answer.value, template.value, session.language);
    return { view, template: template.value, templateId };
  }

  async function load(ref: EntityRef, session: Session): Promise<KnownRecord | null> {
    const owner = ownerKey(ref.path, session);
    for (;;) {
      const before = brought.get(owner);
      const entry = await inTurn(() => read(ref, session));
      if ('is' in entry) {
        refusals.add(keyOf(ref, session), session.token, entry);
        return null;
      }
      if (before !== brought.get(owner)) continue;
      known.set(keyOf(ref, session), entry);
      refusals.delete(keyOf(ref, session));
      return entry.view;
    }
  }

  function start(ref: EntityRef, session: Session): Promise<KnownRecord | null> {
    const key = keyOf(ref, session);
    const before = reading.get(key);
    if (before) return before.view;
    const view = load(ref, session)
      .catch((cause: unknown) => {
        // A fault of our own is not run into at every turn either.
        refusals.add(key, session.token, { is: 'refused', reason: 'server' });
        throw cause;
      })
      .finally(() => reading.delete(key));
    reading.set(key, { view, next: null });
    return view;
  }

  return {
    peek: (ref, session) => known.get(keyOf(ref, session))?.view,
    async get(ref, session) {
      const key = keyOf(ref, session);
      const view = known.get(key)?.view;
      return view ?? (refusals.until(key, session.token) > now() ? null : start(ref, session));
    },
    renew(ref, session) {
      const key = keyOf(ref, session);
      refusals.delete(key);
      const running = reading.get(key);
      if (!running) return start(ref, session);
      const again = () => start(ref, session);
      running.next ??= running.view.then(again, again);
      return running.next;
    },
    async viewed(ref, entity, session) {
      const id = entity._template?.id;
      if (id === undefined) return null;
      const template = await templateOf(id, session, clientOf(session));
      return template.ok ? recordView(ref, entity, template.value, session.language) : null;
    },
    async clued(ref, entity, session) {
      const id = entity._template?.id;
      if (id === undefined) return null;
      const template = await templateOf(id, session, clientOf(session));
      if (!template.ok) return null;
      const record = recordView(ref, entity, template.value, session.language);
      return { record, clues: cluesOf(ref, entity, template.value) };
    },
    askableAt: (ref, session) => refusals.until(keyOf(ref, session), session.token),
    took(path, owner, entity) {
      const at = ownerKey(path, owner);
      brought.set(at, (brought.get(at) ?? 0) + 1);
      for (const [key, entry] of known) {
        if (!key.startsWith(`${at} `)) continue;
        const id = entity._template?.id ?? entry.templateId;
        // With another template it is to be read anew: its attributes are others.
        if (id !== entry.templateId) known.delete(key);
        else
          entry.view = { ...entry.view, attributes: attributeViews(entry.view.ref, entity, entry.template) };
      }
    },
  };
}
