import type { BulkSender, OpenList, Rule } from '../lib/protocol/bulk.ts';
import type { EntityKind } from '../lib/protocol/record.ts';
import { type TextKey, t } from '../lib/texts/texts.ts';
import { RecipeFields, type RecipeFieldsProps } from './RecipeFields.tsx';
import { Select } from './Select.tsx';

export interface AssignHeadProps {
  senders: readonly BulkSender[];
  sender: number;
  become(index: number): void;
  lists: readonly OpenList[];
  kinds: readonly EntityKind[];
  /** Index into `lists`, and behind them into `kinds`. */
  source: number;
  choose(source: number): void;
  /** Words that records are searched for; of no use to a list of the portal's, which has its own. */
  words: string;
  type(words: string): void;
  load(): void;
  recipe: RecipeFieldsProps;
  rule: Rule;
  /** Values that name records, by their attributes. */
  clues: readonly { name: string; displayName: string }[];
  ruleBy(rule: Rule): void;
  /** What a pattern reads. */
  preview: string;
  /** Attributes of all records. */
  attributes: readonly { name: string; displayName: string }[];
  attribute: string | null;
  attributeFor(name: string | null): void;
  chooseFiles(): void;
  chooseFolder(): void;
  chooseManifest(): void;
  /** What was read last: records, a manifest, or why nothing was. */
  news: readonly string[];
}

/** What records of a kind are called together. */
const kindName = (kind: EntityKind) => t(`kind_${kind.replaceAll('-', '_')}` as TextKey);

function nameOf({ kind, text }: OpenList): string {
  const kinds = kindName(kind);
  return text === '' ? t('bulk_list', kinds) : t('bulk_list_text', kinds, text);
}

/** What files there are, which records may receive them, and how they find one another. */
export function AssignHead(props: AssignHeadProps) {
  const { senders, sender, become, lists, kinds, source, choose, words, type, load } = props;
  const { rule, clues, ruleBy, preview, attributes, attribute, attributeFor, news } = props;
  return (
    <div class="setting">
      <div class="row">
        <button type="button" onClick={props.chooseFiles}>
          {t('bulk_files')}
        </button>
        <button type="button" onClick={props.chooseFolder}>
          {t('bulk_folder')}
        </button>
        <button type="button" onClick={props.chooseManifest}>
          {t('bulk_manifest')}
        </button>
      </div>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          load();
        }}
      >
        {senders.length > 1 && (
          <Select
            label={t('picker_sender')}
            value={String(sender)}
            options={senders.map(({ name, organization, portal }, index) => ({
              name: String(index),
              displayName: [name, organization, portal].filter(Boolean).join(' · '),
            }))}
            choose={(index) => become(Number(index))}
          />
        )}
        <Select
          label={t('bulk_source')}
          value={String(source)}
          options={[...lists.map(nameOf), ...kinds.map(kindName)].map((displayName, index) => ({
            name: String(index),
            displayName,
          }))}
          choose={(index) => choose(Number(index))}
        />
        {source >= lists.length && (
          <label>
            {t('bulk_words')}
            <input
              type="search"
              autocomplete="off"
              value={words}
              onInput={({ currentTarget }) => type(currentTarget.value)}
            />
          </label>
        )}
        <button type="submit">{t('bulk_load')}</button>
      </form>
      <RecipeFields {...props.recipe} />
      <div class="row">
        <Select
          label={t('bulk_rule')}
          value={rule.by === 'clue' ? `clue ${rule.name}` : rule.by}
          options={[
            { name: 'any', displayName: t('bulk_rule_any') },
            ...clues.map(({ name, displayName }) => ({
              name: `clue ${name}`,
              displayName: t('bulk_rule_clue', displayName),
            })),
            { name: 'pattern', displayName: t('bulk_rule_pattern') },
          ]}
          choose={(name) => ruleBy(ruleOf(name ?? 'any'))}
        />
        {rule.by === 'pattern' && (
          <label>
            {t('bulk_pattern')}
            <input
              type="text"
              dir="ltr"
              autocomplete="off"
              value={rule.pattern}
              onInput={({ currentTarget }) => ruleBy({ by: 'pattern', pattern: currentTarget.value })}
            />
            <span class="t2">{preview}</span>
          </label>
        )}
        <Select
          label={t('bulk_attribute')}
          value={attribute}
          none={t('bulk_attribute_auto')}
          options={attributes}
          choose={attributeFor}
        />
      </div>
      <div role="status">
        {news.map((sentence, index) => (
          <p key={index}>{sentence}</p>
        ))}
      </div>
    </div>
  );
}

function ruleOf(value: string): Rule {
  if (value === 'pattern') return { by: 'pattern', pattern: '{id}_*' };
  return value.startsWith('clue ') ? { by: 'clue', name: value.slice(5) } : { by: 'any' };
}
