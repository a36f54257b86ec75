import {
  type Columns,
  columnsOf,
  createManifestMatcher,
  type Manifest,
  readManifest,
  type Table,
} from '../../lib/assign/manifest.ts';
import { createMatcher } from '../../lib/assign/match.ts';
import { type Line, type Plan, plans, type Recipe, type Tally, tallyOf } from '../../lib/assign/plan.ts';
import { refusalFor } from '../../lib/files/refusal.ts';
import type { BulkRecord, BulkTemplate, FoundFile, Rule, Tags } from '../../lib/protocol/bulk.ts';
import type { FailReason, UploadView } from '../../lib/protocol/upload.ts';
import { inPlaceOfFailed } from './replacing.ts';

/** A file of the table with all that is known of it. */
export interface Entry extends Line {
  /** Null for what an earlier life of this page has sent: its bytes are with the outbox. */
  file: File | null;
  tags: Tags | null;
  plan: Plan;
  /** What has come of handing it over; null before that. */
  sent: { id: string } | { reason: FailReason } | null;
  /** Where its upload stands; null where it is none yet, or was taken off the list. */
  upload: UploadView | null;
}

/** How files stand, as the filters name them. */
export const standings = [
  'ready',
  'making',
  'replacing',
  'many',
  'none',
  'attribute',
  'incomplete',
  'clash',
  'refused',
  'skipped',
  'running',
  'attached',
  'over',
  'trouble',
] as const;
export type Standing = (typeof standings)[number];

type Change = Partial<Pick<Entry, 'chosen' | 'attribute' | 'isSkipped'>>;

/** Files, records and rules; whatever changes, all that follows from it is made anew. */
export function createBoard(changed: () => void) {
  let entries: Entry[] = [];
  /** Uploads in whose place others have come. */
  const over = new Set<string>();
  let records: readonly BulkRecord[] = [];
  let rule: Rule = { by: 'any' };
  let attribute: string | null = null;
  let recipe: Recipe | null = null;
  let table: { name: string; rows: Table } | null = null;
  /** As a person has named them, or as their heads do. */
  let columns: Columns | null = null;
  let manifest: Manifest | null = null;

  /** Who is whose: for everything that a person has not settled. */
  function match(): void {
    const byRule = createMatcher(records, rule);
    const labels = [...new Set(records.flatMap(({ clues }) => clues.map((one) => one.displayName)))];
    const paths = entries.map(({ path }) => path);
    const named = table && (columns ?? columnsOf(table.rows[0] ?? [], labels));
    manifest = table && named && readManifest(table.rows, named, paths, recipe?.template.asked);
    const byManifest = manifest && createManifestMatcher(records, manifest);
    for (const entry of entries) {
      const said = byManifest?.(entry.path) ?? null;
      entry.match = said?.match ?? byRule(entry.path, entry.tags ?? undefined);
      if (said?.attribute) entry.attribute = said.attribute;
      entry.values = said?.values ?? {};
    }
    settle();
  }

  function settle(): void {
    const open = entries.filter(isOpen);
    const all = plans(open, { records, attribute, refuse: refusalFor, recipe });
    for (const [index, entry] of open.entries()) entry.plan = all[index] ?? entry.plan;
    changed();
  }

  return {
    get entries(): readonly Entry[] {
      return entries;
    },
    get records() {
      return records;
    },
    get rule() {
      return rule;
    },
    get attribute() {
      return attribute;
    },
    get recipe() {
      return recipe;
    },
    get table() {
      return table && manifest && { name: table.name, ...manifest, named: namedBy(manifest, entries) };
    },
    /** The columns of the manifest, as far as they are known. */
    get columns() {
      const heads = table?.rows[0] ?? [];
      const labels = [...new Set(records.flatMap(({ clues }) => clues.map((one) => one.displayName)))];
      return table && { name: table.name, heads, columns: columns ?? columnsOf(heads, labels) };
    },
    /** @returns ids of uploads that have failed, and in whose place other files have come. */
    add(files: readonly FoundFile[]): string[] {
      const { others, given } = inPlaceOfFailed(entries, files);
      for (const id of given) over.add(id);
      // The same file of the same folder, dropped twice, is one.
      const known = new Set(entries.map(({ path, size }) => `${path} ${size}`));
      const fresh = others.filter(({ file, path }) => !known.has(`${path} ${file.size}`));
      entries = [
        ...entries,
        ...fresh.map(({ file, path, tags = null }): Entry => {
          const { size, type } = file;
          return {
            ...{ file, tags, path, size, type, chosen: null, attribute: null, isSkipped: false },
            ...{ values: {}, match: { is: 'none' }, plan: { is: 'none' }, sent: null, upload: null },
          };
        }),
      ];
      match();
      return given;
    },
    load(found: readonly BulkRecord[]): void {
      records = found;
      // A choice is one of a list that is gone.
      for (const entry of entries.filter(isOpen)) entry.chosen = null;
      if (recipe) {
        const [only, ...others] = referencesFor(recipe.template, records);
        recipe = { ...recipe, reference: only && others.length === 0 ? only.name : null };
      }
      match();
    },
    ruleBy(wanted: Rule): void {
      rule = wanted;
      match();
    },
    attributeFor(wanted: string | null): void {
      attribute = wanted;
      settle();
    },
    /** Null: files go to records that are there. */
    cook(wanted: Recipe | null): void {
      const isOther = wanted?.template !== recipe?.template;
      recipe = wanted;
      // Names of attributes are those of one template.
      if (isOther) attribute = null;
      if (isOther) for (const entry of entries.filter(isOpen)) entry.attribute = null;
      if (isOther) match();
      else settle();
    },
    sayWhere(name: string, rows: Table): void {
      [table, columns] = [{ name, rows }, null];
      match();
    },
    nameColumns(by: Columns): void {
      columns = by;
      match();
    },
    /** Of which types files are, by what stands in them. */
    learn(types: ReadonlyMap<Entry, string>): void {
      const others = [...types].filter(([entry, type]) => isOpen(entry) && entry.type !== type);
      for (const [entry, type] of others) entry.type = type;
      if (others.length > 0) settle();
      else changed();
    },
    /** What a person has settled about files. */
    change(some: readonly Entry[], to: Change): void {
      for (const entry of some) Object.assign(entry, to);
      settle();
    },
    sent(entry: Entry, sent: Entry['sent']): void {
      entry.sent = sent;
      changed();
    },
    /**
     * Takes in where uploads stand; those of an earlier life of this page become lines of their own.
     * @param areAll there are no others any more.
     */
    see(uploads: readonly UploadView[], areAll = false): void {
      if (uploads.length === 0 && !areAll) return;
      const byId = new Map(uploads.flatMap((one) => (over.has(one.id) ? [] : [[one.id, one] as const])));
      for (const entry of entries) {
        if (!entry.sent || !('id' in entry.sent)) continue;
        entry.upload = byId.get(entry.sent.id) ?? (areAll ? null : entry.upload);
        byId.delete(entry.sent.id);
      }
      for (const upload of [...byId.values()].toSorted((a, b) => a.createdAt - b.createdAt)) {
        const { id, fileName, size, type } = upload;
        entries.push({
          ...{
            file: null,
            tags: null,
            path: fileName,
            size,
            type,
            chosen: null,
            attribute: null,
            isSkipped: false,
          },
          ...{ values: {}, match: { is: 'none' }, plan: { is: 'none' }, sent: { id }, upload },
        });
      }
      changed();
    },
    tally: (): Tally => tallyOf(entries.filter(isOpen).map(({ plan }) => plan)),
  };
}
export type Board = ReturnType<typeof createBoard>;

/** By which attributes a record that is made may refer to these. */
export function referencesFor({ references }: BulkTemplate, records: readonly BulkRecord[]) {
  const kind = records[0]?.ref.kind;
  return references.filter((one) => kind !== undefined && one.kind === kind);
}

/** It was not handed over, or was not taken. */
export const isOpen = ({ sent }: Entry): boolean => sent === null || 'reason' in sent;

const namedBy = (manifest: Manifest, entries: readonly Entry[]) =>
  entries.filter(({ path }) => manifest.of(path) !== null).length;

/** Under which filters a file is found. */
export function standsAs({ plan, sent, upload }: Entry): readonly Standing[] {
  if (sent && 'reason' in sent) return ['trouble'];
  if (sent) {
    const { progress } = upload ?? {};
    if (!progress || progress.is === 'running') return ['running'];
    if (progress.is === 'waiting') return progress.why === 'session' ? ['running', 'trouble'] : ['running'];
    if (progress.is === 'attached') return ['attached'];
    return progress.is === 'failed' || progress.is === 'conflict' ? ['trouble'] : ['over'];
  }
  return plan.is === 'ready' && plan.attribute.value !== null ? ['ready', 'replacing'] : [plan.is];
}
