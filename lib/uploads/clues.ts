import { attributesOf, type Entity, heldBy, type Template } from '../biot/record.ts';
import { decoded } from '../portal/address.ts';
import type { Clue } from '../protocol/bulk.ts';
import type { EntityRef } from '../protocol/record.ts';
import { t } from '../texts/texts.ts';

/** BioT's own fields that hold a number or a code of a record. */
const numbers = ['_nationalId', '_employeeId', '_code'];

/** By what people name a record in a file's name: its title, its id, its numbers, and every label that is unique. */
export function cluesOf(ref: EntityRef, entity: Entity, template: Template): Clue[] {
  const attributes = attributesOf(template);
  const clue = (name: string, displayName: string, value: unknown): Clue[] =>
    typeof value === 'string' && value.trim() !== '' ? [{ name, displayName, value }] : [];
  const labelOf = (name: string) => attributes.find((one) => one.name === name)?.displayName ?? name;
  const unique = attributes.filter(
    ({ name, validation }) => validation?.unique === true && !numbers.includes(name),
  );
  return [
    ...clue('_caption', t('bulk_caption'), entity._caption),
    ...clue('_id', t('bulk_id'), decoded(ref.id)),
    ...numbers.flatMap((name) => clue(name, labelOf(name), entity[name])),
    ...unique.flatMap((one) => clue(one.name, one.displayName, heldBy(entity, one))),
  ];
}
