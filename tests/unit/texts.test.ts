import { globSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { standings } from '../../entrypoints/assign/board.ts';
import { searchable } from '../../lib/biot/kinds.ts';
import { failReasons, type UndoRefusal, type WaitReason } from '../../lib/outbox/upload.ts';
import { captureRefusals } from '../../lib/protocol/capture.ts';
import { pluralOf, setTextSource } from '../../lib/texts/texts.ts';
import { nodesOf, shipped, textOf } from './sources.ts';

interface Message {
  message: string;
  placeholders?: Record<string, { content: string }>;
}
type Catalogue = Record<string, Message>;

const catalogues = globSync('public/_locales/*/messages.json').map((file): [string, Catalogue] => [
  file,
  JSON.parse(textOf(file)),
]);
const en: Catalogue = Object.fromEntries(catalogues)['public/_locales/en/messages.json'] ?? {};

/** Names, and what reads the same in that language: everything else that is equal to English was forgotten. */
const sameInEnglish: Readonly<Record<string, readonly string[]>> = {
  de: ['uploads', 'named_action'],
  fr: ['images', 'paste_keys', 'kind_patient', 'kind_organization'],
  es: ['named_action', 'paste_keys', 'bulk_no'],
  he: ['named_action', 'paste_keys'],
};
const names = ['extension_name', 'dock_name', 'record_label', 'direction'];

const waits: Record<WaitReason, true> = {
  session: true,
  offline: true,
  network: true,
  server: true,
  browser: true,
  altered: true,
};
const undoRefusals: Record<UndoRefusal, true> = { changed: true, refused: true, unanswered: true };
const failKeys = failReasons.map((reason) => `fail_${reason.replaceAll('-', '_')}`);
const waitKeys = [...Object.keys(waits), 'access'].map((why) => `wait_${why}`);
const undoKeys = Object.keys(undoRefusals).map((why) => `not_undone_${why}`);
const actions = [
  ...['choose', 'skip', 'unskip'],
  'cancel',
  'retry',
  'undo',
  'replace',
  'theirs',
  'mine',
  'leave',
  'again',
  'reload',
  'compare',
  'elsewhere',
  'dismiss',
];

const outcomes = ['attached', 'undone', 'stayed', 'cancelled', 'conflict', 'failed', 'mine', 'theirs'];

/** Keys that are put together while running: what stands before the hole, or the whole expression → the keys. */
const built: Readonly<Record<string, readonly string[]>> = {
  fail_: failKeys,
  'refusals[view.refusal]': captureRefusals.map((one) => `capture_${one.replaceAll('-', '_')}`),
  'manners[manner]': ['frame', 'pixels', 'shot', 'whole', 'beginning'].map((one) => `capture_${one}`),
  wait_: waitKeys,
  not_undone_: undoKeys,
  act_: actions.map((action) => `act_${action}`),
  count_needs_: ['count_needs_one', 'count_needs_other'],
  count_attached_: ['count_attached_one', 'count_attached_other'],
  more_not_sent_: ['more_not_sent_one', 'more_not_sent_other'],
  uploads_of_others_: ['uploads_of_others_one', 'uploads_of_others_other'],
  lost_: ['lost_one', 'lost_other'],
  wait_in_memory_: ['wait_in_memory_session', 'wait_in_memory_access'],
  discarded_: ['discarded_one', 'discarded_other'],
  outcome_: outcomes.map((outcome) => `outcome_${outcome}`),
  waits_: ['waits_form', 'waits_added'],
  waits_many_: ['waits_many_form', 'waits_many_added'],
  'progress.is': ['undone', 'cancelled'],
  bulk_is_: [...standings, 'all'].map((is) => `bulk_is_${is}`),
  bulk_column_: ['file', 'record', 'state'].map((one) => `bulk_column_${one}`),
  bulk_attach_: ['bulk_attach_one', 'bulk_attach_other'],
  bulk_marked_: ['bulk_marked_one', 'bulk_marked_other'],
  kind_: searchable.map(({ kind }) => `kind_${kind.replaceAll('-', '_')}`),
};

const sources = shipped.filter((file) => /\.tsx?$/.test(file));
const nodes = sources.flatMap((file) => nodesOf(file).map((node) => ({ file, node })));
const isText = (node: ts.Node): node is ts.CallExpression =>
  ts.isCallExpression(node) && ts.isIdentifier(node.expression) && /^(?:t|label)$/.test(node.expression.text);

/** The keys that an expression may come to; what it cannot tell must stand in `built`. */
function keysOf(key: ts.Expression): readonly string[] {
  if (ts.isStringLiteral(key)) return [key.text];
  if (ts.isConditionalExpression(key)) return [...keysOf(key.whenTrue), ...keysOf(key.whenFalse)];
  if (ts.isAsExpression(key)) return keysOf(key.expression);
  if (ts.isTemplateExpression(key)) return built[key.head.text] ?? [key.getText()];
  // `failKey` is where these are put together, and is seen there.
  if (ts.isCallExpression(key)) return failKeys;
  return built[key.getText()] ?? [key.getText()];
}

const asked = nodes.flatMap(({ node }) => {
  const [key, ...values] = isText(node) ? node.arguments : [];
  return key ? keysOf(key).map((name) => ({ name, values: values.length })) : [];
});
const inManifest = [...textOf('wxt.config.ts').matchAll(/__MSG_(\w+)__/g)].map(([, name = '']) => name);

describe.each(catalogues)('%s', (_, catalogue) => {
  it('has the keys of the English catalogue, no more and no fewer', () => {
    expect(Object.keys(catalogue).toSorted()).toEqual(Object.keys(en).toSorted());
  });

  it('has a sentence for every reason to fail, to wait, or to leave an undo undone', () => {
    for (const key of [...failKeys, ...waitKeys, ...undoKeys])
      expect(catalogue[key]?.message, key).toBeTruthy();
    expect(Object.keys(catalogue).filter((key) => key.startsWith('fail_'))).toHaveLength(failKeys.length);
  });

  it.each(failKeys)('says with %s what happened, what became of the file, and what to do', (key) => {
    const { message = '' } = catalogue[key] ?? {};
    const sentences = new Intl.Segmenter('en', { granularity: 'sentence' }).segment(message);
    expect([...sentences].length).toBeGreaterThanOrEqual(2);
    expect(message).toContain('$FILE$');
  });

  it('has the placeholders of the English catalogue, each of them written in its message', () => {
    for (const [key, { message, placeholders = {} }] of Object.entries(catalogue)) {
      const contents = (of: Message['placeholders'] = {}) =>
        Object.entries(of).map(([name, { content }]) => `${name} ${content}`);
      expect(contents(placeholders).toSorted(), key).toEqual(contents(en[key]?.placeholders).toSorted());
      const written = [...message.matchAll(/\$(\w+)\$/g)].map(([, name = '']) => name.toLowerCase());
      // "One file" may be said in words: the number is always 1 there.
      if (key.endsWith('_one')) written.push('count');
      expect([...new Set(written)].toSorted(), key).toEqual(Object.keys(placeholders).toSorted());
    }
  });
});

describe('the catalogues', () => {
  const languages = catalogues.map(([file]) => file.split('/').at(-2) ?? '');

  it('speak English, German, Spanish, French and Hebrew', () => {
    expect(languages.toSorted()).toEqual(['de', 'en', 'es', 'fr', 'he']);
  });

  it.each(catalogues)('leave nothing empty and nothing in English: %s', (file, catalogue) => {
    const language = file.split('/').at(-2) ?? '';
    const same = [...names, ...(sameInEnglish[language] ?? [])];
    for (const [key, { message }] of Object.entries(catalogue)) {
      expect(message.trim(), key).toBe(message);
      expect(message, key).not.toBe('');
      if (language !== 'en' && !same.includes(key)) expect(message, key).not.toBe(en[key]?.message);
    }
    expect(catalogue.language?.message).toBe(language);
    expect(catalogue.direction?.message).toBe(language === 'he' ? 'rtl' : 'ltr');
    // The stores' own limit.
    expect(catalogue.extension_description?.message.length).toBeLessThanOrEqual(132);
  });

  it.each(languages)('say in %s what has a number in the two forms that are asked for', (language) => {
    setTextSource((key) => key, language);
    const rules = new Intl.PluralRules(language);
    for (const count of [1, 2, 3, 10, 11, 20, 21, 100, 1_000_000]) {
      expect(pluralOf(count)).toBe(rules.select(count) === 'one' ? 'one' : 'other');
      // "One file", in words, stands for 1 alone.
      if (count > 1) expect(pluralOf(count)).toBe('other');
    }
    const counted = Object.keys(en).filter((key) => key.endsWith('_other'));
    for (const key of counted) expect(en).toHaveProperty(key.replace(/other$/, 'one'));
  });
});

describe('a text', () => {
  it('is a whole sentence: nothing is glued to it', () => {
    const glued = nodes.flatMap(({ file, node }) => {
      if (!isText(node)) return [];
      const { parent } = node;
      const joined =
        ts.isTemplateSpan(parent) ||
        (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.PlusToken);
      return joined ? [`${file}: ${parent.getText()}`] : [];
    });
    expect(glued).toEqual([]);
  });

  it('that is asked for is in the catalogue, and is given every value that it has room for', () => {
    for (const { name, values } of asked) {
      expect(en, name).toHaveProperty(name);
      const rooms = Object.values(en[name]?.placeholders ?? {}).map(({ content }) =>
        Number(content.slice(1)),
      );
      expect(values, name).toBeGreaterThanOrEqual(Math.max(0, ...rooms));
    }
    for (const name of inManifest) expect(en, name).toHaveProperty(name);
  });

  it('that is in the catalogue is asked for', () => {
    const used = new Set([...asked.map(({ name }) => name), ...inManifest]);
    expect(Object.keys(en).filter((key) => !used.has(key))).toEqual([]);
  });

  it('never stands in a component itself: only the names of keys do', () => {
    const spoken =
      /^(?:aria-label|aria-description|title|alt|placeholder|label|question|caption|detail|hint|name)$/;
    const literal = nodes.flatMap(({ file, node }) => {
      const { parent } = node;
      const isChild = ts.isJsxText(node) || (ts.isStringLiteral(node) && ts.isJsxExpression(parent));
      const isSpoken =
        ts.isStringLiteral(node) && ts.isJsxAttribute(parent) && spoken.test(parent.name.getText());
      if (!isChild && !isSpoken) return [];
      const inKbd = ts.isJsxElement(parent) && parent.openingElement.tagName.getText() === 'kbd';
      return /\p{L}/u.test(node.getText()) && !inKbd ? [`${file}: ${node.getText().trim()}`] : [];
    });
    expect(literal).toEqual([]);
  });
});
