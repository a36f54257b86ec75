import * as v from 'valibot';
import { kindAt } from '../biot/kinds.ts';
import { attributesOf, type Entity, fileAttributes, type Template } from '../biot/record.ts';
import { decoded } from '../portal/address.ts';
import { momentPhrases, momentText, titlePhrases } from '../portal/phrases.ts';
import type { AttributeView, EntityRef, RecordView } from '../protocol/record.ts';
import { t } from '../texts/texts.ts';
import { takes } from '../texts/types.ts';
import { factsOf, momentOf } from './facts.ts';

/** A record as it is known apart from any frame. */
export type KnownRecord = Omit<RecordView, 'readAt'> & {
  /** Further words that tell it from a record which reads exactly alike, the last of them from any other. */
  more: readonly string[];
};

const personName = v.looseObject({ firstName: v.nullish(v.string()), lastName: v.nullish(v.string()) });

const reference = v.looseObject({ id: v.string() });

/**
 * Joins an entity and its template into what a page is searched for and people are shown.
 * @param language `accept-language` of the portal: the language its pages write dates in.
 */
export function recordView(
  ref: EntityRef,
  entity: Entity,
  template: Template,
  language: string,
): KnownRecord {
  const id = decoded(ref.id);
  const titles = titlesOf(ref, entity);
  const untitled = titles.length === 0 ? untitledBy(entity, language) : null;
  const facts = factsOf(entity, template, language);
  return {
    ref,
    caption: titles[0] ?? untitled?.caption ?? id,
    identity: facts.flatMap((fact) => fact.shown ?? []),
    more: [...facts.flatMap((fact) => fact.spare ?? []), `…${id.slice(-6)}`, id, ref.path, ref.api],
    titles: untitled?.titles ?? titles,
    details: facts.flatMap(({ ways }) => (ways.length > 0 ? [ways] : [])),
    attributes: attributeViews(ref, entity, template),
    labels: attributesOf(template).map((one) => one.displayName),
    refersTo: Object.values(entity).flatMap((value) => (v.is(reference, value) ? [value.id] : [])),
  };
}

/** The attributes that hold files, with their present values. */
export function attributeViews(ref: EntityRef, entity: Entity, template: Template): AttributeView[] {
  const readOnly = kindAt(ref.path)?.readOnly === true;
  return fileAttributes(entity, template, { readOnly }).map((one) => ({ ...one, takes: takes(one) }));
}

/** Ways in which a page may write what the record is called. */
function titlesOf(ref: EntityRef, entity: Entity): string[] {
  const name = v.is(personName, entity._name) ? entity._name : null;
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  // The id of a device is given by people and read by them; other kinds' ids are nobody's words.
  const own = ref.kind === 'device' ? decoded(ref.id) : null;
  return titlePhrases(
    [entity._caption, text(entity._name), text(entity._code), own],
    name?.firstName,
    name?.lastName,
  );
}

/** What stands for the title of a session or an alert that has none: its kind and its moment. */
function untitledBy(entity: Entity, language: string): { caption: string; titles: string[] } | null {
  const moment = momentOf(entity);
  if (!moment) return null;
  const when = momentText(moment.iso, language);
  const kind = entity._template?.displayName;
  return {
    caption: kind ? t('record_label', kind, when) : when,
    titles: momentPhrases(moment.iso, language),
  };
}
