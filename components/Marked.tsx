import { number } from '../lib/texts/amounts.ts';
import { pluralOf, t } from '../lib/texts/texts.ts';

export interface MarkedProps {
  /** Files that are marked. */
  count: number;
  /** Attributes that all of them may go to. */
  attributes: readonly { name: string; displayName: string }[];
  choose(): void;
  skip(is: boolean): void;
  /** Null: the one that suits each file. */
  attributeFor(name: string | null): void;
  unmark(): void;
}

/** What can be done to several files of the table at once; nothing while none is marked. */
export function Marked({ count, attributes, choose, skip, attributeFor, unmark }: MarkedProps) {
  if (count === 0) return null;
  return (
    <div class="marked" role="toolbar" aria-label={t('bulk_marked_do')}>
      <b role="status">{t(`bulk_marked_${pluralOf(count)}`, number(count))}</b>
      <button type="button" onClick={choose}>
        {t('picker_title')}
      </button>
      {attributes.length > 0 && (
        <select
          aria-label={t('bulk_attribute')}
          value=""
          onChange={({ currentTarget }) => {
            const { value } = currentTarget;
            currentTarget.value = '';
            attributeFor(value === 'none' ? null : value);
          }}
        >
          <option value="" disabled>
            {t('bulk_attribute')}
          </option>
          <option value="none">{t('bulk_attribute_auto')}</option>
          {attributes.map(({ name, displayName }) => (
            <option key={name} value={name}>
              {displayName}
            </option>
          ))}
        </select>
      )}
      <button type="button" onClick={() => skip(true)}>
        {t('act_skip')}
      </button>
      <button type="button" onClick={() => skip(false)}>
        {t('act_unskip')}
      </button>
      <button type="button" class="quiet" onClick={unmark}>
        {t('bulk_unmark')}
      </button>
    </div>
  );
}
