import * as v from 'valibot';
import { attributesOf, type Entity, heldBy, type Template } from '../biot/record.ts';
import { datePhrases, known, momentPhrases, momentText } from '../portal/phrases.ts';
import { t } from '../texts/texts.ts';

/** Something that tells a record from its namesakes. */
export interface Fact {
  /** Ways in which a page may write it; none for what namesakes may share, as alerts do their device. */
  ways: string[];
  /** Ready to be shown beside the title; null for what is shown only where nothing else tells records apart. */
  shown: string | null;
  spare: string | null;
}

const reference = v.looseObject({ id: v.nullish(v.string()), name: v.nullish(v.string()) });
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** When a session began or an alert was set; null for records that stand for no moment. */
export function momentOf(entity: Entity): { name: string; iso: string } | null {
  for (const name of ['_startTime', '_setDateTime']) {
    const iso = entity[name];
    if (isText(iso)) return { name, iso };
  }
  return null;
}

/** Facts that tell namesakes apart, those that people go by first. */
export function factsOf(entity: Entity, template: Template, language: string): Fact[] {
  const attributes = attributesOf(template);
  const labelled = (name: string, value: string) => {
    const label = attributes.find((one) => one.name === name)?.displayName;
    return label ? t('record_label', label, value) : value;
  };
  const facts: Fact[] = [];
  const born = entity._dateOfBirth;
  if (isText(born)) {
    const date = new Date(born);
    const shown = Number.isNaN(date.getTime())
      ? born
      : new Intl.DateTimeFormat(known(language), { dateStyle: 'medium', timeZone: 'UTC' }).format(date);
    facts.push({ ways: datePhrases(born, language), shown: t('record_born', shown), spare: null });
  }
  const moment = momentOf(entity);
  if (moment) {
    const shown = labelled(moment.name, momentText(moment.iso, language));
    facts.push({ ways: momentPhrases(moment.iso, language), shown, spare: null });
    for (const name of ['_device', '_patient']) {
      const owner = entity[name];
      const shown = v.is(reference, owner) ? (owner.name ?? owner.id) : null;
      if (shown) facts.push({ ways: [], shown, spare: null });
    }
  }
  for (const attribute of attributes) {
    if (attribute.validation?.unique !== true) continue;
    const value = heldBy(entity, attribute);
    if (!isText(value)) continue;
    facts.push({ ways: [value], shown: t('record_label', attribute.displayName, value), spare: null });
  }
  for (const name of ['_nationalId', '_employeeId', '_email']) {
    const value = entity[name];
    if (isText(value)) facts.push({ ways: [value], shown: null, spare: labelled(name, value) });
  }
  return facts;
}
