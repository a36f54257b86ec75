import { shadowOf } from '../../lib/browser/shadow.ts';
import { type FileField, fileFields, takesFile } from '../../lib/portal/file-fields.ts';
import { pluralOf, t } from '../../lib/texts/texts.ts';
import { takes } from '../../lib/texts/types.ts';

/** A field as a person is asked about it. */
export interface OfferedField {
  label: string;
  accept: readonly string[];
  fits: boolean;
  holds: string | null;
}

interface Means {
  /** Index of the field a person has chosen; null for none. */
  whichField(file: File, fields: readonly OfferedField[]): Promise<number | null>;
  say(sentence: string): void;
}

const named = ({ label }: FileField): string => label || t('unnamed_field');

/** The file fields of the form that the page shows. */
export const formFields = (): FileField[] => fileFields(document.body, shadowOf);

/**
 * Puts files into the page's own file fields, as if they had been chosen there: what becomes of them is then up to
 * the portal. Says what went where, and what did not.
 */
export async function fillIn(files: readonly File[], { whichField, say }: Means): Promise<void> {
  const filled: { file: File; field: FileField }[] = [];
  const refusals: string[] = [];
  for (const file of files) {
    const free = formFields().filter(
      ({ input }) => input.multiple || !filled.some(({ field }) => field.input === input),
    );
    const takers = free.filter((field) => takesFile(field, file));
    const [only, ...others] = takers;
    if (!only) {
      refusals.push(refusal(file, free));
      continue;
    }
    const field = others.length === 0 ? only : await chosen(file, free, whichField);
    if (!field) continue;
    if (fill(field.input, file)) filled.push({ file, field });
    else refusals.push(t('form_gone', file.name));
  }
  const sentences = [told(filled), ...refusals.slice(0, 1)].filter(Boolean);
  if (refusals.length > 1)
    sentences.push(t(`more_not_sent_${pluralOf(refusals.length - 1)}`, String(refusals.length - 1)));
  if (sentences.length > 0) say(sentences.join(' '));
}

function told(filled: readonly { file: File; field: FileField }[]): string {
  const [first, ...others] = filled;
  if (!first) return '';
  return others.length === 0
    ? t('in_form', first.file.name, named(first.field))
    : t('in_form_many', String(filled.length));
}

function refusal(file: File, [field, ...others]: readonly FileField[]): string {
  if (!field || others.length > 0) return t('form_refuses', file.name);
  return t('field_refuses', file.name, named(field), takes({ type: 'FILE', accepts: field.accept }));
}

/** Portals draw themselves anew while a person thinks: the field is then the one that stands in the same place. */
async function chosen(
  file: File,
  fields: readonly FileField[],
  whichField: Means['whichField'],
): Promise<FileField | null> {
  const offered = fields.map((field) => ({
    label: named(field),
    accept: field.accept,
    fits: takesFile(field, file),
    holds: field.input.files?.[0]?.name ?? null,
  }));
  const index = await whichField(file, offered);
  const field = index === null ? undefined : fields[index];
  if (!field || field.input.isConnected) return field ?? null;
  const alike = (one: FileField) => one.label === field.label;
  const now = formFields();
  return now.filter(alike)[fields.filter(alike).indexOf(field)] ?? field;
}

/** False where the field is gone or the browser does not let it. */
function fill(input: HTMLInputElement, file: File): boolean {
  if (!input.isConnected) return false;
  const data = new DataTransfer();
  for (const one of [...(input.multiple ? (input.files ?? []) : []), file]) data.items.add(one);
  input.files = data.files;
  if (input.files?.length !== data.files.length) return false;
  // As the browser tells a choice: the portal's own upload begins with one of the two.
  for (const type of ['input', 'change'])
    input.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
  return true;
}
