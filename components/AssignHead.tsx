import type { BulkSender, OpenList, Rule } from '../lib/protocol/bulk.ts';
import type { EntityKind } from '../lib/protocol/record.ts';
import { type TextKey, t } from '../lib/texts/texts.ts';
import { RecipeFields, type RecipeFieldsProps } from './RecipeFields.tsx';

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
          <label>
            {t('picker_sender')}
            <select value={sender} onChange={({ currentTarget }) => become(currentTarget.selectedIndex)}>
              {senders.map((one, index) => (
                <option key={one.key} value={index}>
                  {[one.name, one.organization, one.portal].filter(Boolean).join(' · ')}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          {t('bulk_source')}
          <select value={source} onChange={({ currentTarget }) => choose(currentTarget.selectedIndex)}>
            {[...lists.map(nameOf), ...kinds.map(kindName)].map((name, index) => (
              <option key={index} value={index}>
                {name}
              </option>
            ))}
          </select>
        </label>
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
        <label>
          {t('bulk_rule')}
          <select
            value={rule.by === 'clue' ? `clue ${rule.name}` : rule.by}
            onChange={({ currentTarget: { value } }) => ruleBy(ruleOf(value))}
          >
            <option value="any">{t('bulk_rule_any')}</option>
            {clues.map(({ name, displayName }) => (
              <option key={name} value={`clue ${name}`}>
                {t('bulk_rule_clue', displayName)}
              </option>
            ))}
            <option value="pattern">{t('bulk_rule_pattern')}</option>
          </select>
        </label>
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
        <label>
          {t('bulk_attribute')}
          <select
            value={attribute ?? ''}
            onChange={({ currentTarget: { value } }) => attributeFor(value === '' ? null : value)}
          >
            <option value="">{t('bulk_attribute_auto')}</option>
            {attributes.map(({ name, displayName }) => (
              <option key={name} value={name}>
                {displayName}
              </option>
            ))}
          </select>
        </label>
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
