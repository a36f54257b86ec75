import { ask } from '../../lib/browser/letters.ts';
import type { OnScreen } from '../../lib/portal/on-screen.ts';
import type { AttributeView, RecordView } from '../../lib/protocol/record.ts';
import type { Inspection } from '../../lib/protocol/requests.ts';
import type { FailReason } from '../../lib/protocol/upload.ts';

/** A file on its way to an attribute, as the questions about it show it. */
export interface Question {
  file: File;
  inspection: Inspection;
  record: RecordView;
  /** Which of how many, counted from 1. */
  index: number;
  of: number;
  /** Attributes that files before this one have gone to, and which. */
  taken: ReadonlyMap<string, string>;
  isNew: boolean;
}

/** What only a person can decide. Null means: not at all. */
export interface Person {
  whichRecord(records: readonly RecordView[], file: File): Promise<RecordView | null>;
  whichAttribute(question: Question): Promise<AttributeView | null>;
  mayReplace(question: Question, attribute: AttributeView): Promise<boolean>;
  /** Files of this attribute lie at a public address. */
  mayPublish(question: Question, attribute: AttributeView): Promise<boolean>;
  /** Says why a file was not taken. */
  refused(
    reason: FailReason,
    file: Pick<File, 'name' | 'size'>,
    record: RecordView | null,
    attribute: AttributeView | null,
  ): void;
  /** A file is being kept, which takes a while where it is large; to be called when that has ended. */
  keeping(file: Pick<File, 'name'>): () => void;
  accepted(id: string, file: File): void;
  /** The person was asked which attribute, and wants none. */
  declined(file: File): void;
}

/** Where files were meant to go; frozen at the moment they came. */
export interface Aim {
  verdict: OnScreen;
  /** The zone's attribute; null for the page as a whole. */
  attribute: string | null;
  /** The person has said "Replace" already. */
  replace: boolean;
  /** The record is one that has just been added: a person is asked even where there is one attribute. */
  isNew?: true;
}

/** Brings files to the record that was on screen when they came, one after another. */
export async function deliver(files: readonly File[], aim: Aim, person: Person): Promise<void> {
  const [first] = files;
  if (!first) return;
  const { verdict } = aim;
  if (verdict.is === 'none') return person.refused('record-unknown', first, null, null);
  const record = verdict.is === 'one' ? verdict.record : await person.whichRecord(verdict.records, first);
  if (record === null) return;
  const taken = new Map<string, string>();
  for (const [index, file] of files.entries()) {
    const inspection = await ask('files.inspect', { file, name: file.name, ref: record.ref });
    const place = { index: index + 1, of: files.length, taken, isNew: aim.isNew === true };
    const question = { file, inspection, record, ...place };
    const attribute = await attributeFor(question, aim, person);
    if (attribute === null) continue;
    if (attribute.isPublic && !(await person.mayPublish(question, attribute))) continue;
    const { name } = inspection;
    const replaces = attribute.value?.id ?? null;
    const kept = person.keeping(shownAs(question));
    const answer = await ask('upload.add', {
      file,
      name,
      ref: record.ref,
      attribute: attribute.name,
      replaces,
    }).finally(kept);
    if (answer.accepted) {
      taken.set(attribute.name, name ?? file.name);
      person.accepted(answer.id, file);
    } else person.refused(answer.reason, shownAs(question), record, attribute);
  }
}

/** The attribute a file goes to: the only one that takes it and is empty, or the one a person has named. */
async function attributeFor(question: Question, aim: Aim, person: Person): Promise<AttributeView | null> {
  const { inspection, record, taken } = question;
  const { refusals } = inspection;
  const shown = shownAs(question);
  // An attribute holds one file: several dropped on one zone are asked about one by one.
  const aimed =
    question.of === 1 ? (record.attributes.find((one) => one.name === aim.attribute) ?? null) : null;
  const refuse = (reason: FailReason, attribute: AttributeView | null) => {
    person.refused(reason, shown, record, attribute);
    return null;
  };
  if (inspection.refusal) return refuse(inspection.refusal, aimed);
  if (aim.attribute !== null && question.of === 1 && aimed === null) return refuse('attribute-gone', null);
  const refusal = aimed && refusals[aimed.name];
  if (refusal) return refuse(refusal, aimed);
  const takers = record.attributes.filter(
    (one) => one.writable && !refusals[one.name] && !taken.has(one.name),
  );
  const [only, ...others] = takers;
  if (!only) {
    if (taken.size > 0) return refuse('no-attribute-left', null);
    const [first] = record.attributes.filter((one) => one.writable);
    return refuse((first && refusals[first.name]) ?? 'read-only', first ?? null);
  }
  // The chooser names what a choice replaces; everywhere else that is asked.
  if (!aimed && (others.length > 0 || aim.isNew)) {
    const chosen = await person.whichAttribute(question);
    if (chosen === null) person.declined(question.file);
    return chosen;
  }
  const attribute = aimed ?? only;
  if (attribute.value === null || aim.replace) return attribute;
  return (await person.mayReplace(question, attribute)) ? attribute : null;
}

/** A file's name can be made to deceive: what is shown is what BioT will be told. */
function shownAs({ file, inspection }: Question): Pick<File, 'name' | 'size'> {
  return { name: inspection.name ?? file.name, size: file.size };
}
