import type { Asked, BulkTemplate } from '../lib/protocol/bulk.ts';
import { t } from '../lib/texts/texts.ts';
import { Select } from './Select.tsx';

export interface RecipeFieldsProps {
  templates: readonly BulkTemplate[];
  /** Of which a record is made for each file; null: none is. */
  template: BulkTemplate | null;
  choose(template: BulkTemplate | null): void;
  /** Attributes that may refer to a file's record. */
  references: readonly { name: string; displayName: string }[];
  reference: string | null;
  refer(by: string | null): void;
  values: Readonly<Record<string, string>>;
  write(name: string, text: string): void;
}

/** Whether files become values of records that are there, or a record is made for each, and what all those hold. */
export function RecipeFields(props: RecipeFieldsProps) {
  const { templates, template, choose, references, reference, refer, values, write } = props;
  if (templates.length === 0) return null;
  const asked = template?.asked.filter(({ name }) => name !== '_name') ?? [];
  const field = (one: Asked) => (
    <Field key={one.name} asked={one} text={values[one.name] ?? ''} write={(text) => write(one.name, text)} />
  );
  const [must, may] = [asked.filter((one) => one.isMandatory), asked.filter((one) => !one.isMandatory)];
  return (
    <>
      <div class="row">
        <Select
          label={t('bulk_recipe')}
          value={template?.id ?? null}
          none={t('bulk_recipe_value')}
          options={templates.map(({ id, displayName }) => ({
            name: id,
            displayName: t('bulk_recipe_each', displayName),
          }))}
          choose={(wanted) => choose(templates.find(({ id }) => id === wanted) ?? null)}
        />
        {template && (
          <Select
            label={t('bulk_reference')}
            value={reference}
            none={t('bulk_reference_none')}
            options={references}
            choose={refer}
          />
        )}
      </div>
      {must.length > 0 && (
        <fieldset class="row">
          <legend>{t('bulk_values')}</legend>
          {must.map(field)}
        </fieldset>
      )}
      {may.length > 0 && (
        <details>
          <summary>{t('bulk_more_values')}</summary>
          <div class="row">{may.map(field)}</div>
        </details>
      )}
    </>
  );
}

const modes: Partial<Record<Asked['type'], 'numeric' | 'decimal'>> = { whole: 'numeric', decimal: 'decimal' };

interface FieldProps {
  asked: Asked;
  text: string;
  write(text: string): void;
}

const inputs: Partial<Record<Asked['type'], 'date' | 'datetime-local'>> = {
  date: 'date',
  moment: 'datetime-local',
};

function Field(props: FieldProps) {
  const id = `value-${props.asked.name}`;
  return (
    <label for={id}>
      {props.asked.displayName}
      <Control {...props} id={id} />
    </label>
  );
}

function Control({ asked, text, write, id }: FieldProps & { id: string }) {
  const { type, options, isMandatory } = asked;
  const choices =
    type === 'yes-no'
      ? [
          { name: 'true', displayName: t('bulk_yes') },
          { name: 'false', displayName: t('bulk_no') },
        ]
      : options;
  if (type === 'many-of')
    return (
      <select
        id={id}
        multiple
        required={isMandatory}
        onChange={({ currentTarget: { selectedOptions } }) =>
          write(Array.from(selectedOptions, ({ value }) => value).join(';'))
        }
      >
        {choices.map(({ name, displayName }) => (
          <option key={name} value={name} selected={text.split(';').includes(name)}>
            {displayName}
          </option>
        ))}
      </select>
    );
  if (type === 'one-of' || type === 'yes-no')
    return (
      <select
        id={id}
        required={isMandatory}
        value={text}
        onChange={({ currentTarget: { value } }) => write(value)}
      >
        <option value="">{t('bulk_attribute_none')}</option>
        {choices.map(({ name, displayName }) => (
          <option key={name} value={name}>
            {displayName}
          </option>
        ))}
      </select>
    );
  const shared = {
    ...{ id, value: text, required: isMandatory, autocomplete: 'off' },
    onInput: ({ currentTarget: { value } }: { currentTarget: HTMLInputElement }) => write(value),
  };
  const calendar = inputs[type];
  return calendar ? (
    <input type={calendar} {...shared} />
  ) : (
    <input type="text" inputMode={modes[type] ?? 'text'} {...shared} />
  );
}
