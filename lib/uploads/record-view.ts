import * as v from 'valibot';
import { attributesOf, type Entity, fileAttributes, heldBy, type Template } from '../biot/record.ts';
import { datePhrases, known, titlePhrases } from '../portal/phrases.ts';
import type { AttributeView, EntityRef, RecordView } from '../protocol/record.ts';
import { t } from '../texts/texts.ts';
import { takes } from '../texts/types.ts';

/** A record as it is known apart from any frame. */
export type KnownRecord = Omit<RecordView, 'readAt'> & {
  /** Further words that tell it from a record which reads exactly alike, the last of them from any other. */
  more: readonly string[];
};

const personName = v.looseObject({ firstName: v.nullish(v.string()), lastName: v.nullish(v.string()) });

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
  const name = v.is(personName, entity._name) ? entity._name : null;
  const plain = typeof entity._name === 'string' ? entity._name : null;
  const titles = titlePhrases([entity._caption, plain], name?.firstName, name?.lastName);
  const facts = factsOf(entity, template, language);
  return {
    ref,
    caption: titles[0] ?? ref.id,
    identity: facts.flatMap((fact) => fact.shown ?? []),
    more: [...facts.flatMap((fact) => fact.spare ?? []), `…${ref.id.slice(-6)}`, ref.id, ref.api],
    titles,
    details: facts.map((fact) => fact.ways),
    attributes: attributeViews(entity, template),
    labels: attributesOf(template).map((one) => one.displayName),
  };
}

/** The attributes that take files, with their present values. */
export function attributeViews(entity: Entity, template: Template): AttributeView[] {
  return fileAttributes(entity, template).map((one) => ({ ...one, takes: takes(one) }));
}

interface Fact {
  ways: string[];
  /** Ready to be shown beside the title; null for what is shown only where nothing else tells records apart. */
  shown: string | null;
  spare: string | null;
}

/** Facts that tell namesakes apart. */
function factsOf(entity: Entity, template: Template, language: string): Fact[] {
  const facts: Fact[] = [];
  const born = entity._dateOfBirth;
  if (typeof born === 'string' && born !== '') {
    const date = new Date(born);
    const shown = Number.isNaN(date.getTime())
      ? born
      : new Intl.DateTimeFormat(known(language), { dateStyle: 'medium', timeZone: 'UTC' }).format(date);
    facts.push({ ways: datePhrases(born, language), shown: t('record_born', shown), spare: null });
  }
  const attributes = attributesOf(template);
  for (const attribute of attributes) {
    if (attribute.validation?.unique !== true) continue;
    const value = heldBy(entity, attribute);
    if (typeof value !== 'string' || value === '') continue;
    facts.push({ ways: [value], shown: t('record_label', attribute.displayName, value), spare: null });
  }
  for (const name of ['_nationalId', '_email']) {
    const value = entity[name];
    if (typeof value !== 'string' || value === '') continue;
    const label = attributes.find((one) => one.name === name)?.displayName;
    facts.push({ ways: [value], shown: null, spare: label ? t('record_label', label, value) : value });
  }
  return facts;
}
